/** Why no paper passes a filter: the values that no paper has, and what they may have been meant to be. */
import { fold, clipped } from '../../text/index.js';
import type { Filter } from '../../questions/index.js';
import type { Paper } from '../../types.js';
import type { Context } from '../session/context.js';

const FIELDS = {
  author: (paper: Paper) => paper.authors,
  venue: (paper: Paper) => (paper.venue === null ? [] : [paper.venue]),
  label: (paper: Paper) => paper.labels,
  source: (paper: Paper) => paper.sources,
} as const satisfies Partial<Record<keyof Filter, (paper: Paper) => readonly string[]>>;

/** A sentence for each value that no paper has. Reads all papers, once, when there is one: only for when nothing passed. */
export async function unmatchedFilters({ store }: Context, filter: Filter = {}): Promise<string[]> {
  const asked = filter.tag ?? [];
  const tags =
    asked.length === 0 ? [] : [...new Set((await store.marked()).flatMap(({ mark }) => mark.tags))];
  const unknownTags = asked.filter((tag) => !tags.some((known) => fold(known) === fold(tag)));
  const unmatched: Unmatched[] = [];
  for (const field of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
    for (const value of filter[field] ?? []) {
      if ((await store.filter({ [field]: [value] })).length === 0)
        unmatched.push({ field, value, known: new Set() });
    }
  }
  if (unmatched.length > 0) await collectKnown(store, unmatched);
  return [
    ...unmatched.map(({ field, value, known }) => sentence(field, value, known)),
    ...unknownTags.map((tag) => sentence('tag', tag, tags)),
  ];
}

interface Unmatched {
  readonly field: keyof typeof FIELDS;
  readonly value: string;
  readonly known: Set<string>;
}

async function collectKnown(store: Context['store'], unmatched: readonly Unmatched[]): Promise<void> {
  for await (const { paper } of store.scan()) {
    for (const { field, known } of unmatched) for (const one of FIELDS[field](paper)) known.add(one);
  }
}

function sentence(field: string, value: string, known: Iterable<string>): string {
  const near = nearest(fold(value), known);
  return `No paper has the ${field} "${clipped(value, 120)}"${near === null ? '' : `; the nearest is "${clipped(near, 120)}"`}.`;
}

/** The one that is, or has a word or a last part that is, a quarter of the letters away at most; null without one. */
function nearest(wanted: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 4)) + 1;
  for (const name of known) {
    const folded = fold(name);
    for (const part of new Set([folded, ...folded.split(/[\s/\\]+/)])) {
      if (Math.abs(part.length - wanted.length) >= least) continue;
      const found = distance(part, wanted);
      if (found < least) [best, least] = [name, found];
    }
  }
  return best;
}

/** Letters inserted, left out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
