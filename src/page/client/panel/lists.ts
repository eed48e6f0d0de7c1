/** What panels have in common: headings, lists of papers, lines of facts, found words marked. */
import type { Data, Texts } from '../data/types.js';
import { STRINGS } from '../data/strings.js';
import { element } from '../dom.js';
import type { Mark } from '../marks/marks.js';
import { pieces } from '../search/marks.js';
import type { Context } from './context.js';
import type { Result } from './questions.js';

const NO_TERMS: ReadonlySet<string> = new Set();
/** Papers listed at once; the rest comes when asked for. Each has a sentence looked for in its abstract, a third of a millisecond. */
const LISTED = 50;
const AUTHORS = 8;

export function heading(text: string): HTMLElement {
  return element('h2', { tabindex: '-1' }, element('bdi', {}, text));
}

/** A text of its own direction, with the words of these stems marked. */
export function marked(text: string, terms: ReadonlySet<string> = NO_TERMS): HTMLElement {
  return element(
    'bdi',
    {},
    ...pieces(text, terms).map((one) => (one.isFound ? element('mark', {}, one.text) : one.text)),
  );
}

/** The label of a topic; -1: of no topic. */
export function topicName({ head }: Data, topic: number): string {
  return topic < 0 ? STRINGS.unplaced : head.topics[topic]!.label;
}

/** The label of its topic, or what there is to say of a paper without one. */
export function placeOf({ head, topic }: Data, { nearest }: Texts, paper: number): string {
  if (topic[paper]! >= 0) return head.topics[topic[paper]!]!.label;
  return nearest[paper]! >= 0 ? STRINGS.nearestTopic(head.topics[nearest[paper]!]!.label) : STRINGS.unplaced;
}

/** Authors, year and venue in a line. */
export function facts(data: Data, { authors, venue }: Texts, paper: number): string {
  const all = authors[paper]!;
  const names = all.length > AUTHORS ? `${all.slice(0, AUTHORS).join(', ')} …` : all.join(', ');
  return [names, data.year[paper] === 0 ? '' : String(data.year[paper]), venue[paper]!]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Signs of a mark before a title, with words for those who do not see them. */
export function signsOf({ star, decision }: Mark): HTMLElement | null {
  const signs = `${star ? '★' : ''}${decision === null ? '' : STRINGS.decisions[decision].sign}`;
  if (signs === '') return null;
  const words = [star ? STRINGS.starred : '', decision === null ? '' : STRINGS.decisions[decision].done];
  return element(
    'span',
    { class: 'signs', role: 'img', 'aria-label': words.filter((word) => word !== '').join(', ') },
    `${signs} `,
  );
}

interface LinkOptions {
  /** After the year. */
  readonly note?: string;
  readonly terms?: ReadonlySet<string> | undefined;
}

export function paperLink(
  { data, texts, reading, acts }: Context,
  paper: number,
  { note = '', terms }: LinkOptions = {},
): HTMLElement {
  const year = data.year[paper]!;
  const after = [year === 0 ? '' : String(year), note].filter((part) => part !== '').join(' · ');
  return element(
    'button',
    {
      type: 'button',
      class: 'paper',
      'data-paper': String(paper),
      'data-id': texts.id[paper]!,
      click: () => acts.paper(paper),
    },
    signsOf(reading.of(paper)),
    marked(texts.title[paper]!, terms),
    after === '' ? null : element('span', { class: 'quiet' }, ` ${after}`),
  );
}

/** `answer`: whose words are marked, and what it says of each paper. */
export function paperList(
  context: Context,
  title: HTMLElement | null,
  papers: readonly number[],
  answer: Pick<Result, 'terms' | 'under'> | null = null,
): HTMLElement {
  const list = element('ol', { class: 'papers' });
  const more = element('button', { type: 'button', class: 'link', click: add });
  add();
  return element('section', {}, title, list, more);

  function add(): void {
    const from = list.childElementCount;
    list.append(
      ...papers.slice(from, from + LISTED).map((paper) => {
        const under = answer?.under(paper) ?? null;
        return element(
          'li',
          {},
          paperLink(context, paper, { terms: answer?.terms }),
          under === null
            ? null
            : element(
                'p',
                { class: 'sentence' },
                marked(under.text, under.isQuoted ? answer?.terms : NO_TERMS),
              ),
        );
      }),
    );
    more.hidden = list.childElementCount >= papers.length;
    more.textContent = STRINGS.more(Math.min(LISTED, papers.length - list.childElementCount));
  }
}
