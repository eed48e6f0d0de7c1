/** From the pieces of text of a PDF page, each with its place, to lines of text. */

/** A piece of text as pdf.js gives it; only what is used here. */
export interface PdfItem {
  readonly str: string;
  readonly width: number;
  /** Scale and rotation, then the place of its baseline: x and y in points, y upwards. */
  readonly transform: readonly number[];
  readonly fontName: string;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly items: readonly PdfItem[];
}

interface Run {
  readonly str: string;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
}

/** A stretch of one line without a wide gap: a line of a column, a cell of a table, a name above an affiliation. */
export interface Line {
  readonly page: number;
  readonly x0: number;
  readonly x1: number;
  /** Its baseline, in points from the foot of the page. */
  readonly y: number;
  /** The size and font of most of its letters. */
  readonly size: number;
  readonly font: string;
  readonly text: string;
  /** The same without what is set smaller: marks of footnotes and affiliations. */
  readonly bare: string;
}

/** Gaps within a line reach a little more than an em where it is justified; columns of some journals stand 1.2 em apart. */
const WIDEST_GAP = 1.15;
/** Narrower gaps are kerning, wider ones a blank. */
const NARROWEST_BLANK = 0.13;

/** The lines of a page from top to bottom, and what is set sideways or aslant (the stamp of a preprint server, watermarks). */
export function linesOf(page: PdfPage, number: number): { lines: Line[]; turned: string[] } {
  const runs: Run[] = [];
  const turned: string[] = [];
  for (const { str, width, transform, fontName } of page.items) {
    if (str.trim() === '') continue;
    const [a = 0, b = 0, , , x = 0, y = 0] = transform;
    if (a <= 0 || Math.abs(b) > 0.02 * a) {
      turned.push(str);
      continue;
    }
    const size = Math.hypot(transform[2] ?? 0, transform[3] ?? 0);
    if (size > 0 && Number.isFinite(x + y + width))
      runs.push({ str, x0: x, x1: x + width, y, size, font: fontName });
  }
  const lines = joined(runs).map((line) => lineOf(line, number));
  lines.sort((one, other) => other.y - one.y || one.x0 - other.x0);
  return { lines, turned };
}

/** Runs that follow one another on a baseline; raised and lowered ones go with the line that they touch. */
function joined(runs: readonly Run[]): Run[][] {
  const byPlace = [...runs].sort((one, other) => one.x0 - other.x0);
  // Large type first: a raised figure is to find its line.
  const rows: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of [...byPlace].sort((one, other) => other.size - one.size)) {
    const row = rows.find((one) =>
      run.size > 0.85 * one.size
        ? Math.abs(one.y - run.y) <= 0.3 * one.size
        : Math.abs(one.y - run.y) <= 0.5 * one.size && touches(one.runs, run),
    );
    if (row === undefined) rows.push({ y: run.y, size: run.size, runs: [run] });
    else row.runs.push(run);
  }
  return rows.flatMap(({ runs: row }) => cut(row.sort((one, other) => one.x0 - other.x0)));
}

/** Small type belongs to the line beside it, not to one in another column that lies half a line higher. */
function touches(runs: readonly Run[], { x0, x1, size }: Run): boolean {
  return runs.some((other) => x0 - other.x1 < size && other.x0 - x1 < size);
}

/** The gap that parts columns: wider than an em, and than the others of a line that is justified with wide blanks. */
function widestGap(row: readonly Run[], size: number): number {
  const gaps: number[] = [];
  for (let i = 1; i < row.length; i++) gaps.push(row[i]!.x0 - row[i - 1]!.x1);
  const blanks = gaps.filter((gap) => gap > NARROWEST_BLANK * size).sort((a, b) => a - b);
  const middle = blanks[blanks.length >> 1] ?? 0;
  return blanks.length >= 4 && middle < 2.5 * size
    ? Math.max(WIDEST_GAP * size, 1.6 * middle)
    : WIDEST_GAP * size;
}

