/** The card under the pointer. */
import { facts, placeOf } from '../panel/lists.js';
import type { Abstracts, Data, Texts } from '../data/types.js';
import { element } from '../dom.js';
import type { Stage } from '../frame/stage.js';

/** About a sentence: to the first full stop that is not too early, else a few words. */
const FIRST_SENTENCE = /^.{12,260}?[.!?](?=\s|$)|^.{1,200}/su;
const GAP = 14;
const EDGE = 8;

/** Title, authors and year, topic, first sentence. */
export function hoverCard(
  data: Data,
  texts: Texts,
  abstracts: Abstracts | null,
  paper: number,
): HTMLElement[] {
  const first = FIRST_SENTENCE.exec(abstracts?.of(paper) ?? '')?.[0];
  return [
    element('strong', {}, element('bdi', {}, texts.title[paper]!)),
    element('span', { class: 'quiet' }, element('bdi', {}, facts(data, texts, paper))),
    element('span', { class: 'quiet' }, placeOf(data, texts, paper)),
    ...(first === undefined ? [] : [element('span', {}, element('bdi', {}, first))]),
  ];
}

/** Shows the card of a paper beside the spot, inside the stage; null: none. Without texts yet, an empty one. */
export function showHover(
  { hover: card, element: stage }: Stage,
  content: readonly HTMLElement[] | null,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  card.hidden = content === null;
  if (content === null) return;
  card.replaceChildren(...content);
  card.style.left = `${Math.max(EDGE, Math.min(x + GAP, stage.clientWidth - card.offsetWidth - EDGE))}px`;
  const isLow = y + GAP + card.offsetHeight > stage.clientHeight - EDGE;
  card.style.top = `${Math.max(EDGE, isLow ? y - GAP - card.offsetHeight : y + GAP)}px`;
}
