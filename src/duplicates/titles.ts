/** How two titles relate. */
import { isStopWord } from '../text/index.js';
import { contentWords, UNSPACED, type Features } from './features.js';
import { edits, within } from './names.js';
import { areTwoWords, isEnglish, type Witness } from './other-words.js';

/**
 * - `equal`: the same letters and digits.
 * - `typo`: each word that differs looks mistyped or written in another way.
 * - `reworded`: nearly the same, but with other words: only the abstract can tell.
 * - `subtitle`: one is the main title of the other.
 * - `series`: alike but for a number, year or part: two papers of a series.
 * - `contrary`: alike but for a word that is another word: two studies.
 * - `apart`: anything else.
 */
export type TitleRelation = 'equal' | 'typo' | 'reworded' | 'subtitle' | 'series' | 'contrary' | 'apart';

/** Whether the titles are those of two papers, however alike. */
export function areTwo(title: TitleRelation): boolean {
  return title === 'series' || title === 'contrary';
}

/** Share of letters that may differ between titles of one paper that were worded differently. */
const REWORDED = 0.15;

/** What is published about a paper, under its title. */
const COMPANIONS = new Set(
  (
    'commentary commentaries comment comments editorial reply replies response responses respond responds rejoinder ' +
    'discussion protocol update updated erratum errata corrigendum corrigenda correction retraction addendum supplement ' +
    'supplementary replication followup revisited kommentar erwiderung antwort replik erratum berichtigung commentaire ' +
    'reponse replique comentario respuesta replica resposta commento risposta комментарий ответ протокол 评论 回复 答复 勘误 更正'
  ).split(' '),
);

/** What may stand before one of them: `the authors' reply`, `an invited commentary`. */
const BEFORE_COMPANIONS = new Set('author authors invited brief short critical further letter'.split(' '));

/** `: 5-year outcomes`, `: ten-year follow-up`. */
const LATER =
  / (?:years?|months?) (?:[a-z]+ )?(?:outcomes?|results?|follow up|report)$| follow up(?: study| results?)?$/;

/** What the rest of a title begins with when it counts a series. */
const SERIES_WORDS = new Set([
  ...'part vol volume chapter section study paper lecture phase no number'.split(' '),
  ...COMPANIONS,
]);

/** Words without content that turn the sense round where another of them stands in their place. */
const TURNS = new Set(
  'before after during with without above below over under for against more less'.split(' '),
);

/** Words that turn it round where the other title has none. */
const DENIALS = new Set('not no nor never without'.split(' '));

/** `A progress report, April-September 1970`. */
const MONTHS = new Set(
  (
    'january february march april may june july august september october november december spring summer autumn fall ' +
    'winter to'
  ).split(' '),
);

const ROMAN = /^(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})$/;

export function relateTitles(a: Features, b: Features): TitleRelation {
  if (a.squeezed === '' || b.squeezed === '') return 'apart';
  if (a.squeezed === b.squeezed) return 'equal';
  if (a.mainWords !== a.words.length || b.mainWords !== b.words.length || isPrefix(a, b)) {
    const relation = relateSubtitles(a, b);
    if (relation !== null) return relation;
  }
  if (isAbout(a.words, b.words) || isAbout(b.words, a.words)) return 'series';
  if (!haveWordsInCommon(a.words, b.words)) return 'apart';
  const longest = Math.max(a.squeezed.length, b.squeezed.length);
  const limit = Math.floor(Math.max(longest * REWORDED, Math.min(4, longest / 4)));
  if (edits(a.squeezed, b.squeezed, limit) > limit) return 'apart';
  return relateWords(a.words, b.words, saidIn(a, b));
}

/** `Erratum: X`, `Reply to comments on "X"`: what is published about the paper `X`. */
function isAbout(long: readonly string[], short: readonly string[]): boolean {
  const before = long.length - short.length;
  if (before < 1 || before > 6 || short.length < 2) return false;
  if (long.slice(before).join(' ') !== short.join(' ')) return false;
  return long.slice(0, before).some((word) => COMPANIONS.has(word) || word === 're' || word === 'letter');
}

/** Cheap, and true of nearly all pairs that the dear comparison would accept: slips leave most words alone. */
function haveWordsInCommon(a: readonly string[], b: readonly string[]): boolean {
  if (Math.min(a.length, b.length) <= 3) return true;
  let common = 0;
  for (const word of a) if (b.includes(word)) common++;
  return common * 2 >= Math.min(a.length, b.length) - 1;
}

function isPrefix(a: Features, b: Features): boolean {
  return a.squeezed.startsWith(b.squeezed) || b.squeezed.startsWith(a.squeezed);
}

