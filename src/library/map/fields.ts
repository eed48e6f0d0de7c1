/** The research fields of the library's papers, over the years, and where they meet. */
import type { Fields } from '../../answers/index.js';
import { leavesOf, mixedFields } from '../../looks/index.js';
import type { MapTopic } from '../../topic-map/index.js';
import { timesOf } from '../../topics/index.js';
import type { Context } from '../session/context.js';
import { describedEntry, entriesOf, neededFields, papersByEntry, type PaperFields } from './paper-fields.js';
import { topicsOnMap } from './topics.js';

/** @throws FieldmapError `usage` when the library has no vocabulary. */
export async function fields(context: Context): Promise<Fields> {
  const found = await neededFields(context);
  const { entries } = found.fields.vocabulary;
  const own = Array.from(found.keys, (_, i) => entriesOf(found.nearest, i));
  const rowsOf = papersByEntry(own, found.tree);
  const held = inTreeOrder(found, rowsOf);
  const times = timesOf(
    await yearsOf(context, found.keys),
    held.map((entry) => rowsOf.get(entry)!),
  );
  const nameOf = new Map(entries.map(({ id, name }) => [id, name]));
  return {
    papers: found.keys.length,
    fields: held.map((entry, n) => ({
      ...describedEntry(found.fields, entry),
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
