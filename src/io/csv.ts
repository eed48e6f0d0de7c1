/** Writing CSV that a spreadsheet opens with a double click (RFC 4180: CRLF, quotes where needed). Needs no Node. */

/** Excel reads UTF-8 only behind this mark; LibreOffice, pandas, R's readr and fieldmap itself skip it. */
export const BYTE_ORDER_MARK = '\ufeff';

/**
 * Titles are other people's texts, and a cell that begins like a formula would be run by a spreadsheet
 * (https://owasp.org/www-community/attacks/CSV_Injection); the full-width forms are turned into these on the way in.
 * An apostrophe in front keeps it text; what begins with apostrophes and a formula gets one more, so that reading may
 * take one off.
 */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Characters that no table holds: controls except tab and line ends. */
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

export type Cell = string | number | null;

/** One record with its line end. Numbers are no texts, hence no formulas. */
export function csvRecord(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const clean = value.replace(CONTROLS, '');
  const text = FORMULA.test(clean) ? `'${clean}` : clean;
  return /[",\r\n;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell without the apostrophe that keeps it from being a formula. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
