/** JSON Lines and plain JSON: records of named fields, also what `export --format jsonl` writes. */
import type { Item, TextSource } from './draft.js';
import { draftOfRecord } from './fields.js';
import { isLines, readJson } from './json.js';

export const readPlainJson = (source: TextSource): AsyncGenerator<Item> => readJson(source, draftOfRecord);

export function looksLikeJson(head: string): boolean {
  return /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{\]]|null\b|$))/.test(head) || /^\{/.test(head) && isLines(head);
}
