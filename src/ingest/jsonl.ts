/** JSON Lines: one object a line. */
import { messageOf } from '../errors.js';
import type { Item, TextSource } from './draft.js';
import { draftOfRecord, isObject } from './fields.js';
import { lineBatches } from './lines.js';

/** Lines are parted by `\n` alone: strings may hold U+2028. */
export async function* readJsonl(source: TextSource): AsyncGenerator<Item> {
  let line = 0;
  for await (const batch of lineBatches(source)) {
    for (const text of batch) {
      line++;
      if (text.trim() !== '') yield itemOf(text, line);
    }
  }
}

function itemOf(text: string, line: number): Item {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { line, reason: `not valid JSON (${cut(messageOf(error))})` };
  }
  if (!isObject(value)) return { line, reason: `${value === null ? 'null' : `a JSON ${kindOf(value)}`} where an object is expected` };
  return { line, draft: draftOfRecord(value) };
}

export function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

export function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
