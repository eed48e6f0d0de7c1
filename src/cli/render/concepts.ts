/** Concepts, what two papers share, and what steering moved, as text for a terminal. */
import type {
  Comparison,
  ConceptList,
  ConceptReasons,
  ListedConcept,
  ShownConcept,
  Steered,
} from '../../library/index.js';
import { clipped } from '../../text/index.js';
import { trendOf } from '../../looks/index.js';
import { count, counted, plain, table, wrap, type Paint } from './output.js';
import { spanOf, sparkline } from './sparkline.js';

/** Shares that a line of reasons names. */
const REASONS = 4;

/** One line a concept: papers, label, terms, id; narrower ones under their broader one when `asTree`. */
export function renderConcepts(
  concepts: readonly ListedConcept[],
  asTree: boolean,
  paint: Paint,
  width: number,
): string {
  const widest = String(Math.max(0, ...concepts.map(({ papers }) => papers))).length;
  const there = new Set(concepts.map(({ id }) => id));
  const under = (id: string | null): ListedConcept[] =>
    concepts.filter(({ broader }) => (broader !== null && there.has(broader) ? broader : null) === id);
  const line = (concept: ListedConcept, depth: number): string => {
    const label = plain(concept.label);
    const start = `${'  '.repeat(depth)}${count(concept.papers).padStart(widest + 1)}  `;
    const trend = trendOf(concept.growth);
    const mark = `${trend === null ? '' : ` ${trend}`}${concept.clear ? '' : ' (unclear)'}`;
    const used = start.length + label.length + mark.length + concept.id.length + 5;
    const said = label.toLowerCase();
    const more = concept.terms
      .map(({ term }) => plain(term))
      .filter((term) => !said.includes(term.toLowerCase()));
    const rest = width - used > 12 ? clipped(more.slice(0, 5).join(', '), width - used) : '';
    return `${start}${concept.clear ? paint('bold', label) : label}${paint('dim', mark)}${rest ? `  ${paint('dim', rest)}` : ''}  ${paint('dim', `[${concept.id}]`)}`;
  };
  if (!asTree) return concepts.map((concept) => line(concept, 0)).join('\n');
  const lines: string[] = [];
  const visit = (concept: ListedConcept, depth: number): void => {
    lines.push(line(concept, depth));
    for (const child of under(concept.id)) visit(child, depth + 1);
  };
  for (const concept of under(null)) visit(concept, 0);
  return lines.join('\n');
}

/** How many there are and what they come from. */
export function renderLearned({ concepts, learnedFrom }: ConceptList): string {
  const unclear = concepts.filter(({ clear }) => !clear).length;
  return `${counted(concepts.length, 'concept')}, learned from ${counted(learnedFrom, 'paper')}; ${count(unclear)} of them have no clear name.`;
}

export function renderConcept(concept: ShownConcept, paint: Paint, width: number): string {
  const { scores, sentence } = concept;
  const score = (value: number | null): string =>
    value === null ? 'too few papers to tell' : value.toFixed(2);
  const facts = [
    `${counted(concept.papers, 'paper')}`,
    ...(concept.growth === null ? [] : [`×${concept.growth.toFixed(1)} in the last three years`]),
    ...(concept.clear ? [] : ['its name does not tell what it is']),
  ];
  const listed = concept.narrower.map(({ id, label }) => `${plain(label)} [${id}]`);
  return [
    `${paint('bold', plain(concept.label))} ${paint('dim', `[${concept.id}]`)}, ${facts.join(', ')}`,
    wrap(concept.terms.map(({ term }) => plain(term)).join(', '), width),
    `Told apart on papers held back (AUC, 0.5 is chance): by its terms ${score(scores.terms)}, by its exemplars ${score(scores.exemplars)}.`,
    ...(sentence ? [wrap(`“${clipped(plain(sentence.text), 300)}” (${plain(sentence.paper)})`, width)] : []),
    ...(concept.broader === null
      ? []
      : [`Broader: ${plain(concept.broaderLabel ?? '')} [${concept.broader}]`]),
    ...(listed.length === 0 ? [] : [wrap(`Narrower: ${listed.join(', ')}`, width)]),
    ...(concept.topics.length === 0
      ? []
      : [
          wrap(
            `In topics: ${concept.topics.map(({ label, share }) => `${plain(label)} (${percent(share)})`).join(', ')}`,
            width,
          ),
        ]),
    ...years(concept.years),
    table(
      concept.strongest.map(({ strength, year, title, id }) => [
        strength.toFixed(2),
        year === null ? '' : String(year),
        clipped(plain(title), width - 32),
        paint('dim', plain(id)),
      ]),
    ),
  ].join('\n\n');
}

