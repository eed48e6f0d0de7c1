/** Words of a text: the one way in which titles, abstracts, questions and labels are cut, folded and stemmed. */
import { eng } from 'stopword';
import { stemmer } from 'stemmer';
import { ASCII, fold } from './fold.js';

export interface Word {
  /** Folded: see `fold`. */
  readonly word: string;
  /** Where it stands in the text given (UTF-16 units); `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** True for the whole of a hyphenated word (`gpt4` of `GPT-4`), which follows its parts and spans them. */
  readonly joined: boolean;
}

const SEPARATOR = 1;
const LETTER = 2;
const DIGIT = 3;
/** Scripts written without blanks. */
const UNSPACED = 4;
const APOSTROPHE = 5;
const HYPHEN = 6;
/** Soft hyphen, joiners: inside a word, without meaning for it. */
const INVISIBLE = 7;

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const DIGIT_CHARACTER = /\p{Nd}/u;
const UNSPACED_CHARACTER =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const NOT_IN_WORDS = /[^\p{L}\p{N}\p{M}.]/gu;

/** Classes of the basic plane, filled as characters are met: a property test by regular expression costs a hundred reads. */
const classes = new Uint8Array(0x10000);

function classify(character: string): number {
  if ("'\u2019\u02bc\uff07".includes(character)) return APOSTROPHE;
  if ('-\u2010\u2011'.includes(character)) return HYPHEN;
  if ('\u00ad\u200c\u200d\u2060\ufeff'.includes(character)) return INVISIBLE;
  if (!WORD_CHARACTER.test(character)) return SEPARATOR;
  // Shared marks (accents, the iteration mark aside) list many scripts; ASCII never reaches the next test.
  if (character > '\u0e00' && UNSPACED_CHARACTER.test(character)) return UNSPACED;
  return DIGIT_CHARACTER.test(character) ? DIGIT : LETTER;
}

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xd800 && unit < 0xdc00) return classify(String.fromCodePoint(text.codePointAt(at)!));
  return (classes[unit] ||= classify(text[at]!));
}

const unitsAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

/** Words of natural text repeat: the ACL corpus has 9 million, 0.2 million different. */
const REMEMBERED = 100_000;

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const results = new Map<string, T>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    // Emptied, not evicted one by one: simple, bounded, and filled again by the next few thousand words.
    if (results.size >= REMEMBERED) results.clear();
    results.set(text, made);
    return made;
  };
}

/** A word as compared, and the term that stands for it; '' for a stop word. */
interface Read {
  readonly word: string;
  readonly term: string;
  /** One bit of six: see `formOf`. */
  readonly form: number;
}

type OnWord = (read: Read, start: number, end: number, joined: boolean) => void;

/**
 * Cuts `text` into words. Letters and digits make a word; an apostrophe inside is dropped (`don't` is `dont`), a final
 * `'s` too; `3.5` is one word; hyphenated words give their parts and then the whole without hyphens, so that `GPT-4`,
 * `GPT 4` and `GPT4`, `fine-tuning` and `finetuning` find each other; scripts without blanks give pairs of characters.
 */
export function tokenize(text: string): Word[] {
  const words: Word[] = [];
  eachWord(text, ({ word }, start, end, joined) => words.push({ word, start, end, joined }));
  return words;
}

function eachWord(text: string, onWord: OnWord): void {
  /** Parts of the hyphenated chain that is being read. */
  let parts = 0;
  let chain = '';
  let chainStart = 0;
  let chainEnd = -1;
  const endChain = (): void => {
    if (parts > 1) onWord(readOf(chain), chainStart, chainEnd, true);
    parts = 0;
  };
  for (let at = 0; at < text.length;) {
    const kind = classAt(text, at);
    if (kind === UNSPACED) {
      endChain();
      at = pairs(text, at, onWord);
    } else if (kind === LETTER || kind === DIGIT) {
      const end = wordEnd(text, at);
      const read = readWord(text.slice(at, end));
      const { word } = read;
      const continues = parts > 0 && chainEnd === at - 1;
      if (!continues) endChain();
      if (word !== '') {
        onWord(read, at, end, false);
        chain = continues ? chain + word : word;
        if (!continues) chainStart = at;
        chainEnd = end;
        parts++;
      }
      at = end;
      // A hyphen keeps the chain open when it directly follows; the next word must directly follow it in turn.
      if (at >= text.length || classAt(text, at) !== HYPHEN) endChain();
    } else {
      at += unitsAt(text, at);
    }
  }
  endChain();
}

/** Where the word that begins at `start` ends. */
function wordEnd(text: string, start: number): number {
  let at = start;
  for (let before = SEPARATOR; at < text.length;) {
    const kind = classAt(text, at);
    if (kind === LETTER || kind === DIGIT || kind === INVISIBLE) {
      at += unitsAt(text, at);
      before = kind;
    } else if (at + 1 < text.length && joins(text, at, kind, before)) {
      at++;
    } else {
      break;
    }
  }
  return at;
}

