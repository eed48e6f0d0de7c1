/** Papers in an order that people look things up by. */
import { fold, splitName } from '../../text/index.js';
import type { SortBy } from '../../questions/index.js';
import type { Hit, Paper } from '../../types.js';
import type { Steered } from '../../answers/index.js';

type Told = Pick<Paper, 'title' | 'authors' | 'year'>;

/**
 * Positions of `papers` in the wanted order; equal ones stay as they stand, those without a year or an author come last.
 * Letters are compared without case and accents, by code point: the same on every machine.
 */
export function orderBy(papers: readonly Told[], by: SortBy): number[] {
  const key = KEYS[by];
  const keys = papers.map((paper) => key(paper));
  return [...papers.keys()].sort((a, b) => {
    const [one, other] = [keys[a]!, keys[b]!];
    return one < other ? -1 : one > other ? 1 : a - b;
  });
}

/** After any letter: where nothing is known. */
const LAST = '\uffff';

const KEYS: Readonly<Record<SortBy, (paper: Told) => string | number>> = {
  // Newest first; a year may be of any length, or before our era.
  year: ({ year }) => (year === null ? Infinity : -year),
  author: ({ authors }) => (authors[0] === undefined ? LAST : byFamily(authors[0])),
  title: ({ title }) => (title === '' ? LAST : fold(title).replace(/^[^\p{L}\p{N}]+/u, '')),
};

function byFamily(author: string): string {
  const { family, given } = splitName(author);
  return fold(`${family}\t${given}`);
}

interface Sortable {
  readonly hits: readonly Hit[];
  readonly explanation?: readonly unknown[];
  readonly steered?: Steered;
}

/** The answer with its hits, and what is said of each, in the wanted order; ranks stay. */
export function sorted<A extends Sortable>(answer: A, by: SortBy | undefined): A {
  if (by === undefined) return answer;
  const order = orderBy(
    answer.hits.map(({ paper }) => paper),
    by,
  );
  const moved = <T>(items: readonly T[]): T[] => order.map((i) => items[i]!);
  return {
    ...answer,
    hits: moved(answer.hits),
    ...(answer.explanation && { explanation: moved(answer.explanation) }),
    ...(answer.steered && { steered: { ...answer.steered, before: moved(answer.steered.before) } }),
  };
}
