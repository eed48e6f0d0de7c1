/** Two topics side by side: what they share, and the papers between them. */
import type { Context } from './context.js';
import { heading, paperLink } from './lists.js';
import { isIn } from '../derive/chosen.js';
import type { Data, Texts } from '../data/types.js';
import { element } from '../dom.js';
import { STRINGS } from '../data/strings.js';

const BRIDGES = 15;

export function comparison(context: Context, a: number, b: number): HTMLElement {
  const { data, texts } = context;
  const [one, other] = [data.head.topics[a]!, data.head.topics[b]!];
  const shared = one.terms.filter((term) => other.terms.includes(term));
  const only = (terms: readonly string[]): string =>
    terms.filter((term) => !shared.includes(term)).join(' · ') || STRINGS.none;
  const found = bridges(data, texts, a, b);
  return element(
    'article',
    {},
    heading(STRINGS.between(one.label, other.label)),
    element('h3', {}, STRINGS.shared),
    element('p', {}, shared.join(' · ') || STRINGS.none),
    element('h3', {}, STRINGS.onlyIn(one.label)),
    element('p', {}, only(one.terms)),
    element('h3', {}, STRINGS.onlyIn(other.label)),
    element('p', {}, only(other.terms)),
    element('h3', {}, STRINGS.bridges),
    found.length === 0
      ? element('p', { class: 'quiet' }, STRINGS.noBridges)
      : element(
          'ol',
          { class: 'papers' },
          ...found.map(({ paper, inA, inB }) =>
            element(
              'li',
              {},
              paperLink(context, paper),
              element('p', { class: 'sentence' }, STRINGS.bridge(inA, inB)),
            ),
          ),
        ),
  );
}

/** Papers with nearest papers in both, those with most in the lesser first. A paper of a third topic can be one too. */
export function bridges(
  data: Data,
  { neighbors: { offsets, papers } }: Texts,
  a: number,
  b: number,
): { paper: number; inA: number; inB: number }[] {
  const found: { paper: number; inA: number; inB: number }[] = [];
  for (let paper = 0; paper < data.count; paper++) {
    let [inA, inB] = [0, 0];
    for (let at = offsets[paper]!; at < offsets[paper + 1]!; at++) {
      if (isIn(data, papers[at]!, a)) inA++;
      else if (isIn(data, papers[at]!, b)) inB++;
    }
    if (inA > 0 && inB > 0) found.push({ paper, inA, inB });
  }
  return found
    .sort(
      (x, y) =>
        Math.min(y.inA, y.inB) - Math.min(x.inA, x.inB) || y.inA + y.inB - x.inA - x.inB || x.paper - y.paper,
    )
    .slice(0, BRIDGES);
}
