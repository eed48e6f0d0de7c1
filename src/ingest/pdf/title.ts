/** The title on the first page: large type near the top with names below it. */
import { foldForMatch } from '../text.js';
import { joinLines, type Line } from './lines.js';
import { namesIn } from './names.js';

export interface FoundTitle {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly doubt: string | null;
}

interface Around {
  readonly height: number;
  /** The size of running text. */
  readonly body: number;
  /** Where the abstract begins. */
  readonly before: number;
  /** The title that the file's own data give; often the name of a file. */
  readonly told: string;
}

/** What journals and servers print on a first page beside the title. */
const BANNER =
  /^(?:arxiv:|published (?:as|in|by|online)|accepted (?:for|at|to)|under review|preprint|to appear|contents lists|journal homepage|available online|www\.|https?:|doi\b|vol(?:ume|\.)|issn|©|copyright|received|proceedings of|in proceedings|research article|original (?:article|paper|research)|review(?: article)?$|full length article$|short communication$|letter$|article$|paper$|open access|open$|check for updates|(?:this )?(?:is an )?open[- ]access|elsevier|springer|wiley|ieee (?:trans|access|journal|conf)|acm trans|plos|(?:the |international |european |american |asian )?(?:journal|annals|archives|transactions|letters) (?:of|on|in)\b|article info|abstract\b|keywords?\b|technical report|draft|page \d|\d+$|1\.? (?=[A-Z])|(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december) \d)/i;
/** Anywhere: the running head of a volume. */
const ISSUE = /\bvol(?:ume|\.) ?\d|\bno\. ?\d|\(\d{4}\) \d/i;
const JOURNAL_BELOW =
  /journal homepage|www\.elsevier\.com\/locate|contents lists available|^(?:issn|vol(?:ume|\.)) ?\d/i;

export function titleOf(page: readonly Line[], around: Around): FoundTitle {
  const told = foldForMatch(around.told);
  const scored = blocksOf(page)
    .filter((block) => isPossible(block, around))
    .map((block) => ({ block, score: scoreOf(block, page, around.body, told) }))
    .sort((one, other) => other.score - one.score || other.block[0]!.y - one.block[0]!.y);
  const [best, second] = scored;
  if (best === undefined || best.score < 0.9)
    return { text: '', lines: [], doubt: 'the title (nothing on the first page looks like one)' };
  const text = joinLines(
    best.block.map((line) => line.bare),
    '',
  ).replace(/[\s*†‡∗⋆]+$/u, '');
  const unsure = second !== undefined && best.score - second.score < 0.25;
  return { text, lines: best.block, doubt: unsure ? `the title (or "${shortened(second.block)}")` : null };
}

function shortened(block: readonly Line[]): string {
  const text = block.map((line) => line.bare).join(' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Lines of the same type one below the other. */
function blocksOf(page: readonly Line[]): Line[][] {
  const blocks: Line[][] = [];
  for (const line of page) {
    const block = blocks.find((one) => {
      const last = one.at(-1)!;
      const down = last.y - line.y;
      return (
        down > 0.5 * line.size &&
        down < 1.75 * line.size &&
        Math.abs(last.size - line.size) < 0.06 * last.size &&
        (last.font === line.font || last.size > 13) &&
        line.x0 < last.x1 &&
        line.x1 > last.x0
      );
    });
    if (block === undefined) blocks.push([line]);
    else block.push(line);
  }
  return blocks;
}

function isPossible(block: readonly Line[], { height, before }: Around): boolean {
  const text = block.map((line) => line.bare).join(' ');
  return (
    block[0]!.y > 0.3 * height &&
    block[0]!.y > before &&
    block.length <= 6 &&
    text.length < 400 &&
    (text.match(/\p{L}/gu)?.length ?? 0) >= 4 &&
    !/@/.test(text)
  );
}

function scoreOf(block: readonly Line[], page: readonly Line[], body: number, told: string): number {
  const text = block.map((line) => line.bare).join(' ');
  const folded = foldForMatch(text);
  const words = folded.split(' ').length;
  let score = Math.min(block[0]!.size / body, 3);
  if (ISSUE.test(text) || BANNER.test(text) || BANNER.test(block[0]!.text)) score -= 3;
  if (nearby(block, page).some((line) => JOURNAL_BELOW.test(line.text))) score -= 1;
  if (nextBelow(block, page).some((line) => namesIn(line.bare) !== null)) score += 0.8;
  if (namesIn(text) !== null && words < 8) score -= 0.5;
  if (words >= 4) score += 0.3;
  if (words === 1) score -= 0.4;
  // The file's own title is believed where the page has it too.
  if (told.length > 8 && (folded.startsWith(told) || (told.includes(folded) && words > 2))) score += 1.5;
  return score;
}

/** The lines within three lines' height around a block, not in it. */
function nearby(block: readonly Line[], page: readonly Line[]): Line[] {
  const reach = 3 * block[0]!.size;
  const [top, foot] = [block[0]!.y + reach, block.at(-1)!.y - reach];
  return page.filter((line) => !block.includes(line) && line.y < top && line.y > foot);
}

/** The lines of the next row below. */
function nextBelow(block: readonly Line[], page: readonly Line[]): Line[] {
  const last = block.at(-1)!;
  const below = page.filter(
    (line) =>
      line.y < last.y - 0.5 * line.size &&
      last.y - line.y < 6 * last.size &&
      block.some((one) => line.x0 < one.x1 && line.x1 > one.x0),
  );
  const y = below[0]?.y ?? 0;
  return below.filter((line) => Math.abs(line.y - y) < 0.4 * line.size);
}
