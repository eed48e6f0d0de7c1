/** The abstract on the first pages: what follows its heading in the same column and type. */
import { joinLines, type Line } from './lines.js';

export interface FoundAbstract {
  readonly text: string;
  /** The height on the first page at which it begins: title and authors stand above it. */
  readonly top: number;
  readonly doubt: string | null;
}

/** At the beginning of a line, alone or with the text behind it. `A B S T R A C T` is read without its blanks. */
const HEADING =
  /^(?:abstract|summary|synopsis|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|sommario|samenvatting|sammanfattning|аннотация|резюме|摘要|要旨|概要|초록)(?:$|\s*[.:—–\-―•]+\s*|\s+(?=\p{Lu}))/iu;

const END =
  /^(?:\d{0,2}\.?\s*(?:key ?-?words?|index terms|ccs concepts|acm reference|general terms|categories and subject|author keywords|jel\b|msc\b|ams\b|pacs\b|mathematics subject|additional key|subject (?:terms|classification)|abbreviations|nomenclature|contents$|schlüsselwörter|schlagw|mots[- ]clés|palabras clave|palavras-chave|ключевые слова|关键词|キーワード)|(?:[1I]\.?\s*)?(?:introduction|einleitung|introducción|introdução|introduzione|введение)\b|1\s+\p{Lu}|©|\(c\) ?\d|copyright\b|permission to make|correspond|\*\s?corresp|e-?mail|received\b|accepted\b|published\b|doi\b|https?:|manuscript received|this (?:work|article|paper) (?:was|is) (?:supported|licensed|published)|funding\b|supplement|article (?:info|history)|[a-z0-9]{1,2}\s?(?:department|school of|institute of)\b|preprint\b)/iu;

export function abstractOf(lines: readonly Line[], first: number): FoundAbstract {
  const all = lines.map((line) => line.text).join(' ');
  for (const heading of lines) {
    const spaced = /^(?:\p{L} ){4,}\p{L}\.?$/u.test(heading.text)
      ? heading.text.replace(/ /g, '')
      : heading.text;
    const found = HEADING.exec(spaced);
    if (found === null) continue;
    const runIn = spaced.slice(found[0].length);
    const text = joinLines(flow(lines, heading, runIn), all);
    if (wordsIn(text) < 20) continue;
    return {
      text,
      top: heading.page === first ? heading.y : -Infinity,
      doubt: /[.!?)"”。]$/u.test(text) ? null : 'the abstract (it may go on)',
    };
  }
  return withoutHeading(lines, first, all);
}

/** The lines of the abstract below its heading. */
function flow(lines: readonly Line[], heading: Line, runIn: string): string[] {
  const below = lines.filter((line) => line.page === heading.page && line.y < heading.y - 1);
  const start = runIn === '' ? firstBelow(below, heading) : heading;
  if (start === undefined) return [];
  const size = runIn === '' ? start.size : sizeBelow(below, heading);
  const taken = takeColumn([start, ...below], start, size);
  const texts = taken.lines.map((line) => line.text);
  if (runIn !== '') texts[0] = texts[0]!.slice(heading.text.length - runIn.length);
  if (!taken.ended && !/[.!?]$/u.test(texts.at(-1) ?? '')) texts.push(...goingOn(lines, taken, size));
  return texts;
}

function firstBelow(below: readonly Line[], heading: Line): Line | undefined {
  return below.find(
    (line) =>
      line.x0 < heading.x1 &&
      line.x1 > heading.x0 &&
      heading.y - line.y < 5 * line.size &&
      !END.test(line.text) &&
      line.text.length > 15,
  );
}

/** The first line of a run-in abstract is partly set as a heading; the second is not. */
function sizeBelow(below: readonly Line[], heading: Line): number {
  const next = below.find((line) => line.x0 < heading.x1 && line.x1 > heading.x0);
  return next !== undefined && heading.y - next.y < 2 * next.size ? next.size : heading.size;
}

interface Taken {
  readonly lines: Line[];
  readonly x0: number;
  readonly x1: number;
  /** A line that begins something else was met. */
  readonly ended: boolean;
}