/** One title whole against the beginning of the other. Null: not so related. */
function relateSubtitles(a: Features, b: Features): TitleRelation | null {
  const [short, long] = a.words.length < b.words.length ? [a, b] : [b, a];
  const head = long.words.slice(0, short.words.length);
  const rest = long.words.slice(short.words.length);
  if (rest.length === 0) return null;
  const said = short === a ? saidIn(b, a) : saidIn(a, b);
  const relation = head.join('') === short.squeezed ? 'equal' : headRelation(head, short.words, said);
  if (relation !== 'equal' && relation !== 'typo') return null;
  if (isSeries(rest)) return 'series';
  // Cut where the longer title has no mark, the shorter may be an abridged title or another paper's.
  return long.mainWords === short.words.length ? 'subtitle' : rest.length <= 2 ? null : 'reworded';
}

function headRelation(head: readonly string[], short: readonly string[], said: Said): TitleRelation {
  const [a, b] = [head.join(''), short.join('')];
  return within(a, b, 2) ? relateWords(head, short, said) : 'apart';
}

function isSeries(rest: readonly string[]): boolean {
  const [first, last] = [rest[0]!, rest.at(-1)!];
  // `…: a commentary`, `… - authors' reply`, `…: study protocol`.
  const said = contentWords(rest).find((word) => !BEFORE_COMPANIONS.has(word)) ?? '';
  if (COMPANIONS.has(said) || (rest.length <= 4 && COMPANIONS.has(last))) return true;
  const text = ` ${rest.join(' ')}`;
  if (text.endsWith(' analysis plan') || (rest.length <= 5 && LATER.test(text))) return true;
  if (SERIES_WORDS.has(first) || ROMAN.test(first) || ROMAN.test(last)) return true;
  if (rest.every((word) => MONTHS.has(word) || /^\d+$/.test(word))) return true;
  if ((rest.length === 1 && /^[a-h]$/.test(first)) || (rest.length <= 2 && numbers(rest) !== '')) return true;
  // `…: A long subtitle, Part 2`.
  return SERIES_WORDS.has(rest.at(-2)!) && (last.length === 1 || numbers([last]) !== '');
}

/** Titles of nearly the same letters, word by word. */
function relateWords(a: readonly string[], b: readonly string[], said: Said): TitleRelation {
  let [onlyA, onlyB] = [without(a, b), without(b, a)];
  // A hyphen or blank more or less: compared run together.
  if (onlyA.join('') === onlyB.join('')) return 'typo';
  if (turningWords(onlyA, onlyB) !== null) return 'contrary';
  if (onlyA.length === onlyB.length) {
    if (onlyA.some((word, i) => areParts(word, onlyB[i]!))) return 'series';
    if (contraryPair(onlyA, onlyB, said) !== null) return 'contrary';
    const mistyped = onlyA.map((word, i) => isTypo(word, onlyB[i]!));
    if (mistyped.every(Boolean) && seriesLetter(a) === seriesLetter(b))
      return isEnglish(a) || isEnglish(b) ? 'typo' : 'reworded';
    [onlyA, onlyB] = [onlyA, onlyB].map((words) => words.filter((_, i) => !mistyped[i])) as [
      string[],
      string[],
    ];
  }
  if (numbers(onlyA) !== numbers(onlyB) || seriesLetter(a) !== seriesLetter(b)) return 'series';
  if ([...onlyA, ...onlyB].some((word) => SERIES_WORDS.has(word))) return 'series';
  const [left, right] = [contentWords(onlyA).filter(isNoNumber), contentWords(onlyB).filter(isNoNumber)];
  if (left.length === 0 && right.length === 0) return 'typo';
  return onlyA.length > 0 && onlyB.length > 0 && isTypo(onlyA.join(''), onlyB.join('')) ? 'typo' : 'reworded';
}

/** Where the two words in which titles differ are said again. */
type Said = (a: string, b: string) => Witness;

const saidIn =
  (a: Features, b: Features): Said =>
  (one, other) => {
    if (a.acronyms.has(one) && b.acronyms.has(other)) return 'two acronyms';
    const [mine, theirs] = [a.abstractWords(), b.abstractWords()];
    const both = (word: string): boolean => mine.has(word) && theirs.has(word);
    const either = (word: string): boolean => mine.has(word) || theirs.has(word);
    if (mine.has(one) && theirs.has(other)) return 'each its own';
    return (both(one) && !either(other)) || (both(other) && !either(one)) ? 'both the same' : 'unclear';
  };

/** The words that make two titles those of two studies, one or two; null when there are none. */
export function contraryWords(a: Features, b: Features): readonly string[] | null {
  const [onlyA, onlyB] = [without(a.words, b.words), without(b.words, a.words)];
  return turningWords(onlyA, onlyB) ?? contraryPair(onlyA, onlyB, saidIn(a, b));
}

