/** Which research fields each paper is of: the entries of the library's vocabulary that it is nearest to. */
import type { Shown } from '../../answers/index.js';
import type { NamedFields } from '../../labels/index.js';
import { readCacheFile, writeCacheFile } from '../../io/index.js';
import { FieldmapError, messageOf } from '../../errors.js';
import { clipped } from '../../text/index.js';
import type { Matrix, PaperKey } from '../../types.js';
import { picked, round } from '../../math/index.js';
import { buildIndex } from '../../neighbors/index.js';
import {
  entryUrl,
  FieldTree,
  narrowestEntries,
  nearestEntries,
  type NearestEntries,
} from '../../vocabulary/index.js';
import type { Context, ContextOptions } from '../session/context.js';
import { vocabularyOf, vocabularyStamp } from './vocabulary-of.js';

/** The fields of all embedded papers. Place `i` of `nearest` is the paper of `keys[i]`, keys ascending. */
export interface PaperFields {
  readonly fields: NamedFields;
  readonly tree: FieldTree;
  readonly keys: Int32Array;
  readonly nearest: NearestEntries;
}

const CACHE = { name: 'fields', version: 1 };

/**
 * From their file when it fits, else found and kept (a second for 10,000 papers). Null when there is no vocabulary to compare with:
 * an embedder was given in place of a model.
 */
export async function paperFields(context: Context): Promise<PaperFields | null> {
  const { vectorsDigest } = await context.store.revision();
  return context.memoized(CACHE.name, `${vectorsDigest} ${vocabularyStamp(context)}`, async () => {
    const fields = await vocabularyOf(context);
    if (fields === null) return null;
    const stamp = { vectors: vectorsDigest, vocabulary: fields.vocabulary.digest };
    const tree = new FieldTree(fields.vocabulary.entries);
    const path = context.file('fields.cache');
    const kept = readCacheFile(path, CACHE, stamp);
    if (typeof kept !== 'string') {
      const keys = kept.get('keys') as Int32Array;
      const entries = kept.get('entries') as Int32Array;
      const likeness = kept.get('likeness') as Float32Array;
      const most = keys.length === 0 ? 1 : entries.length / keys.length;
      return { fields, tree, keys, nearest: { most, entries, likeness } };
    }
    const { keys, matrix } = await context.store.allDocumentVectors();
    const nearest = await findFields(matrix, fields, context.options);
    const { entries, likeness } = nearest;
    try {
      writeCacheFile(path, CACHE, stamp, { keys, entries, likeness });
    } catch (error) {
      if (!(error instanceof FieldmapError) || error.code !== 'disk') throw error;
      context.options.onNotice(
        `The fields of the papers could not be saved, so the next command finds them again: ${messageOf(error)}`,
      );
    }
    return { fields, tree, keys, nearest };
  });
}

/** Products of papers and entries up to which comparing all with all takes less than building an index (half a second). */
const COMPARED = 1_000_000;
/** Entries looked at again for each paper: an approximate index returns them in no order, and by shorter vectors. */
const CANDIDATES = 12;

/**
 * The fields of the papers in `matrix`: by comparing with every entry where these are few, else by an index of the
 * entries, which misses the nearest one of one paper in a few hundred (`bench/map/fields.ts`).
 */
export async function findFields(
  matrix: Matrix,
  { vocabulary, vectors }: NamedFields,
  { engine = 'usearch', threads, signal }: Pick<ContextOptions, 'engine' | 'threads' | 'signal'>,
): Promise<NearestEntries> {
  const narrowest = narrowestEntries(vocabulary.entries);
  const few = narrowest.length * matrix.rows <= COMPARED;
  const index = await buildIndex(few ? 'exact' : engine, narrowest, picked(vectors, [...narrowest]), {
    ...(signal && { signal }),
  });
  const candidates = index.searchMany(matrix, Math.min(CANDIDATES, narrowest.length), threads);
  return nearestEntries(matrix, candidates, vectors);
}

