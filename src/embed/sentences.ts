/** Where the sentences of a text are. */

/**
 * Ends that are not ends: abbreviations common in abstracts, single capitals (initials), numbering such as `1.` or `(a)`.
 */
const NOT_AN_END = new RegExp(
  '(?:^|[\\s(\\[])(?:'
  + 'e\\.\\s?g|i\\.\\s?e|et al|cf|vs|resp|approx|ca|viz|etc|al|figs?|eqs?|refs?|secs?|tabs?|nos?|vols?|chap|thm|lem|def|'
  + 'dr|mr|mrs|ms|prof|st|jr|sr|inc|ltd|co|corp|univ|dept|'
  + 'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spp?|subsp|var|w\\.r\\.t|a\\.k\\.a|i\\.i\\.d|'
  + '\\p{Lu}|(?:\\p{Lu}\\.)+\\p{Lu}|\\(?(?:\\d{1,2}|[a-z]|[ivx]{1,4})\\)?'
  + ')\\.$', 'iu');

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Start and end of each sentence without the white space around it, one after another: length 2 × sentences.
 * `Intl.Segmenter` finds the ends; those after an abbreviation or before a small letter are taken back.
 */
export function splitSentences(text: string): number[] {
  const spans: number[] = [];
  let start = -1;
  let end = -1;
  for (const { segment, index } of segmenter.segment(text)) {
    const trimmed = segment.trim();
    if (trimmed === '') continue;
    const first = index + segment.indexOf(trimmed);
    if (start >= 0 && !goesOn(text, start, end, trimmed)) {
      spans.push(start, end);
      start = -1;
    }
    if (start < 0) start = first;
    end = first + trimmed.length;
  }
  if (start >= 0) spans.push(start, end);
  return spans;
}

/** Whether `next` belongs to the sentence that seems to end at `end`. The last 16 characters tell. */
function goesOn(text: string, start: number, end: number, next: string): boolean {
  return /^[\p{Ll}),;:\]]/u.test(next) || NOT_AN_END.test(text.slice(Math.max(start, end - 16), end));
}
