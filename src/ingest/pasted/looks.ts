/** Telling tables and XML by their beginning. */
import { delimiterOf } from '../tables/csv-records.js';

/** The names of the columns, if the text is a table. */
export function columnsOf(head: string): string[] {
  const text = head.trimStart();
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  return line.split(delimiterOf(line)).map((column) => column.trim().replace(/^"|"$/g, '').trim());
}

/** Whether one of these elements occurs in an XML text. */
export function hasElement(head: string, names: string): boolean {
  return /^\s*</.test(head) && new RegExp(`<(?:\\w+:)?(?:${names})[\\s/>]`).test(head);
}