/** @throws FieldmapError `usage` when the library has no vocabulary. */
export async function neededFields(context: Context): Promise<PaperFields> {
  const found = await paperFields(context);
  if (found !== null) return found;
  throw new FieldmapError(
    'usage',
    'The fields of the papers are not known: the library was opened with an embedder of its own and has no vocabulary.',
    'Run `fieldmap map --vocabulary FILE` to give it one.',
  );
}

/**
 * Keys of the papers of any of these fields, ascending: one of the entries that the paper is nearest to is the field
 * or stands below it.
 * @throws FieldmapError `not-found` for a name that no entry has.
 */
export async function keysOfFields(context: Context, names: readonly string[]): Promise<Int32Array> {
  const { keys, nearest, tree, fields } = await neededFields(context);
  const wanted = new Set(names.flatMap((name) => neededField(fields, tree, name)));
  return keys.filter((_, i) =>
    entriesOf(nearest, i).some((entry) => tree.line(entry).some((at) => wanted.has(at))),
  );
}

/** The entries that paper `i` is nearest to, the nearest first. */
export function entriesOf({ most, entries }: NearestEntries, i: number): number[] {
  return Array.from(entries.subarray(i * most, (i + 1) * most)).filter((entry) => entry >= 0);
}

/** The fields of one paper, the nearest first; none where they are not known. */
export async function fieldsOf(context: Context, key: PaperKey): Promise<ShownFields> {
  const found = await paperFields(context);
  const row = found?.keys.indexOf(key) ?? -1;
  if (found === null || row < 0) return [];
  const { nearest, fields } = found;
  return entriesOf(nearest, row).map((entry, n) => {
    const { id, name, url } = describedEntry(fields, entry);
    return { id, name, likeness: round(nearest.likeness[row * nearest.most + n]!, 4), url };
  });
}

type ShownFields = Extract<Shown, { kind: 'paper' }>['fields'];

/** An entry as answers and maps name it. */
export function describedEntry(
  { vocabulary: { entries } }: NamedFields,
  entry: number,
): { id: string; name: string; broader: string | null; url: string | null } {
  const { id, name, broader } = entries[entry]!;
  return { id, name, broader: entries[broader]?.id ?? null, url: entryUrl(id) };
}

/** Per entry that papers have: their places in `own`. A paper of an entry is of all entries above it too. */
export function papersByEntry(own: readonly (readonly number[])[], tree: FieldTree): Map<number, number[]> {
  const papers = new Map<number, number[]>();
  own.forEach((entries, i) => {
    for (const entry of new Set(entries.flatMap((one) => tree.line(one)))) {
      const known = papers.get(entry);
      if (known === undefined) papers.set(entry, [i]);
      else known.push(i);
    }
  });
  return papers;
}

/** The row of each key in `keys` (ascending); -1 for a paper that has no vectors. */
export function rowOfKey(keys: Int32Array): (key: PaperKey) => number {
  const rows = new Map(Array.from(keys, (key, i) => [key, i]));
  return (key) => rows.get(key) ?? -1;
}

/** Names listed with a field that is not known. */
const SUGGESTED = 3;

function neededField({ vocabulary: { entries } }: NamedFields, tree: FieldTree, name: string): number[] {
  const found = tree.named(name);
  if (found.length > 0) return found;
  const words = name.toLowerCase().split(/\s+/).filter(Boolean);
  const near = entries
    .map((entry) => ({
      name: entry.name,
      shared: words.filter((word) => entry.name.toLowerCase().includes(word)).length,
    }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.name.length - b.name.length)
    .slice(0, SUGGESTED)
    .map((one) => `"${one.name}"`);
  throw new FieldmapError(
    'not-found',
    `The vocabulary has no field "${clipped(name, 120)}"${near.length > 0 ? `; it has ${near.join(', ')}` : ''}.`,
    'Run `fieldmap fields` for the fields of this library, with their ids.',
  );
}