/** Lines from `start` down in its column, as long as they are set alike and stand close. */
function takeColumn(lines: readonly Line[], start: Line, size: number): Taken {
  let { x0, x1 } = start;
  const taken: Line[] = [start];
  let last = start;
  let pitch = 0;
  for (const line of lines) {
    if (line === start || line.page !== start.page || line.y > last.y + 0.3 * size) continue;
    const overlaps = line.x0 < x1 && line.x1 > x0;
    const besides = Math.abs(line.y - last.y) < 0.3 * size;
    // The rest of a line with a wide gap in it; the other column is far away or reaches further than this one.
    if (besides) {
      if (line.x1 <= x1 + 2 && line.x0 > last.x1 - 1) taken.push(line);
      continue;
    }
    if (!overlaps) continue;
    const down = last.y - line.y;
    const isOther =
      END.test(line.text) ||
      SECTION_NUMBER.test(line.text) ||
      (Math.abs(line.size - size) > 0.07 * size && !isWithin(line, lines, size)) ||
      down > (pitch === 0 ? 2.3 * size : Math.max(1.9 * pitch, pitch + 0.8 * size)) ||
      // A line that spans both columns is no line of one.
      (taken.length > 2 && line.x1 - line.x0 > 1.5 * (x1 - x0));
    if (isOther) return { lines: taken, x0, x1, ended: true };
    if (taken.length < 3) {
      x0 = Math.min(x0, line.x0);
      x1 = Math.max(x1, line.x1);
    }
    if (pitch === 0 || down < pitch) pitch = Math.max(down, 0.9 * size);
    taken.push(line);
    last = line;
  }
  return { lines: taken, x0, x1, ended: false };
}

const SECTION_NUMBER = /^(?:\d{1,2}|[IVX]{1,4})\.?$/;

/** A line in other type in the midst of a paragraph: the name of a program, a formula. */
function isWithin(line: Line, lines: readonly Line[], size: number): boolean {
  const next = lines.find(
    (one) => one.page === line.page && one.y < line.y - 0.5 * size && one.x0 < line.x1 && one.x1 > line.x0,
  );
  return (
    line.size < size && next !== undefined && line.y - next.y < 1.4 * size && Math.abs(next.size - size) < 0.1
  );
}

/** At the foot of a column or page an abstract goes on at the head of the next. */
function goingOn(lines: readonly Line[], taken: Taken, size: number): string[] {
  const last = taken.lines.at(-1)!;
  const isSame = (line: Line): boolean =>
    line.font === last.font && Math.abs(line.size - size) < 0.03 * size && /^[\p{Ll}\p{N}(]/u.test(line.text);
  const next =
    lines.find((line) => line.page === last.page && line.x0 > taken.x1 && isSame(line)) ??
    lines.find((line) => line.page === last.page + 1 && isSame(line));
  return next === undefined ? [] : takeColumn(lines, next, size).lines.map((line) => line.text);
}

const INTRODUCTION = /^(?:[1I]?\.?\s*)(?:introduction|background|einleitung)\b/iu;

/** Without a heading: the first long paragraph above the introduction, or one that is set otherwise than the text. */
function withoutHeading(lines: readonly Line[], first: number, all: string): FoundAbstract {
  const page = lines.filter((line) => line.page === first);
  const introduction = page.find((line) => INTRODUCTION.test(line.text) && line.text.length < 30);
  const body = mostUsed(lines);
  for (const line of page) {
    if (introduction !== undefined && line.y <= introduction.y) break;
    if (line.text.length < 40 || END.test(line.text)) continue;
    const taken = takeColumn(page, line, line.size);
    const set = `${line.font} ${Math.round(line.size * 2)}`;
    if (introduction === undefined && set === body) continue;
    const text = joinLines(
      taken.lines
        .filter((one) => introduction === undefined || one.y > introduction.y)
        .map((one) => one.text),
      all,
    );
    if (wordsIn(text) < 50 || !/[.!?]$/u.test(text)) continue;
    return { text, top: line.y, doubt: 'the abstract (no heading says that it is one)' };
  }
  return {
    text: '',
    top: introduction?.y ?? -Infinity,
    doubt: 'the abstract (none was found)',
  };
}

/** Font and size of most letters. */
function mostUsed(lines: readonly Line[]): string {
  const letters = new Map<string, number>();
  for (const { font, size, text } of lines) {
    const set = `${font} ${Math.round(size * 2)}`;
    letters.set(set, (letters.get(set) ?? 0) + text.length);
  }
  return [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0])[0];
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
}
