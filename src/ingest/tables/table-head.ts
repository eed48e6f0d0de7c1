/** Where a table begins: the line with the names of its columns, and the sign between them. */
import { hasTextField, isFieldName } from '../fields.js';

export interface TableHead {
  /** Where the line begins (UTF-16 units), and its number from 1. */
  readonly start: number;
  readonly line: number;
  readonly delimiter: string;
  readonly columns: readonly string[];
}

/** Lines before the head that are passed over: Dimensions writes one, others a title, a date and a blank line. */
export const MOST_BEFORE = 10;

/**
 * The first line, or the one after `sep=;` (Excel's word for the delimiter). Where that has no column of titles or
 * abstracts, one of the next lines if it has three columns with the names of fields.
 */
export function tableHead(text: string): TableHead {
  let first = lineAt(text, skipBlankLines(text), 1, null);
  const told = /^"?sep=(.)"?\s*$/i.exec(lineText(text, first.start));
  if (told !== null) first = lineAt(text, nextLine(text, first.start), 2, told[1]!);
  if (hasTextField(first.columns)) return first;
  let { start, line } = first;
  for (let i = 0; i < MOST_BEFORE && start < text.length; i++) {
    start = nextLine(text, start);
    const head = lineAt(text, start, ++line, told?.[1] ?? null);
    if (looksLikeHeader(head.columns) && head.columns.filter(isFieldName).length >= 3) return head;
  }
  return first;
}

function skipBlankLines(text: string): number {
  return /^[\s\ufeff]*/.exec(text)![0].length;
}

function nextLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end + 1;
}

function lineText(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function lineAt(text: string, start: number, line: number, told: string | null): TableHead {
  const names = lineText(text, start);
  const delimiter = told ?? delimiterOf(names);
  const columns = names.split(delimiter).map((column) => column.trim().replace(/^"|"$/g, '').trim());
  return { start, line, delimiter, columns };
}

/** The one of comma, tab, semicolon and bar that the line has most of, quoted parts left out. */
function delimiterOf(text: string): string {
  const line = text.replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of [',', '\t', ';', '|']) {
    const count = line.split(delimiter).length - 1;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

/** True when these are the columns of a table of papers: two or more, a title or abstract among them. */
export function looksLikeHeader(columns: readonly string[]): boolean {
  return columns.length > 1 && hasTextField(columns) && columns.filter(isFieldName).length >= 2;
}