function years(byYear: Readonly<Record<string, number>>): string[] {
  const span = spanOf(Object.keys(byYear).map(Number));
  return span === null || span.first === span.last
    ? []
    : [`${span.first}-${span.last}  ${sparkline(byYear, span)}`];
}

/** `alike 0.62 = all papers here 0.21 + transformers 0.15 + … + rest 0.08`: the shares add up. */
export function renderShares({
  similarity,
  common,
  concepts,
  unnamed,
  related,
  rest,
}: ConceptReasons): string {
  const shown = concepts.slice(0, REASONS);
  const further = concepts.slice(REASONS).reduce((sum, { share }) => sum + share, unnamed);
  const part = (name: string, share: number): string => `${name} ${share.toFixed(2)}`;
  return `alike ${similarity.toFixed(2)} = ${[
    part('what all papers share', common),
    ...shown.map(({ label, share }) => part(plain(label), share)),
    ...(Math.abs(further) >= 0.005 ? [part('further concepts', further)] : []),
    part('near concepts', related),
    part('rest', rest),
  ].join(' + ')}`;
}

export function renderComparison(comparison: Comparison, paint: Paint, width: number): string {
  const { papers, similarity, common, concepts, unnamed, related, rest } = comparison;
  const rows = [
    ...concepts.map(({ id, label, share }) => [
      share.toFixed(3),
      `${plain(label)} ${paint('dim', `[${id}]`)}`,
    ]),
    ...(unnamed === 0
      ? []
      : [
          [
            unnamed.toFixed(3),
            'shared concepts without a clear name, or that the papers’ words do not bear out',
          ],
        ]),
    [related.toFixed(3), 'concepts of one that are near concepts of the other'],
    [common.toFixed(3), 'what all papers of this library share'],
    [rest.toFixed(3), 'not explained by concepts'],
    [similarity.toFixed(3), 'together: the cosine of the two'],
  ];
  const own = papers.map(({ title, own: theirs }) =>
    [
      `Only in "${clipped(plain(title), 80)}":`,
      wrap(
        theirs.length === 0
          ? 'nothing with a clear name'
          : theirs.map(({ label, strength }) => `${plain(label)} (${percent(strength)})`).join(', '),
        width,
        '  ',
      ),
    ].join('\n'),
  );
  return [
    ...papers.map(
      ({ id, title }, i) =>
        `${'AB'[i]}  ${paint('bold', clipped(plain(title), width - 24))} ${paint('dim', plain(id))}`,
    ),
    '',
    `Both, as shares of their likeness:`,
    table(rows, ['right']),
    '',
    ...own,
  ].join('\n');
}

/** Where each hit stood before. */
export function renderMoved(
  { more, less, before }: Steered,
  ranks: readonly number[],
  width: number,
): string {
  const names = (list: Steered['more']): string =>
    list.map(({ label, id }) => `${plain(label)} [${id}]`).join(', ');
  const wanted = [
    ...(more.length > 0 ? [`more of ${names(more)}`] : []),
    ...(less.length > 0 ? [`less of ${names(less)}`] : []),
  ];
  const came = before.map((was, i) => {
    const rank = ranks[i]!;
    return `${rank} ${was === null ? 'not among the first 100' : was === rank ? 'as before' : `was ${was}`}`;
  });
  return wrap(`Steered: ${wanted.join('; ')}. Ranks: ${came.join(', ')}.`, width);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
