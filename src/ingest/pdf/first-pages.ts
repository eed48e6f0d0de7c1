/** Title, authors, abstract and identifiers of a paper from the first pages of its PDF. Pure: places and sizes of type in, fields out. */
import { arxivIdOf, cleanDoi, foldForMatch, yearOf } from '../text.js';
import { abstractOf } from './abstract.js';
import { linesOf, type Line, type PdfPage } from './lines.js';
import { namesIn } from './names.js';
import { titleOf } from './title.js';

export interface PdfContent {
  readonly pages: readonly PdfPage[];
  /** What the file says of itself: from its document information and its XMP packet. */
  readonly told: { readonly title: string; readonly doi: string };
}

export interface PdfFields {
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly doi: string | null;
  readonly arxiv: string | null;
  readonly year: number | null;
  /** The fields that may be wrong or are missing, each with the reason. */
  readonly doubts: readonly string[];
}

/** The fields; null when there is next to no text on the pages (a scan). */
export function fieldsOfPdf({ pages, told }: PdfContent): PdfFields | null {
  const read = pages.map(linesOf);
  if (lettersOf(read.flatMap(({ lines }) => lines)) < 80) return null;
  // A cover sheet of a repository has no abstract; a slide-like first page has little text.
  const first = read.length > 1 && isCover(read[0]!.lines) ? 1 : 0;
  const lines = read.slice(first).flatMap((page) => page.lines);
  const page = lines.filter((line) => line.page === first);
  const { height } = pages[first]!;
  const abstract = abstractOf(lines, first);
  const title = titleOf(page, { height, body: bodySize(lines), before: abstract.top, told: told.title });
  const { doi, doubt } = doiOf(read[0]!.lines, page, told.doi);
  const turned = read[0]!.turned.join(' ');
  const arxiv = arxivIdOf(turned) ?? arxivIdOf(edges(page, height));
  return {
    title: title.text,
    authors: title.lines.length === 0 ? [] : authorsOf(page, title.lines, abstract.top),
    abstract: abstract.text,
    doi,
    arxiv,
    year: yearOfStamp(turned, page),
    doubts: [title.doubt, abstract.doubt, doubt].filter((one) => one !== null),
  };
}

function lettersOf(lines: readonly Line[]): number {
  let letters = 0;
  for (const { text } of lines) letters += text.match(/\p{L}/gu)?.length ?? 0;
  return letters;
}

const COVER =
  /^(?:see discussions, stats, and author profiles|HAL is a multi-?disciplinary|this is a repository copy|this is the author.s (?:accepted|version)|your use of the JSTOR|stable url:|citation for published version|downloaded from|university of .* repository|submitted on \d)/i;

function isCover(lines: readonly Line[]): boolean {
  return (
    lines.filter((line) => COVER.test(line.text)).length > 0 &&
    !lines.some((line) => /^abstract\b/i.test(line.text))
  );
}

/** The size that most letters have. */
function bodySize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), [10, 0])[0];
}

/** The text in the uppermost and lowest parts of the page, where journals put what they add. */
function edges(page: readonly Line[], height: number): string {
  return page
    .filter((line) => line.y > 0.85 * height || line.y < 0.15 * height)
    .map((line) => line.text)
    .join('\n');
}

const DOI = /\b10\.\d{4,9}\/[^\s"<>]+/g;

/** The DOI that the file tells of itself, else the one on its first page; several on the page: the first, with a doubt. */
function doiOf(
  cover: readonly Line[],
  page: readonly Line[],
  told: string,
): { doi: string | null; doubt: string | null } {
  const own = cleanDoi(told);
  if (own !== null) return { doi: own, doubt: null };
  const found = new Set<string>();
  for (const { text } of [...page, ...cover])
    for (const [doi] of text.replace(/\/ (?=\S*\d)/g, '/').matchAll(DOI)) {
      const clean = cleanDoi(doi);
      if (clean !== null) found.add(clean);
    }
  const [first = null] = found;
  return { doi: first, doubt: found.size > 1 ? `the DOI (the first page has ${found.size})` : null };
}

/** The authors' lines stand between title and abstract; in columns, each column begins with a name. */
function authorsOf(page: readonly Line[], title: readonly Line[], before: number): string[] {
  const under = title.at(-1)!;
  const lines = page.filter((line) => line.y < under.y - 0.5 && line.y > before + 0.5 && line.size > 6.5);
  const names: string[] = [];
  const used = new Set<Line>();
  let like: Line | null = null;
  for (const line of lines) {
    if (used.has(line) || (like !== null && !isLike(line, like))) continue;
    const above = lines.filter((one) => one.y > line.y + 1 && one.x0 < line.x1 && one.x1 > line.x0).at(-1);
    const begins = above === undefined || above.y - line.y > 1.9 * line.size || !isLike(above, line);
    if (!begins) continue;
    const paragraph = together(lines, line);
    if (paragraph === null) continue;
    like ??= line;
    for (const one of paragraph.lines) used.add(one);
    names.push(...paragraph.names);
  }
  return [...new Map(names.map((name) => [foldForMatch(name), name])).values()];
}

/** The names of a line and of those below it over which a list of authors goes on; null when there is none. */
function together(lines: readonly Line[], first: Line): { names: string[]; lines: Line[] } | null {
  const taken = [first];
  let names = namesIn(first.bare);
  let text = first.bare;
  for (let last = first; ;) {
    const next = lines.find(
      (line) =>
        line.y < last.y - 1 && last.y - line.y < 1.7 * last.size && line.x0 < last.x1 && line.x1 > last.x0,
    );
    if (next === undefined || !isLike(next, first)) break;
    // A name that a line end cut in two, or a list that goes on; below a single name stands its affiliation.
    const isCut = /\p{Lu}\.?$/u.test(text) || namesIn(next.bare.split(/,|;|·| and /u)[0]!) === null;
    const joined = namesIn(isCut ? `${text} ${next.bare}` : `${text}, ${next.bare}`);
    const isList = /(?:,|;|·|•|\band|&)[\s\d*†‡a-z]*$/iu.test(last.text) || (names?.length ?? 0) > 1;
    if (joined === null || !isList) break;
    names = joined;
    text = isCut ? `${text} ${next.bare}` : `${text}, ${next.bare}`;
    taken.push(next);
    last = next;
  }
  return names === null ? null : { names, lines: taken };
}

function isLike(line: Line, other: Line): boolean {
  return Math.abs(line.size - other.size) < 0.06 * other.size && line.font === other.font;
}

function yearOfStamp(turned: string, page: readonly Line[]): number | null {
  const stamp = /arxiv:\S+ (?:\[[^\]]*\] )?\d{1,2} \p{L}{3,9} (\d{4})/iu.exec(turned);
  if (stamp !== null) return yearOf(stamp[1]!);
  for (const { text } of page) {
    const found =
      /(?:©|\(c\)|copyright|published(?: online)?:?)[^\d]{0,40}(?:\d{1,2} \p{L}+ )?((?:19|20)\d\d)\b/iu.exec(
        text,
      );
    if (found !== null) return yearOf(found[1]!);
  }
  return null;
}
