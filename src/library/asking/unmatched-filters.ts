/** What of a filter no paper has, and what it may have been meant to be. */
import { clipped, fold, nearestName } from '../../text/index.js';
import type { Filter } from '../../questions/index.js';
import type { Paper } from '../../types.js';
import type { Context } from '../session/context.js';

const FIELDS = {
  author: (paper: Paper) => paper.authors,
  venue: (paper: Paper) => (paper.venue === null ? [] : [paper.venue]),
  label: (paper: Paper) => paper.labels,
  source: (paper: Paper) => paper.sources,
} as const satisfies Partial<Record<keyof Filter, (paper: Paper) => readonly string[]>>;

type Field = keyof typeof FIELDS;

/**
 * What a person should know of a filter that `allowed` papers pass (null: all): whether none does, and each value that
 * no paper has, also where another value of the same field let papers through. Reads all papers, once, where there is such a value.
 */
export async function filterNotes(
  context: Context,
  filter: Filter = {},
  allowed: Int32Array | null,
): Promise<string[]> {
  if (Object.keys(filter).length === 0 || (await context.store.count()) === 0) return [];
  const none = allowed?.length === 0;
  // Where papers pass, one value alone has let them through.
  const doubtful = Object.values(filter).some((value) => Array.isArray(value) && value.length > 1);
  if (!none && !doubtful) return [];
  return [...(none ? ['No paper passes the filter.'] : []), ...(await unmatchedFilters(context, filter))];
}

/** A sentence for each value that no paper has. */
async function unmatchedFilters({ store }: Context, filter: Filter): Promise<string[]> {
  const asked = filter.tag ?? [];
  const tags =
    asked.length === 0 ? [] : [...new Set((await store.marked()).flatMap(({ mark }) => mark.tags))];
  const unknownTags = asked.filter((tag) => !tags.some((known) => fold(known) === fold(tag)));
  const unmatched: Unmatched[] = [];
  for (const field of Object.keys(FIELDS) as Field[]) {
    for (const value of filter[field] ?? []) {
      if ((await store.filter({ [field]: [value] })).length === 0)
        unmatched.push({ field, value, known: new Set() });
    }
  }
  if (unmatched.length > 0) await collectKnown(store, unmatched);
  return [
    ...(await unmatchedYears(store, filter)),
    ...unmatched.map(({ field, value, known }) => sentence(field, value, known)),
    ...unknownTags.map((tag) => sentence('tag', tag, tags)),
    ...(await unmatchedMarks(store, filter)),
  ];
}

interface Unmatched {
  readonly field: Field;
  readonly value: string;
  readonly known: Set<string>;
}

async function collectKnown(store: Context['store'], unmatched: readonly Unmatched[]): Promise<void> {
  for await (const { paper } of store.scan()) {
    for (const { field, known } of unmatched) for (const one of FIELDS[field](paper)) known.add(one);
  }
}

async function unmatchedYears(store: Context['store'], { year }: Filter): Promise<string[]> {
  if (year === undefined || (await store.filter({ year })).length > 0) return [];
  const years = (await store.statusCounts()).byYear.flatMap((one) => (one.year === null ? [] : [one.year]));
  const { from, to } = year;
  const asked = from === to ? `of ${from}` : `of ${from ?? ''}..${to ?? ''}`;
  if (years.length === 0) return [`No paper is ${asked}: none of them has a year.`];
  const [first, last] = [years[0]!, years.at(-1)!];
  return [`No paper is ${asked}; they are of ${first === last ? first : `${first} to ${last}`}.`];
}

async function unmatchedMarks(store: Context['store'], { marked = [] }: Filter): Promise<string[]> {
  const sentences: string[] = [];
  for (const decision of marked) {
    if ((await store.filter({ marked: [decision] })).length > 0) continue;
    sentences.push(
      decision === 'unmarked' ? 'Every paper is decided on.' : `No paper is marked "${decision}".`,
    );
  }
  return sentences;
}

function sentence(field: string, value: string, known: Iterable<string>): string {
  const near = nearestName(value, known);
  return `No paper has the ${field} "${clipped(value, 120)}"${near === null ? '' : `; the nearest is "${clipped(near, 120)}"`}.`;
}
