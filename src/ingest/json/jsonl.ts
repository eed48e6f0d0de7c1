/** JSON Lines and plain JSON: records of named fields, also what `export --format jsonl` writes. */
import type { Draft, Item, TextSource } from '../draft.js';
import { draftOfRecord, foldName } from '../fields.js';
import { isLines, readJson, type JsonRecord } from './json.js';

export const readPlainJson = (source: TextSource): AsyncGenerator<Item> => readJson(source, draftOrReason);

/** What stands under "text" and nothing beside it is an abstract from this length on; below it is a question or a note. */
const SHORTEST_TEXT = 200;

/** Test collections keep their questions as {"id", "text"}: neither a title nor an abstract by name, and short. */
function draftOrReason(record: JsonRecord): Draft | string {
  const draft = draftOfRecord(record);
  const { length } = draft.abstract;
  if (draft.title !== '' || length === 0 || length >= SHORTEST_TEXT) return draft;
  if (Object.keys(record).some((key) => /title|abstract|summary|headline|name/.test(foldName(key))))
    return draft;
  return `no title, and a text of ${length} characters is no abstract (${SHORTEST_TEXT} are, or the name "abstract")`;
}

export function looksLikeJson(head: string): boolean {
  return /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{\]]|null\b|$))/.test(head) || (/^\{/.test(head) && isLines(head));
}
