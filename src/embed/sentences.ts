/** Where the sentences of a text are. */
import { PARTED } from '../text/index.js';

/** A full stop after these hardly ever ends a sentence. */
const ABBREVIATION = new RegExp(
  '(?:^|[\\s([])(?:' +
    'e\\.\\s?g|i\\.\\s?e|[Ee]t al|[Cc]f|vs|resp|[Aa]pprox|ca|viz|w\\.r\\.t|a\\.k\\.a|i\\.i\\.d|subsp|spp?|' +
    'Drs?|Mrs?|Ms|Prof|St|(?:\\p{Lu}\\.)+\\p{Lu})\\.$',
  'u',
);

/** Nor after these when a number comes next. */
const BEFORE_A_NUMBER = new RegExp(
  '(?:^|[\\s([])(?:' +
    'figs?|eqs?|refs?|secs?|tabs?|nos?|vols?|chap|thm|lem|def|prop|alg|pp?|' +
    'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.$',
  'iu',
);

/** `1.`, `(a)`, `iv)`, an initial: by itself the start of something. */
const NUMBERING = /^\(?(?:\d{1,2}|\p{L}|[ivx]{1,4})\)?\.?$/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Start and end of each sentence without the white space around it, one after another: length 2 × sentences.
 * `Intl.Segmenter` finds the ends; those that are none by the rules above, or that stand before a small letter, are
 * taken back. Where it is unclear two sentences stay one: a sentence too long matches worse, half a one reads worse.
 */
export function splitSentences(text: string): number[] {
  const spans: number[] = [];
  let start = -1;
  let lastStart = -1;
  let end = -1;
  for (const { segment, index } of segmenter.segment(text)) {
    const trimmed = segment.trim();
    if (trimmed === '') continue;
    const first = index + segment.indexOf(trimmed);
    const isParted = start >= 0 && text.slice(end, first).includes(PARTED);
    if (start >= 0 && (isParted || !goesOn(text.slice(lastStart, end), trimmed))) {
      spans.push(start, end);
      start = -1;
    }
    if (start < 0) start = first;
    lastStart = first;
    end = first + trimmed.length;
  }
  if (start >= 0) spans.push(start, end);
  return spans;
}

/** Whether `next` belongs to the same sentence as `segment` before it. */
function goesOn(segment: string, next: string): boolean {
  if (/^[\p{Ll}),;:\]]/u.test(next) || NUMBERING.test(segment)) return true;
  const tail = segment.slice(-16);
  return ABBREVIATION.test(tail) || (/^\(?\d/.test(next) && BEFORE_A_NUMBER.test(tail));
}