/** A row cut at its wide gaps. */
function cut(row: readonly Run[]): Run[][] {
  const widest = widestGap(
    row,
    row.reduce((most, run) => Math.max(most, run.size), 0),
  );
  const parts: Run[][] = [];
  let end = -Infinity;
  for (const run of row) {
    if (run.x0 - end > widest) parts.push([run]);
    else parts.at(-1)!.push(run);
    end = Math.max(run.x1, end);
  }
  return parts;
}

function lineOf(runs: readonly Run[], page: number): Line {
  const main = runs.reduce((best, run) => (weight(runs, run) > weight(runs, best) ? run : best));
  return {
    page,
    x0: runs[0]!.x0,
    x1: Math.max(...runs.map((run) => run.x1)),
    y: main.y,
    size: main.size,
    font: main.font,
    text: textOf(runs),
    bare: textOf(
      runs.filter(
        (run) =>
          run.size > 0.8 * main.size ||
          (Math.abs(run.y - main.y) < 0.1 * main.size && /\p{L}/u.test(run.str)),
      ),
    ),
  };
}

/** How many letters of the line are set like `run`. */
function weight(runs: readonly Run[], run: Run): number {
  let letters = 0;
  for (const other of runs)
    if (other.font === run.font && Math.abs(other.size - run.size) < 0.2) letters += other.str.trim().length;
  return letters;
}

function textOf(runs: readonly Run[]): string {
  let text = '';
  let last: Run | null = null;
  for (const run of runs) {
    const gap = last === null ? 0 : run.x0 - last.x1;
    if (last !== null && gap > NARROWEST_BLANK * Math.min(run.size, last.size)) text += ' ';
    text += run.str;
    last = run;
  }
  // Ligatures (U+FB00 to U+FB06) become letters; accents that stand beside their letter go onto it.
  return text
    .replace(/[\ufb00-\ufb06]/g, (sign) => sign.normalize('NFKC'))
    .replace(/[\u0000-\u001f\u200b\ufeff]/g, ' ')
    .replace(/ ?([´`¨ˆ˜ˇ¸]) ?(\p{L})/gu, (_, sign: string, letter: string) =>
      (letter.replace('ı', 'i') + COMBINING[sign]!).normalize('NFC'),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

const COMBINING: Readonly<Record<string, string>> = {
  '´': '\u0301',
  '`': '\u0300',
  '¨': '\u0308',
  ˆ: '\u0302',
  '˜': '\u0303',
  ˇ: '\u030c',
  '¸': '\u0327',
};

/** Lines of running text joined, words that a line end cut in two put together again. `all` is where words are looked up. */
export function joinLines(lines: readonly string[], all: string): string {
  let text = '';
  for (const line of lines) {
    const cutWord = /(\p{L}+)[-\u2010\u00ad]$/u.exec(text);
    const rest = /^\p{Ll}+/u.exec(line)?.[0];
    if (cutWord === null || rest === undefined) {
      text += text === '' || (/\p{L}-$/u.test(text) && /^\p{L}/u.test(line)) ? line : ` ${line}`;
      continue;
    }
    text = text.slice(0, -1) + (keepsHyphen(cutWord[1]!, rest, all) ? '-' : '') + line;
  }
  return text;
}

/** First parts that are seldom written together with what follows. */
const PREFIXES = new Set(
  (
    'self non well multi semi cross state high low long short real large small open end fine zero one two three ' +
    'first second third data user human domain task time half quasi ill so pre post co'
  ).split(' '),
);

function keepsHyphen(before: string, after: string, all: string): boolean {
  const lower = all.toLowerCase();
  const [start, end] = [before.toLowerCase(), after.toLowerCase()];
  if (lower.includes(`${start}-${end}`)) return true;
  if (new RegExp(`(?<!\\p{L})${start}${end}(?!\\p{L})`, 'u').test(lower)) return false;
  return PREFIXES.has(start);
}