/** `before` and `after`, or a `not` that one title has alone. */
function turningWords(onlyA: readonly string[], onlyB: readonly string[]): string[] | null {
  if (onlyA.length !== onlyB.length) {
    const denials = [...onlyA, ...onlyB].filter((word) => DENIALS.has(word));
    return denials.length > 0 ? denials : null;
  }
  const at = onlyA.findIndex((word, i) => TURNS.has(word) && TURNS.has(onlyB[i]!));
  return at < 0 ? null : [onlyA[at]!, onlyB[at]!];
}

function contraryPair(
  onlyA: readonly string[],
  onlyB: readonly string[],
  said: Said,
): readonly [string, string] | null {
  for (const [i, one] of onlyA.entries()) {
    const other = onlyB[i];
    if (other === undefined) return null;
    if (areContrary(one, other) || areNearAndTwo(one, other, said)) return [one, other];
  }
  return null;
}

/** Near enough to be taken for a slip, and yet two; numbers and the words without content are judged elsewhere. */
function areNearAndTwo(a: string, b: string, said: Said): boolean {
  if (!within(a, b, 2) || !isLetters(a + b)) return false;
  const witness = said(a, b);
  const isJudged =
    witness === 'two acronyms' || (Math.min(a.length, b.length) >= 3 && !isStopWord(a) && !isStopWord(b));
  return isJudged && areTwoWords(a, b, witness);
}

const isLetters = (text: string): boolean => /^\p{L}+$/u.test(text);

/** The words of `a` that `b` does not have, as often as they are missing. */
function without(a: readonly string[], b: readonly string[]): string[] {
  const left = [...b];
  return a.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Numbers are written in several ways, and they tell parts of a series apart. */
const NUMBERS = new Map(
  [
    'one two three four five six seven eight nine ten eleven twelve',
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
    // Without the single letters: they stand for other things too.
    '- ii iii iv - vi vii viii ix - xi xii',
  ].flatMap((words) => words.split(' ').map((word, i) => [word, i + 1] as const)),
);

function numbers(words: readonly string[]): string {
  const found = words.flatMap((word): number[] => {
    const spelled = NUMBERS.get(word);
    return spelled === undefined ? (word.match(/\d+/g) ?? []).map(Number) : [spelled];
  });
  return found.sort((a, b) => a - b).join(' ');
}

function isNoNumber(word: string): boolean {
  return !NUMBERS.has(word) && !/^\d+(?:st|nd|rd|th)?$/.test(word);
}

/** `… (A)`, `… I`, `… part b`: a single letter at the end. */
function seriesLetter(words: readonly string[]): string {
  const last = words.at(-1)!;
  return last.length === 1 && /[a-z]/.test(last) ? last : '';
}

/** Beginnings that make another word of a word: `supervised` and `unsupervised` are no slip of the finger. */
const PREFIXES = new Set(
  (
    'un non in im ir il dis de re a an anti pre post bi tri mono uni di sub co inter intra hyper hypo semi multi micro ' +
    'macro meta over under trans cis ex e'
  ).split(' '),
);

/**
 * Words so alike that one looks like a slip of the other, and yet two: `IgA` and `IgG`, `LDL` and `HDL`, `cats` and
 * `rats`, `Iran` and `Iraq`, `Gambia` and `Zambia`, hyper- and hypotension, influenza A and B, 男 and 女. A slip in a
 * short word, in a first letter or in a script without blanks is rare; another word is not.
 */
function areContrary(a: string, b: string): boolean {
  if (a.length !== b.length || isStopWord(a) || isStopWord(b)) return false;
  const places = [...a].flatMap((letter, i) => (letter === b[i] ? [] : [i]));
  if (UNSPACED.test(a)) return places.length <= 2;
  return places.length === 1 && a.length <= (places[0] === 0 ? 6 : 4);
}

/** `Influenza A` and `B`, `Part I` and `II`. */
function areParts(a: string, b: string): boolean {
  return (a.length === 1 || b.length === 1) && (ROMAN.test(a) || ROMAN.test(b) || a.length === b.length);
}

function isTypo(a: string, b: string): boolean {
  if (/\d/.test(a + b) || (NUMBERS.has(a) && NUMBERS.has(b))) return false;
  const length = Math.min(a.length, b.length);
  // Two slips in a long word, but not in its first letter: `encoder` and `decoder` are two words.
  const limit = length >= 6 && a[0] === b[0] ? 2 : length >= 3 || isStopWord(a) || isStopWord(b) ? 1 : 0;
  if (!within(a, b, limit)) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const before = long.endsWith(short) ? long.slice(0, long.length - short.length) : '';
  return !PREFIXES.has(before) && !hasInfix(long, short);
}

/** Two letters more in one place, and not a syllable said twice: `prednis|ol|one`. */
function hasInfix(long: string, short: string): boolean {
  if (long.length !== short.length + 2) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at++;
  // What the letters are depends on where the run of equal ones is cut: every cut gives the same word.
  return long.slice(at + 2) === short.slice(at) && !long.slice(0, at).endsWith(long.slice(at, at + 2));
}
