/** What stands in the panel on the right: one paper, a list of papers, a topic. */
import { yearRange } from '../data/colouring.js';
import type { Abstracts, Data, Texts } from '../data/types.js';
import { element, safeLink } from '../dom.js';
import { STRINGS } from '../data/strings.js';
import { pieces } from '../search/marks.js';
import type { Result } from './questions.js';
import { sparkline } from './topic-tree.js';

export interface Acts {
  /** Opens a paper and flies there. */
  paper(paper: number): void;
  topic(topic: number): void;
  compare(topic: number, other: number): void;
  /** Colours the map by a concept, or by topics again when it is on. */
  concept(concept: number): void;
}

const NO_TERMS: ReadonlySet<string> = new Set();
/** Papers listed at once; the rest comes when asked for. */
const LISTED = 100;
const AUTHORS = 8;

export function paperCard(
  data: Data,
  texts: Texts,
  abstracts: Abstracts | null,
  paper: number,
  acts: Acts,
  terms: ReadonlySet<string> = NO_TERMS,
): HTMLElement {
  const near = texts.nearest[paper]!;
  const { offsets, papers, similarities } = texts.neighbors;
  const neighbors = Array.from(papers.subarray(offsets[paper], offsets[paper + 1]));
  const trust = texts.trust[paper]!;
  const abstract = abstracts === null ? STRINGS.slim : abstracts.of(paper);
  return element(
    'article',
    {},
    heading(texts.title[paper]!),
    element('p', { class: 'quiet' }, element('bdi', {}, facts(data, texts, paper))),
    element(
      'p',
      { class: 'placed' },
      near < 0
        ? STRINGS.unplaced
        : element(
            'button',
            { type: 'button', class: 'link', click: () => acts.topic(near) },
            placeOf(data, texts, paper),
          ),
    ),
    element(
      'p',
      { class: abstract === '' || abstracts === null ? 'quiet' : 'abstract' },
      abstract === '' ? STRINGS.noAbstract : marked(abstract, terms),
    ),
    paperLinks(texts, paper),
    trust === 255 ? null : element('p', { class: 'trust' }, dots(trust), STRINGS.trust(trust)),
    neighbors.length === 0 ? null : element('h3', {}, STRINGS.nearest),
    element(
      'ol',
      { class: 'papers' },
      ...neighbors.map((other, n) =>
        element(
          'li',
          {},
          paperLink(data, texts, other, acts, (similarities[offsets[paper]! + n]! / 100).toFixed(2)),
        ),
      ),
    ),
  );
}

/** Three dots, filled as far as the place can be trusted. */
function dots(percent: number): HTMLElement {
  const filled = percent >= 50 ? 3 : percent >= 20 ? 2 : 1;
  return element(
    'span',
    { class: 'trust-dots', 'aria-hidden': 'true' },
    `${'●'.repeat(filled)}${'○'.repeat(3 - filled)} `,
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

function paperLinks({ doi, url, id }: Texts, paper: number): HTMLElement {
  const [ownDoi, ownUrl] = [doi[paper]!, url[paper]!];
  const arxiv =
    /^10\.48550\/arxiv\.(.+)$/i.exec(ownDoi)?.[1] ??
    /^(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})$/.exec(id[paper]!)?.[1];
  return element(
    'p',
    { class: 'links' },
    safeLink(ownDoi === '' ? null : `https://doi.org/${encodeURI(ownDoi)}`, STRINGS.doi),
    safeLink(arxiv === undefined ? null : `https://arxiv.org/abs/${encodeURI(arxiv)}`, STRINGS.arxiv),
    safeLink(ownUrl === '' ? null : ownUrl, STRINGS.link),
  );
}

/** `answer`: whose words are marked, and what it says of each paper. */
export function paperList(
  data: Data,
  texts: Texts,
  title: HTMLElement | null,
  papers: readonly number[],
  acts: Acts,
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
        const note = answer?.under(paper) ?? null;
        return element(
          'li',
          {},
          paperLink(data, texts, paper, acts, '', answer?.terms),
          note === null
            ? null
            : element(
                'p',
                { class: 'sentence' },
                marked(note.text, note.isQuoted ? answer?.terms : NO_TERMS),
              ),
        );
      }),
    );
    more.hidden = list.childElementCount >= papers.length;
    more.textContent = STRINGS.more(Math.min(LISTED, papers.length - list.childElementCount));
  }
}