/** Whether the character at `at`, no letter itself, stands inside a word: `O'Neill`, `3.5`. */
function joins(text: string, at: number, kind: number, before: number): boolean {
  const after = classAt(text, at + 1);
  if (kind === APOSTROPHE) return before === LETTER && after === LETTER;
  return text[at] === '.' && before === DIGIT && after === DIGIT;
}

/** One look-up for all that is to be known of a word as written: that is what cutting texts into terms costs. */
const readWord = remembered((written): Read => {
  return readOf(clean(written));
});

function readOf(word: string): Read {
  return { word, term: termOf(word), form: formOf(word) };
}

/** A word as written → as compared: folded, without possessive, apostrophes and invisible characters. */
function clean(written: string): string {
  const folded = fold(written);
  if (ASCII.test(folded) && !folded.includes("'")) return folded;
  return folded.replace(/['\u2019\u02bc\uff07]s$/, '').replace(NOT_IN_WORDS, '');
}

/** Overlapping pairs of a run without blanks (one character alone is itself): finds any word of two or more in it. */
function pairs(text: string, start: number, onWord: OnWord): number {
  let at = start;
  let previous = -1;
  let count = 0;
  while (at < text.length && classAt(text, at) === UNSPACED) {
    const next = at + unitsAt(text, at);
    if (previous >= 0) onWord(unspaced(text.slice(previous, next)), previous, next, false);
    previous = at;
    at = next;
    count++;
  }
  if (count === 1) onWord(unspaced(text.slice(start, at)), start, at, false);
  return at;
}

function unspaced(characters: string): Read {
  return readOf(fold(characters));
}

/**
 * English words without content: the list of the `stopword` package (short: 110 words, so that few questions lose one
 * that matters) and the auxiliaries and question words that it lacks, which questions are full of.
 */
const STOP_WORDS: ReadonlySet<string> = new Set([
  ...eng,
  ...(
    'does doing done is isnt dont doesnt its itself when whose whom why will shall may cannot cant during ' +
    'your yours us themselves however via upon whether thus hence therefore'
  ).split(' '),
]);

/** Takes a folded word, not a stem. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

const ENGLISH_SHAPE = /^[a-z]+$/;
/** Porter's stem of a folded word; words with digits or letters outside a-z are their own stem. */
export const stem = remembered((word: string): string => (ENGLISH_SHAPE.test(word) ? stemmer(word) : word));

/**
 * Which of the words that share a stem a folded word is, as one bit of six. Its inflected forms (plural, -ed, -ing, a
 * final e) are one; words that are only derived from one another (resistance, resistive) have different bits, but for
 * one pair in six.
 */
export function formOf(word: string): number {
  if (word.length < 4 || !ENGLISH_SHAPE.test(word)) return 1;
  const singular = word.endsWith('ies')
    ? `${word.slice(0, -3)}y`
    : word.endsWith('sses')
      ? word.slice(0, -2)
      : /[^sui]s$/.test(word)
        ? word.slice(0, -1)
        : word;
  const bare = singular.replace(/(?<=[a-z]{3})(?:ing|ed)$/, '').replace(/(?<=[a-z]{3})e$/, '');
  let hash = 0x811c9dc5;
  for (let i = 0; i < bare.length; i++) hash = Math.imul(hash ^ bare.charCodeAt(i), 0x01000193);
  return 1 << (((hash ^ (hash >>> 13)) >>> 0) % 6);
}

/** A term that was asked for by this word: papers that have the word itself count more than those with another of its stem. */
export function termAsked(term: string, word: string): string {
  return ENGLISH_SHAPE.test(word) ? `${term}${ASKED}${word}` : term;
}

/** The term, and the word that it was asked for by; null: any of its stem. */
export function partsOfTerm(asked: string): { readonly term: string; readonly word: string | null } {
  const at = asked.indexOf(ASKED);
  return at < 0 ? { term: asked, word: null } : { term: asked.slice(0, at), word: asked.slice(at + 1) };
}

/** No character of a word. */
const ASKED = '=';

function termOf(word: string): string {
  return STOP_WORDS.has(word) ? '' : stem(word);
}

/** The terms that are indexed and searched, in text order: stems of all words but stop words. */
export function terms(text: string): string[] {
  const found: string[] = [];
  eachTerm(text, (term) => found.push(term));
  return found;
}

/** The same one by one, each with its word and the form of it. */
export function eachTerm(text: string, onTerm: (term: string, word: string, form: number) => void): void {
  eachWord(text, ({ term, word, form }) => {
    if (term !== '') onTerm(term, word, form);
  });
}
