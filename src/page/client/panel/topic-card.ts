/** A topic: its years, terms, what central papers say of it, its first and newest papers, and the way out. */
import { yearRange } from '../derive/colouring.js';
import { STRINGS } from '../data/strings.js';
import { element } from '../dom.js';
import { bestSentence } from '../search/marks.js';
import { terms as termsOf } from '../../../text/index.js';
import type { Context } from './context.js';
import { heading, paperLink, paperList } from './lists.js';
import { topicFields } from './fields.js';
import { saveButtons } from './save.js';
import { wideSparkline } from './sparkline.js';

const SHOWN = 3;

/** `papers`: those chosen, the newest first. `concept`: the one that the map is coloured by. */
export function topicCard(
  context: Context,
  number: number,
  papers: readonly number[],
  concept: number | null,
): HTMLElement {
  const { data } = context;
  const topic = data.head.topics[number]!;
  const range = yearRange(data);
  return element(
    'article',
    {},
    heading(topic.label),
    element('p', { class: 'quiet' }, STRINGS.papers(topic.size)),
    range === null ? null : wideSparkline(topic.years, range),
    element('p', { class: 'quiet source' }, STRINGS.sources[topic.source]),
    topic.isLoose ? element('p', { class: 'loose' }, STRINGS.loose) : null,
    topic.reason === null ? null : element('p', {}, topic.reason),
    ...topicFields(data, topic.fields ?? []),
    element('h3', {}, STRINGS.terms),
    element('p', {}, topic.terms.join(' · ')),
    ...conceptButtons(context, topic.concepts ?? [], concept),
    ...centralPapers(context, number),
    ...firstAndNewest(context, papers),
    ...relatedTopics(context, topic.related),
    comparing(context, number),
    saveButtons(data, papers),
    paperList(context, element('h3', {}, STRINGS.inTopic), papers),
  );
}

function relatedTopics({ data, acts }: Context, related: readonly number[]): HTMLElement[] {
  if (related.length === 0) return [];
  const item = (other: number): HTMLElement =>
    element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'paper', click: () => acts.topic(other) },
        data.head.topics[other]!.label,
      ),
    );
  return [element('h3', {}, STRINGS.related), element('ul', { class: 'papers' }, ...related.map(item))];
}

/** Each with the sentence that has most of the topic's terms: what the topic is about, in its papers' words. */
function centralPapers(context: Context, number: number): HTMLElement[] {
  const { exemplars, terms } = context.data.head.topics[number]!;
  if (exemplars.length === 0) return [];
  const stems = new Set(terms.flatMap((term) => termsOf(term)));
  const item = (paper: number): HTMLElement => {
    const sentence =
      context.abstracts === null ? '' : bestSentence(context.abstracts.of(paper), stems, () => 1);
    return element(
      'li',
      {},
      paperLink(context, paper),
      sentence === '' ? null : element('p', { class: 'sentence' }, element('bdi', {}, sentence)),
    );
  };
  return [
    element('h3', {}, STRINGS.central),
    element('ul', { class: 'papers' }, ...exemplars.slice(0, SHOWN).map(item)),
  ];
}

/** Nothing for a handful of papers, or for papers of one year: the list says it all. */
function firstAndNewest(context: Context, papers: readonly number[]): HTMLElement[] {
  const { year } = context.data;
  const dated = papers.filter((paper) => year[paper] !== 0).sort((a, b) => year[a]! - year[b]! || a - b);
  if (dated.length <= 2 * SHOWN || year[dated[0]!] === year[dated.at(-1)!]) return [];
  const list = (some: readonly number[]): HTMLElement =>
    element('ul', { class: 'papers' }, ...some.map((paper) => element('li', {}, paperLink(context, paper))));
  return [
    element('h3', {}, STRINGS.first),
    list(dated.slice(0, SHOWN)),
    element('h3', {}, STRINGS.newest),
    list(dated.slice(-SHOWN).reverse()),
  ];
}

function comparing({ data, acts }: Context, number: number): HTMLElement | null {
  const topic = data.head.topics[number]!;
  const others = data.head.topics.flatMap((other, i) =>
    i !== number && other.isArea === topic.isArea ? [i] : [],
  );
  if (others.length === 0) return null;
  const select = element(
    'select',
    { id: 'compare', change: () => acts.compare(number, Number(select.value)) },
    element('option', { value: '' }, STRINGS.noComparison),
    ...others.map((i) => element('option', { value: String(i) }, data.head.topics[i]!.label)),
  );
  return element('p', { class: 'field' }, element('label', { for: 'compare' }, STRINGS.compare), select);
}

function conceptButtons(
  { data: { head }, acts }: Context,
  concepts: readonly number[],
  shown: number | null,
): HTMLElement[] {
  if (concepts.length === 0) return [];
  const item = (one: number): HTMLElement =>
    element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          class: 'button',
          'aria-pressed': String(one === shown),
          'data-concept': String(one),
          title: STRINGS.colourByThis,
          click: () => acts.concept(one),
        },
        element('bdi', {}, head.concepts![one]!.label),
      ),
    );
  return [element('h3', {}, STRINGS.concepts), element('ul', { class: 'concepts' }, ...concepts.map(item))];
}
