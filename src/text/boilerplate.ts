/**
 * What stands in an abstract and is no sentence of the paper: headings of structured abstracts ("BACKGROUND:",
 * "Methods."), and publishers' and databases' lines ("© 2019 …", "All rights reserved", "PsycINFO Database Record").
 * Abstracts are stored, shown and exported whole; whatever reads them for words, sentences or vectors reads them so.
 */

/** Stands where something was left out. White space to every reader. */
export const PARTED = '\u2029';

/** `abstract` with white space in the place of what is no sentence of the paper: every other character stays where it is. */
export function withoutBoilerplate(abstract: string): string {
  let text = abstract;
  if (PUBLISHED.test(text)) text = withoutPublisher(text);
  return withoutHeadings(text);
}

/** A notice of rights and nothing else. */
export function isRightsNotice(text: string): boolean {
  return text.trim() !== '' && withoutPublisher(text).trim() === '';
}

/** Words that headings are made of, and those of them that make a heading. */
const HEADING_WORDS =
  'main primary secondary principal key major study studies data sample samples population procedure procedures ' +
  'analysis analyses search eligibility review evidence acquisition collection clinical practice practical research ' +
  'recent trial number statistical ethics dissemination social theoretical experimental brief level type general ' +
  'perspective perspectives availability implementation value methodologic methodological quality assessment';
const HEADINGS =
  'background introduction objective objectives aim aims purpose purposes goal goals context importance rationale ' +
  'motivation hypothesis hypotheses method methods methodology materials material approach participants patients ' +
  'subjects design setting settings intervention interventions exposure exposures measurement measurements measure ' +
  'measures outcome outcomes endpoint endpoints sources source extraction synthesis selection criteria strategy ' +
  'result results finding findings discussion conclusion conclusions interpretation implication implications ' +
  'limitation limitations strengths significance relevance funding registration summary abstract unlabelled ' +
  "unlabeled originality recommendations authors' author's";
const LINKS = 'and of for the to';

const links: ReadonlySet<string> = new Set(LINKS.split(' '));
const makesHeading: ReadonlySet<string> = new Set(HEADINGS.split(' '));
const inHeading: ReadonlySet<string> = new Set(`${HEADINGS} ${HEADING_WORDS} ${LINKS}`.split(' '));

