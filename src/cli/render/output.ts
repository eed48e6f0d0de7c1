/** Text for people: colour, wrapping, tables. Returns strings; the commands write them. */
import stringWidth from 'string-width';
import { styleText } from 'node:util';
import { clipped, wrapped } from '../../text/index.js';
import type { Io } from '../io.js';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** A painter that colours, or one that leaves the text alone. */
export function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}

// C0 and C1 controls, and the bidirectional overrides: a title must not move the cursor or turn the line round.
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text from a paper, safe for a terminal, on one line. */
export function plain(text: string): string {
  return text.replace(UNPRINTABLE, '').replace(/\s+/g, ' ').trim();
}

/** Breaks `text` at blanks into lines of at most `width` characters, each after `indent`. */
export function wrap(text: string, width: number, indent = ''): string {
  return wrapped(text, width - indent.length)
    .map((line) => indent + line)
    .join('\n');
}

export type Align = 'left' | 'right';

/** Columns two blanks apart, as wide as their widest cell (a CJK character takes two); trailing blanks removed. */
export function table(rows: readonly (readonly string[])[], align: readonly Align[] = []): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell))));
  return rows
    .map((row) =>
      row
        .map((cell, i) => {
          const fill = ' '.repeat(widths[i]! - stringWidth(cell));
          return align[i] === 'right' ? fill + cell : cell + fill;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Columns that a table may fill: those of the terminal, 60 to 200; elsewhere 200, so that little is cut off. */
export function tableWidth({ stdout }: Pick<Io, 'stdout'>): number {
  return Math.max(60, Math.min(stdout.columns ?? 200, 200));
}

/** As `table`, on lines of at most `width` characters: the widest columns are cut, all to the same width. */
export function fittedTable(
  rows: readonly (readonly string[])[],
  align: readonly Align[],
  width: number,
): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell))));
  const most = widestColumn(widths, width - 2 * (widths.length - 1));
  return table(
    rows.map((row) => row.map((cell) => cut(cell, most))),
    align,
  );
}

/** The greatest width for which columns cut to it fit in `room`; at least 4 characters. */
function widestColumn(widths: readonly number[], room: number): number {
  let most = Math.max(0, ...widths);
  while (most > 4 && widths.reduce((sum, one) => sum + Math.min(one, most), 0) > room) most--;
  return most;
}

/** At most `width` columns of the terminal, of which a CJK character takes two. */
function cut(text: string, width: number): string {
  let length = width;
  let shown = clipped(text, length);
  while (stringWidth(shown) > width) shown = clipped(text, --length);
  return shown;
}

/** 58919 → `58,919`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 paper`, `2 papers`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** `3 s`, `2 min 10 s`, `1 h 5 min`. */
export function duration(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min${s % 60 ? ` ${s % 60} s` : ''}`;
  return `${Math.floor(s / 3600)} h${Math.floor((s % 3600) / 60) ? ` ${Math.floor((s % 3600) / 60)} min` : ''}`;
}

/** "A. Name, B. Name and 3 more". */
export function authorList(authors: readonly string[], most = 3): string {
  const shown = authors.slice(0, most).map(plain).join(', ');
  return authors.length > most ? `${shown} and ${authors.length - most} more` : shown;
}
