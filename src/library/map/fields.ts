/** The research fields of the library's papers, over the years, and where they meet. */
import type { Fields } from '../../answers/index.js';
import { leavesOf, mixedFields } from '../../looks/index.js';
import type { MapTopic } from '../../topic-map/index.js';
import { timesOf } from '../../topics/index.js';
import { entryUrl } from '../../vocabulary/index.js';
import type { Context } from '../session/context.js';
import { entriesOf, neededFields, type PaperFields } from './paper-fields.js';
import { topicsOnMap } from './topics.js';

/** @throws FieldmapError `usage` when the library has no vocabulary. */
export async function fields(context: Context): Promise<Fields> {
  const found = await neededFields(context);
  const { entries } = found.fields.vocabulary;
  const rowsOf = papersOf(found);
  const held = inTreeOrder(found, rowsOf);
  const times = timesOf(
    await yearsOf(context, found.keys),
    held.map((entry) => rowsOf.get(entry)!),
  );
  const nameOf = new Map(entries.map(({ id, name }) => [id, name]));
  return {
    papers: found.keys.length,
    fields: held.map((entry, n) => ({
      id: entries[entry]!.id,
      name: entries[entry]!.name,
      broader: entries[entries[entry]!.broader]?.id ?? null,
      url: entryUrl(entries[entry]!.id),
      papers: rowsOf.get(entry)!.length,
      years: times[n]!.years,
      growth: times[n]!.growth,
    })),
    topics: leavesOf(await topicsOnMap(context))
      .map((topic) => meeting(topic, nameOf))
      .sort((a, b) => Number(b.mixed) - Number(a.mixed) || b.size - a.size),
  };
}

function meeting(
  { id, label, size, fields: shares }: MapTopic,
  nameOf: ReadonlyMap<string, string>,
): Fields['topics'][number] {
  return {
    id,
    label,
    size,
    // A field of another vocabulary than the library's is left with its id: the map is older than the vocabulary.
    fields: shares.map((one) => ({ ...one, name: nameOf.get(one.id) ?? one.id })),
    mixed: mixedFields(shares).length > 0,
  };
}

/** Per entry that papers have: their rows. A paper of an entry is of all entries above it too. */
function papersOf({ keys, nearest, tree }: PaperFields): Map<number, number[]> {
  const rowsOf = new Map<number, number[]>();
  keys.forEach((_, i) => {
    for (const entry of new Set(entriesOf(nearest, i).flatMap((one) => tree.line(one)))) {
      const rows = rowsOf.get(entry);
      if (rows === undefined) rowsOf.set(entry, [i]);
      else rows.push(i);
    }
  });
  return rowsOf;
}

/** Each entry followed by those below it; of those beside each other the one of most papers first. */
function inTreeOrder({ fields: { vocabulary } }: PaperFields, rowsOf: Map<number, number[]>): number[] {
  const below = new Map<number, number[]>();
  for (const entry of rowsOf.keys()) {
    const { broader } = vocabulary.entries[entry]!;
    below.set(broader, [...(below.get(broader) ?? []), entry]);
  }
  const visit = (above: number): number[] =>
    (below.get(above) ?? [])
      .sort((a, b) => rowsOf.get(b)!.length - rowsOf.get(a)!.length || a - b)
      .flatMap((entry) => [entry, ...visit(entry)]);
  return visit(-1);
}

async function yearsOf({ store }: Context, keys: Int32Array): Promise<(number | null)[]> {
  const yearOf = new Map<number, number | null>();
  for await (const { key, paper } of store.scan()) yearOf.set(key, paper.year);
  return Array.from(keys, (key) => yearOf.get(key) ?? null);
}