/** Where a sentence may begin with a heading: at the start, or after the end of one. */
const HEADING_START = /(?:^|[.!?:;)\]”"’\n])\s{0,3}(?=[A-Z])/g;
const MOST_HEADING_WORDS = 8;
const HEADING_WORD = /[A-Za-z]+(?:['’]s?)?/y;
const HEADING_LINK = /\s*[,/&]\s*(?:and\s+)?|\s+/y;
/** In small letters a heading needs its mark; in capitals the next word in small letters is enough. */
const HEADING_END = /\s?(?::|[–—](?=\s))\s*|\.(?=\s)\s*|\s-\s+/y;

function withoutHeadings(text: string): string {
  let made = '';
  let done = 0;
  HEADING_START.lastIndex = 0;
  for (let found = HEADING_START.exec(text); found !== null; found = HEADING_START.exec(text)) {
    const start = found.index + found[0].length;
    const end = headingEnd(text, start);
    if (end > start) {
      made += text.slice(done, start) + blanks(start, end);
      done = end;
      HEADING_START.lastIndex = end;
      // A heading may follow at once: "Methods: Design: …".
      if (/[A-Z]/.test(text[end] ?? '')) HEADING_START.lastIndex = Math.max(start, end - 1);
    } else if (found[0] === '') HEADING_START.lastIndex = 1;
  }
  return done === 0 ? text : made + text.slice(done);
}

/** Where the heading that begins at `start` ends; `start` when there is none. */
function headingEnd(text: string, start: number): number {
  let end = start;
  let makes = false;
  let capitals = true;
  for (let at = start, n = 0; n < MOST_HEADING_WORDS; n++) {
    const word = matchAt(HEADING_WORD, text, at);
    const folded = word.toLowerCase().replace('’', "'");
    if (!inHeading.has(folded) || (n === 0 && links.has(folded))) break;
    const isCapital = word === word.toUpperCase() && word.length > 1;
    // "RESULTS Patients who …": the sentence has begun.
    if (n > 0 && capitals && !isCapital) break;
    capitals = isCapital;
    makes ||= makesHeading.has(folded);
    end = at + word.length;
    const link = matchAt(HEADING_LINK, text, end);
    if (link === '') break;
    at = end + link.length;
  }
  if (!makes) return start;
  const mark = matchAt(HEADING_END, text, end);
  if (mark !== '') return end + mark.length;
  // "RESULTS The trial …", but not a text in capitals throughout, nor "BACKGROUND music".
  return capitals &&
    end - start > 2 &&
    /^\s+(?:[A-Z][a-z]|[A-Z0-9][\w-]*\s+[a-z(]|A\s|[0-9(])/.test(text.slice(end, end + 40))
    ? end + 1
    : start;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** As blanks, the first of them the mark that parts paragraphs: a sentence ends there, whatever follows (`splitSentences`). */
function blanks(start: number, end: number): string {
  return end > start ? PARTED + ' '.repeat(end - start - 1) : '';
}

/** One look tells that most abstracts have none. */
const PUBLISHED =
  /©|\(c\)|copyright|rights reserved|database record|abstract truncated|published by|abstract from author/i;

const YEAR = '(?:1[89]|20)\\d\\d';
const SIGN = '(?:©|\\(c\\)|copyright\\b)';
/** A line that begins what a publisher put after an abstract. The sign needs a year, or one of the names that own rights. */
const LINE = new RegExp(
  '(?:' +
    `(?:crown )?${SIGN}(?:\\s?${SIGN}){0,2}[\\s,:]{0,3}(?:by )?(?:the authors?[\\s(,.]|${YEAR}\\b)` +
    `|${SIGN}(?:\\s?${SIGN}){0,2}\\s[^.]{2,80}?[\\s,]${YEAR}\\b(?=[\\s,.;)]|$)` +
    '|copyright of [^.]{3,200} is the property of' +
    '|psyc\\s?info database record' +
    '|[([]?abstract truncated' +
    '|[([]abstract from author' +
    '|all rights reserved' +
    '|this article is protected by copyright' +
    `|published(?: ${YEAR})? by (?:the )?(?:elsevier|wiley|john wiley|springer|academic press|oxford university press|cambridge university press|bmj|sage|taylor|s\\. karger|lippincott|wolters)` +
    ')',
  'giu',
);

/** What may follow such a line and is of the publisher too. */
const ALSO_PUBLISHED =
  /\b(?:rights?|reserved|elsevier|wiley|springer|blackwell|published|licen[cs]\w*|copyright\w*|permissions?|inc|ltd|limited|b\.?\s?v|gmbh|press|publish\w+|karger|thieme|lippincott|williams|wilkins|academic|aacr|apa|creative commons|open.access|this article is|without warranty|no warranty|users|abridged|basel|medline|pubmed|isi)\b|©/iu;

/** "Clin Cancer Res; 20(12); 3123–34." before the sign. */
const CITATION =
  /[.!?)]\s*(\p{Lu}[\p{L}\d .&]{2,50};?\s*(?:\d{4};)?\s*["“]?\d+(?:\s?\(\d+\))?\s?[:;]\s?\w?\d+\s?[-–]\s?\w?\d+\.?\s*)$/u;
/** Publisher's sentences are no longer than this. */
const LONGEST_LINE = 260;

function withoutPublisher(text: string): string {
  let made = '';
  let done = 0;
  LINE.lastIndex = 0;
  for (let found = LINE.exec(text); found !== null; found = LINE.exec(text)) {
    const start = lineStart(text, found.index);
    if (start < done) continue;
    const end = lineEnd(text, found.index);
    made += text.slice(done, start) + blanks(start, end);
    done = end;
    LINE.lastIndex = end;
  }
  return done === 0 ? text : made + text.slice(done);
}

/** Where the line with a match at `at` begins: the match itself at the start of a sentence or bracket; -1 within a sentence. */
function lineStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 90), at);
  const bracket = /[([]\s*$/.exec(before);
  const start = bracket ? at - bracket[0].length : at;
  const ahead = bracket ? before.slice(0, bracket.index) : before;
  if (!/(?:^|[.!?:;)\]”"'’\n>])\s*$/u.test(ahead) && !/^\s*$/u.test(ahead))
    return isTail(text, at) ? start : -1;
  const citation = CITATION.exec(ahead);
  return citation ? start - citation[1]!.length : start;
}

/** Within a sentence it is a line only where little follows: "… of care © 2003 Wiley". */
function isTail(text: string, at: number): boolean {
  return text.length - at < 120 && /^(?:©|\(c\)|all rights|copyright ©)/i.test(text.slice(at, at + 12));
}

/** Sentence by sentence, as long as they are the publisher's. */
function lineEnd(text: string, at: number): number {
  let end = sentenceEnd(text, at);
  while (end < text.length) {
    const next = sentenceEnd(text, end);
    const sentence = text.slice(end, next);
    if (sentence.length > LONGEST_LINE || !(ALSO_PUBLISHED.test(sentence) || /^[^\p{L}]*$/u.test(sentence)))
      break;
    end = next;
  }
  return end;
}

/** Full stops after these end no sentence; those of "Inc.", "Ltd." and "B.V." may. */
const SHORTENED = /(?:\b(?:st|assoc|soc|dr|int|vol|no)|(?<!\bB\. ?)\b\p{Lu})\.$/u;

function sentenceEnd(text: string, from: number): number {
  const ENDS = /[.!?\])]+(?=\s*(?:[\p{Lu}([©]|$))/gu;
  ENDS.lastIndex = from + 1;
  for (let found = ENDS.exec(text); found !== null; found = ENDS.exec(text)) {
    const end = found.index + found[0].length;
    if (!SHORTENED.test(text.slice(Math.max(from, end - 8), end)) || /^\s*$/.test(text.slice(end))) {
      return end + /^\s*/.exec(text.slice(end))![0].length;
    }
  }
  return text.length;
}
