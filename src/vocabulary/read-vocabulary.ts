/** A controlled vocabulary of research fields: names that people gave, with what is broader than each. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PACKAGE_DIR } from '../config.js';
import { FieldmapError, messageOf } from '../errors.js';

export interface VocabularyEntry {
  readonly id: string;
  readonly name: string;
  /** The number of the entry above it; -1 at the top. */
  readonly broader: number;
  readonly description: string;
}

export interface Vocabulary {
  readonly entries: readonly VocabularyEntry[];
  /** sha256 of the table, hex: vectors made of it belong to this very text. */
  readonly digest: string;
}

/** Folder of the vocabulary that comes with the package: see its README. */
export const VOCABULARY_DIR = resolve(PACKAGE_DIR, 'vocabulary');
const OPENALEX = resolve(VOCABULARY_DIR, 'openalex-topics.tsv.gz');

/** Where more can be read about an entry of OpenAlex; null for entries of other vocabularies. */
export const entryUrl = (id: string): string | null =>
  /^T\d+$/.test(id) ? `https://openalex.org/${id}` : null;

/**
 * The vocabulary in `file`, or OpenAlex's topics when none is given: a table of tab-separated columns `id`, `name` and,
 * where there are any, `broader` (an `id`) and `description`; `.gz` is read too.
 * @throws FieldmapError `usage` when the file cannot be read or is no such table.
 */
export function readVocabulary(file: string = OPENALEX): Vocabulary {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  } catch (error) {
    throw new FieldmapError(
      'usage',
      `The vocabulary ${file} cannot be read: ${messageOf(error)}.`,
      'Give --vocabulary a file of tab-separated columns: id, name and, if known, broader and description.',
    );
  }
  return parseVocabulary(bytes.toString('utf8'), file);
}

/** @throws FieldmapError `usage` naming the line that is no entry. */
export function parseVocabulary(text: string, file: string): Vocabulary {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const head = lines[0]!.split('\t').map((name) => name.trim().toLowerCase());
  const column = { id: head.indexOf('id'), name: head.indexOf('name') };
  if (column.id < 0 || column.name < 0) {
    throw refusal(file, `its first line is "${lines[0]!.slice(0, 80)}"; expected the columns id and name`);
  }
  const [broader, description] = [head.indexOf('broader'), head.indexOf('description')];
  const rows = lines.flatMap((line, n) =>
    n === 0 || line.trim() === '' ? [] : [{ n, cells: line.split('\t') }],
  );
  const number = new Map<string, number>();
  rows.forEach(({ n, cells }, e) => {
    const [id, name] = [cells[column.id]?.trim(), cells[column.name]?.trim()];
    if (!id || !name) throw refusal(file, `line ${n + 1} has no id or no name`);
    if (number.has(id)) throw refusal(file, `line ${n + 1} repeats the id ${id}`);
    number.set(id, e);
  });
  if (rows.length === 0) throw refusal(file, 'it has no entries');
  const entries = rows.map(({ n, cells }): VocabularyEntry => {
    const above = (broader < 0 ? '' : (cells[broader] ?? '')).trim();
    const at = above === '' ? -1 : number.get(above);
    if (at === undefined) throw refusal(file, `line ${n + 1} has the broader id ${above}, which no line has`);
    return {
      id: cells[column.id]!.trim(),
      name: cells[column.name]!.trim(),
      broader: at,
      description: (description < 0 ? '' : (cells[description] ?? '')).trim(),
    };
  });
  checkTree(entries, file);
  return { entries, digest: createHash('sha256').update(text).digest('hex') };
}

/** @throws FieldmapError `usage` when an entry is above itself. */
function checkTree(entries: readonly VocabularyEntry[], file: string): void {
  for (const { id, broader } of entries) {
    let steps = 0;
    for (let at = broader; at >= 0; at = entries[at]!.broader) {
      if (++steps > entries.length) throw refusal(file, `the entry ${id} is above itself`);
    }
  }
}

function refusal(file: string, why: string): FieldmapError {
  return new FieldmapError(
    'usage',
    `${file} is no vocabulary: ${why}.`,
    'Give --vocabulary a file of tab-separated columns: id, name and, if known, broader and description.',
  );
}