/** `concept`: the one that the map is coloured by. */
export function topicCard(
  data: Data,
  texts: Texts,
  number: number,
  papers: readonly number[],
  concept: number | null,
  acts: Acts,
): HTMLElement {
  const topic = data.head.topics[number]!;
  const range = yearRange(data);
  const others = data.head.topics.flatMap((other, i) =>
    i !== number && other.isArea === topic.isArea ? [i] : [],
  );
  const select = element(
    'select',
    { id: 'compare', change: () => acts.compare(number, Number(select.value)) },
    element('option', { value: '' }, STRINGS.noComparison),
    ...others.map((i) => element('option', { value: String(i) }, data.head.topics[i]!.label)),
  );
  return element(
    'article',
    {},
    heading(topic.label),
    element('p', { class: 'quiet' }, STRINGS.papers(topic.size)),
    range === null ? null : wideSparkline(topic.years, range),
    topic.reason === null ? null : element('p', {}, topic.reason),
    element('h3', {}, STRINGS.terms),
    element('p', {}, topic.terms.join(' · ')),
    ...conceptButtons(data, topic.concepts ?? [], concept, acts),
    ...(topic.exemplars.length === 0 ? [] : [element('h3', {}, STRINGS.central), bare(topic.exemplars)]),
    ...(topic.related.length === 0
      ? []
      : [
          element('h3', {}, STRINGS.related),
          element(
            'ul',
            { class: 'papers' },
            ...topic.related.map((other) =>
              element(
                'li',
                {},
                element(
                  'button',
                  { type: 'button', class: 'paper', click: () => acts.topic(other) },
                  data.head.topics[other]!.label,
                ),
              ),
            ),
          ),
        ]),
    others.length === 0
      ? null
      : element('p', { class: 'field' }, element('label', { for: 'compare' }, STRINGS.compare), select),
    paperList(data, texts, element('h3', {}, STRINGS.inTopic), papers, acts),
  );

  function bare(some: readonly number[]): HTMLElement {
    return element(
      'ul',
      { class: 'papers' },
      ...some.slice(0, 3).map((paper) => element('li', {}, paperLink(data, texts, paper, acts))),
    );
  }
}

function conceptButtons(
  { head }: Data,
  concepts: readonly number[],
  shown: number | null,
  acts: Acts,
): HTMLElement[] {
  if (concepts.length === 0) return [];
  return [
    element('h3', {}, STRINGS.concepts),
    element(
      'ul',
      { class: 'concepts' },
      ...concepts.map((one) =>
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
        ),
      ),
    ),
  ];
}

function wideSparkline(
  years: Readonly<Record<string, number>>,
  range: readonly [number, number],
): HTMLElement {
  return element(
    'p',
    { class: 'quiet spark-line' },
    String(range[0]),
    sparkline(years, range, 200, 26),
    String(range[1]),
  );
}

/** A text of its own direction, with the words of these stems marked. */
export function marked(text: string, terms: ReadonlySet<string> = NO_TERMS): HTMLElement {
  return element(
    'bdi',
    {},
    ...pieces(text, terms).map((one) => (one.isFound ? element('mark', {}, one.text) : one.text)),
  );
}

export function paperLink(
  data: Data,
  { title, id }: Texts,
  paper: number,
  acts: Acts,
  note = '',
  terms: ReadonlySet<string> = NO_TERMS,
): HTMLElement {
  const year = data.year[paper]!;
  const after = [year === 0 ? '' : String(year), note].filter((part) => part !== '').join(' · ');
  return element(
    'button',
    {
      type: 'button',
      class: 'paper',
      'data-paper': String(paper),
      'data-id': id[paper]!,
      click: () => acts.paper(paper),
    },
    marked(title[paper]!, terms),
    after === '' ? null : element('span', { class: 'quiet' }, ` ${after}`),
  );
}

/** Authors, year and venue in a line. */
export function facts(data: Data, { authors, venue }: Texts, paper: number): string {
  const all = authors[paper]!;
  const names = all.length > AUTHORS ? `${all.slice(0, AUTHORS).join(', ')} …` : all.join(', ');
  return [names, data.year[paper] === 0 ? '' : String(data.year[paper]), venue[paper]!]
    .filter((part) => part !== '')
    .join(' · ');
}

export function heading(text: string): HTMLElement {
  return element('h2', { tabindex: '-1' }, element('bdi', {}, text));
}
