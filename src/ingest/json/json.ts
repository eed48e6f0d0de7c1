/** JSON in any layout: one object a line, an array, an object with a list in it, objects by key, one object. */
import { messageOf } from '../../errors.js';
import { clipped } from '../../text/index.js';
import type { Draft, Item, TextSource } from '../draft.js';
import { isObject } from '../fields.js';
import { isTooDeep, jsonValues, LISTS, parseJson, TOO_DEEP, WRAPPERS } from './json-values.js';
import { lineBatches } from '../input/lines.js';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The draft of a record, or the reason why it is no paper. */
export type ToDraft = (record: JsonRecord) => Draft | string;

export async function* readJson(source: TextSource, toDraft: ToDraft): AsyncGenerator<Item> {
  const chunks = source.chunks[Symbol.asyncIterator]();
  const first = await chunks.next();
  const head = first.done === true ? '' : first.value;
  const again = { name: source.name, chunks: prepend(head, chunks) };
  if (isLines(head)) {
    // Parted by "\n" alone: strings may hold U+2028.
    let line = 0;
    for await (const batch of lineBatches(again)) {
      for (const text of batch) {
        line++;
        if (text.trim() !== '') yield* itemsOf(text, line, toDraft);
      }
    }
    return;
  }
  for await (const value of jsonValues(again)) {
    if (value.text === null) yield { line: value.line, reason: value.reason };
    else yield* itemsOf(value.text, value.line, toDraft);
  }
}

async function* prepend(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** True when each line is an object of its own. */
export function isLines(head: string): boolean {
  const lines = head
    .slice(0, 1 << 18)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 6);
  return (
    lines.length > 1 &&
    lines.every((line, i) => line.startsWith('{') || (i > 0 && /^(?:\[|null|"|\d)/.test(line))) &&
    lines[0] !== '{' &&
    lines.some((line) => line.endsWith('}'))
  );
}

function* itemsOf(text: string, line: number, toDraft: ToDraft): Generator<Item> {
  if (isTooDeep(text)) {
    yield { line, reason: TOO_DEEP };
    return;
  }
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    yield { line, reason: `not valid JSON (${clipped(messageOf(error), 120)})` };
    return;
  }
  if (!isObject(value)) {
    yield {
      line,
      reason: `${value === null ? 'null' : `a JSON ${Array.isArray(value) ? 'array' : typeof value}`} where an object is expected`,
    };
    return;
  }
  for (const record of recordsIn(value)) {
    const draft = toDraft(record);
    yield typeof draft === 'string' ? { line, reason: draft } : { line, draft };
  }
}

/** Keys under which the paper itself lies one level down. */
const INSIDE = new Set([
  'citingPaper',
  'citedPaper',
  'paper',
  'work',
  'recommendedPaper',
  '_source',
  'bibjson',
  'attributes',
]);

/**
 * The object itself, the paper one level down in it, those of a list in it (a line may be a whole answer of an API), or
 * the papers under its keys (citation-js keeps them by DOI).
 */
export function recordsIn(value: JsonRecord, depth = 0): JsonRecord[] {
  if (hasText(value) || depth > 3) return [value];
  for (const [key, inside] of Object.entries(value)) {
    if (LISTS.has(key) && Array.isArray(inside))
      return inside.filter(isObject).flatMap((one) => recordsIn(one, depth + 1));
    // The Zotero API has the item under "data", with its key beside it.
    if ((INSIDE.has(key) || WRAPPERS.has(key) || key === 'data') && isObject(inside))
      return recordsIn(inside, depth + 1);
  }
  const members = Object.values(value).flatMap((one): unknown[] => (Array.isArray(one) ? one : [one]));
  return members.length > 0 && members.every((one) => isObject(one) && hasText(one))
    ? (members as JsonRecord[])
    : [value];
}

function hasText(record: JsonRecord): boolean {
  return [
    'title',
    'abstract',
    'Title',
    'Abstract',
    'summary',
    'display_name',
    'abstract_inverted_index',
  ].some((key) => key in record);
}
