/** One paper: what it says, where it lies, what is near, and what the reader decides of it. */
import { STRINGS } from '../data/strings.js';
import type { Texts } from '../data/types.js';
import { element, safeLink } from '../dom.js';
import { DECISIONS } from '../marks/marks.js';
import type { Context } from './context.js';
import { paperFields } from './fields.js';
import { facts, heading, marked, paperLink, placeOf } from './lists.js';

/** `terms`: stems that were searched for. */
export function paperCard(context: Context, paper: number, terms?: ReadonlySet<string>): HTMLElement {
  const { data, texts, abstracts, acts } = context;
  const near = texts.nearest[paper]!;
  const trust = texts.trust[paper]!;
  const abstract = abstracts === null ? STRINGS.slim : abstracts.of(paper);
  const isThere = abstracts !== null && abstract !== '';
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
    decisionButtons(context, paper),
    element(
      'p',
      { class: isThere ? 'abstract' : 'quiet' },
      abstract === '' ? STRINGS.noAbstract : marked(abstract, isThere ? terms : undefined),
    ),
    paperFields(data, texts, paper),
    paperLinks(texts, paper),
    noteField(context, paper),
    trust === 255 ? null : element('p', { class: 'trust' }, dots(trust), STRINGS.trust(trust)),
    ...nearestPapers(context, paper),
  );
}

function nearestPapers(context: Context, paper: number): HTMLElement[] {
  const { offsets, papers, similarities } = context.texts.neighbors;
  const list = Array.from(papers.subarray(offsets[paper], offsets[paper + 1]), (other, n) =>
    element(
      'li',
      {},
      paperLink(context, other, { note: (similarities[offsets[paper]! + n]! / 100).toFixed(2) }),
    ),
  );
  const all = element('ol', { class: 'papers' }, ...list);
  return list.length === 0 ? [all] : [element('h3', {}, STRINGS.nearest), all];
}

/** Star, include, maybe, exclude; pressed again, the decision is taken back. */
function decisionButtons({ reading, acts }: Context, paper: number): HTMLElement {
  const mark = reading.of(paper);
  const button = (name: string, sign: string, isOn: boolean, act: () => void): HTMLElement =>
    element(
      'button',
      { type: 'button', class: 'button', 'aria-pressed': String(isOn), 'data-mark': name, click: act },
      element('span', { 'aria-hidden': 'true' }, `${sign} `),
      name,
    );
  return element(
    'p',
    { class: 'decide', role: 'group', 'aria-label': STRINGS.decide },
    button(STRINGS.star, mark.star ? '★' : '☆', mark.star, () => acts.mark(paper, { star: !mark.star })),
    ...DECISIONS.map((decision) => {
      const { act, sign } = STRINGS.decisions[decision];
      const isOn = mark.decision === decision;
      return button(act, sign, isOn, () => acts.mark(paper, { decision: isOn ? null : decision }));
    }),
  );
}

function noteField({ reading, acts }: Context, paper: number): HTMLElement {
  const field = element('textarea', {
    id: 'paper-note',
    rows: '2',
    'aria-label': STRINGS.note,
    placeholder: STRINGS.note,
    change: () => acts.mark(paper, { note: field.value.trim() }),
  });
  field.value = reading.of(paper).note;
  return field;
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
