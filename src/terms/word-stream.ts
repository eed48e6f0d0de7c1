/** The texts as runs of words that can make terms: languages told apart, long forms of acronyms folded into one word. */
import { stem } from '../text/index.js';
import {
  EMPTY,
  ENGLISH,
  functionWordOf,
  isEmptyPair,
  kindOf,
  LANGUAGE_COUNT,
  LINK,
  needsHyphen,
  OPENER,
  PLAIN,
  SILENCE,
} from './boilerplate.js';
import { BOUNDARY, GLUE, HYPHEN } from './read-words.js';
import type { Words } from './read-words.js';
import { bump, mostFrequent, spell, total, usualSpelling } from './spelling.js';
import { joinVariants, singular } from './variants.js';
import type { Vocabulary } from './variants.js';

export interface WordStream {
  /** Word per position, or BOUNDARY: no term spans it. */
  readonly stream: Int32Array;
  /** Per position: as in Words. */
  readonly tokens: Int32Array;
  /** Positions of text `i`: `offsets[i] .. offsets[i + 1]`. */
  readonly offsets: Int32Array;
  readonly words: readonly string[];
  /** Per word: PLAIN, EMPTY, OPENER or LINK. */
  readonly kinds: Uint8Array;
  /** Spellings as written. */
  readonly spellings: readonly string[];
  /** Acronyms, by word. */
  readonly longForms: ReadonlyMap<number, LongForm>;
}

export interface LongForm {
  /** The words that the acronym stands for. */
  readonly words: readonly number[];
  /** Their most frequent spelling. */
  readonly written: string;
  /** True when the acronym is used enough for readers to know it (`LLMs`; hardly anyone writes `DL`). */
  readonly known: boolean;
}

/** A text is not English when it has this many times as many function words of another language. */
const FOREIGN = 1.2;
/** An acronym means its long form when so many texts define it and this share of them agree. */
const FEWEST_DEFINITIONS = 2;
const AGREEMENT = 0.7;
/** Longer ones do not fit on a label; their acronym stands alone. */
const LONGEST_FORM = 5;
/** An acronym is shown when it is written at least so many times as often as its long form. */
const KNOWN = 0.5;

/** Moves tokens within the array of `words`, as `joinHyphens` does. */
export function toStream(words: Words): WordStream {
  const vocabulary = joinVariants(words);
  const kinds = Uint8Array.from(vocabulary.words, wordKind);
  const bound = Uint8Array.from(vocabulary.words, (word) => (needsHyphen(word) || isShort(word) ? 1 : 0));
  const functions = Uint32Array.from(words.folded, (folded, s) =>
    functionWordOf(folded, words.spellings[s]!),
  );
  const reading: Reading = { tokens: words.tokens, wordOf: vocabulary.wordOf, kinds, bound, functions };
  const stream = new Int32Array(words.tokens.length);
  for (let text = 0; text + 1 < words.offsets.length; text++) {
    const [start, end] = [words.offsets[text]!, words.offsets[text + 1]!];
    const language = languageOf(words.tokens, start, end, functions);
    const silent = language === ENGLISH ? 1 : 1 | (1 << language);
    for (let at = start; at < end; at++) {
      stream[at] = wordAt(reading, silent, at, end);
      if (isEmptyModifier(words.tokens, vocabulary, at)) stream[at - 1] = stream[at] = BOUNDARY;
    }
  }
  return foldLongForms(words, vocabulary, kinds, stream);
}

function wordKind(word: string): number {
  const kind = kindOf(word);
  return kind === PLAIN && isShort(word) ? EMPTY : kind;
}

/** A number or a letter: kept only beside a hyphen (`GPT-4`, `k-means`). */
export const isShort = (word: string): boolean => /^[\d.]+$/.test(word) || [...word].length === 1;

/** The language with most function words in tokens `start .. end`. */
function languageOf(tokens: Int32Array, start: number, end: number, functions: Uint32Array): number {
  const counts = new Int32Array(LANGUAGE_COUNT);
  for (let at = start; at < end; at++) {
    if (tokens[at] === BOUNDARY) continue;
    let bits = functions[tokens[at]! >> 2]!;
    for (let language = 0; bits > 0; language++, bits >>>= 1) if (bits & 1) counts[language]!++;
  }
  let best = ENGLISH;
  for (let language = 1; language < LANGUAGE_COUNT; language++) {
    const least = best === ENGLISH ? counts[ENGLISH]! * FOREIGN : counts[best]!;
    if (counts[language]! > least) best = language;
  }
  return best;
}

/** Whether the word at `at` and the one before are bound into one that says nothing: `real-world pathology`. */
function isEmptyModifier(tokens: Int32Array, { wordOf, words }: Vocabulary, at: number): boolean {
  if (tokens[at] === BOUNDARY || (tokens[at]! & GLUE) !== HYPHEN) return false;
  return isEmptyPair(words[wordOf[tokens[at - 1]! >> 2]!]!, words[wordOf[tokens[at]! >> 2]!]!);
}

interface Reading {
  readonly tokens: Int32Array;
  /** Per spelling: its word. */
  readonly wordOf: Int32Array;
  /** Per word: its kind, and whether it stands only beside a hyphen. */
  readonly kinds: Uint8Array;
  readonly bound: Uint8Array;
  /** Per spelling: a bit for each language in which it is a function word. */
  readonly functions: Uint32Array;
}

/** The word of the token at `at` of a text that ends at `end`, or a boundary. `silent`: bits of the text's languages. */
function wordAt(
  { tokens, wordOf, kinds, bound, functions }: Reading,
  silent: number,
  at: number,
  end: number,
): number {
  const token = tokens[at]!;
  if (token === BOUNDARY) return BOUNDARY;
  const spelling = token >> 2;
  const word = wordOf[spelling]!;
  const kind = kinds[word]!;
  if (kind === LINK) return word;
  const next = at + 1 < end ? tokens[at + 1]! : BOUNDARY;
  const hyphenated = (token & GLUE) === HYPHEN || (next !== BOUNDARY && (next & GLUE) === HYPHEN);
  if ((functions[spelling]! & silent) !== 0) return kind === OPENER && hyphenated ? word : BOUNDARY;
  return kind === SILENCE || (!hyphenated && bound[word] === 1) ? BOUNDARY : word;
}

/** Replaces each long form by its acronym, so that both are one word and fit into longer terms (`NMT systems`). */
function foldLongForms(
  words: Words,
  vocabulary: Vocabulary,
  kinds: Uint8Array,
  stream: Int32Array,
): WordStream {
  const { forms, byFirst } = agreedForms(words, vocabulary);
  const spellingOf = acronymSpellings(words, vocabulary, forms);
  const { tokens } = words;
  const written = new Map([...forms.keys()].map((acronym) => [acronym, new Map<string, number>()]));
  const short = new Int32Array(vocabulary.words.length);
  const opens = new Uint8Array(vocabulary.words.length);
  for (const first of byFirst.keys()) opens[first] = 1;
  const offsets = new Int32Array(words.offsets.length);
  let to = 0;
  for (let text = 0; text + 1 < words.offsets.length; text++) {
    const end = words.offsets[text + 1]!;
    for (let at = words.offsets[text]!; at < end;) {
      const opening = tokens[at] !== BOUNDARY && opens[vocabulary.wordOf[tokens[at]! >> 2]!] === 1;
      const form = opening ? formAt(words, vocabulary, byFirst, [at, end]) : undefined;
      if (form === undefined) {
        if (stream[at] !== BOUNDARY) short[stream[at]!]!++;
        tokens[to] = tokens[at]!;
        stream[to++] = stream[at++]!;
      } else {
        bump(written.get(form.acronym)!, spell(words.spellings, words.tokens, at, form.words.length));
        tokens[to] = 4 * spellingOf.get(form.acronym)!;
        stream[to++] = form.acronym;
        at += form.words.length;
      }
    }
    offsets[text + 1] = to;
  }
  const longForms = new Map(
    [...forms.values()].map((form) => [
      form.acronym,
      {
        words: form.words,
        written: usualSpelling(written.get(form.acronym)!),
        known: short[form.acronym]! >= KNOWN * total(written.get(form.acronym)!),
      },
    ]),
  );
  for (const acronym of longForms.keys()) if (kinds[acronym] === EMPTY) kinds[acronym] = PLAIN;
  return {
    stream: stream.subarray(0, to),
    tokens: tokens.subarray(0, to),
    offsets,
    words: vocabulary.words,
    kinds,
    spellings: words.spellings,
    longForms,
  };
}

interface Form {
  readonly acronym: number;
  readonly words: readonly number[];
}

/** Acronyms whose definitions agree, by acronym and by the first word of the long form, longest first. */
function agreedForms(
  { definitions, folded }: Words,
  { numberOf }: Vocabulary,
): { forms: Map<number, Form>; byFirst: Map<number, Form[]> } {
  const forms = new Map<number, Form>();
  const byFirst = new Map<number, Form[]>();
  const present = new Set(folded);
  for (const [acronym, found] of definitions) {
    const number = numberOf.get(acronym);
    if (number === undefined || kindOf(acronym) === SILENCE) continue;
    const variants = agreeing(found);
    if (variants === null) continue;
    for (const long of variants) {
      const parts = long.split(' ').map((word) => numberOf.get(singular(word, present)));
      if (parts.length > LONGEST_FORM || parts.includes(undefined)) continue;
      const form: Form = { acronym: number, words: parts as number[] };
      if (!forms.has(number)) forms.set(number, form);
      byFirst.set(form.words[0]!, [...(byFirst.get(form.words[0]!) ?? []), form]);
    }
  }
  for (const list of byFirst.values())
    list.sort((a, b) => b.words.length - a.words.length || a.acronym - b.acronym);
  return { forms, byFirst };
}

/** The long forms that share the stems that most texts give, the most frequent first; null when the texts disagree. */
function agreeing(found: ReadonlyMap<string, number>): string[] | null {
  const byStem = new Map<string, number>();
  const key = (long: string): string => long.split(' ').map(stem).join(' ');
  let all = 0;
  for (const [long, texts] of found) {
    byStem.set(key(long), (byStem.get(key(long)) ?? 0) + texts);
    all += texts;
  }
  const usual = mostFrequent(byStem);
  const texts = byStem.get(usual)!;
  if (texts < FEWEST_DEFINITIONS || texts < AGREEMENT * all) return null;
  return [...found]
    .filter(([long]) => key(long) === usual)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([long]) => long);
}

/** The long form that begins at token `at`: by the words themselves, since some of them are silent in the stream. */
function formAt(
  { tokens }: Words,
  { wordOf }: Vocabulary,
  byFirst: ReadonlyMap<number, readonly Form[]>,
  [at, end]: readonly [number, number],
): Form | undefined {
  return byFirst.get(wordOf[tokens[at]! >> 2]!)?.find(({ words }) => {
    if (at + words.length > end) return false;
    return words.every((word, w) => tokens[at + w] !== BOUNDARY && wordOf[tokens[at + w]! >> 2] === word);
  });
}

/** Per acronym: its most frequent spelling. */
function acronymSpellings(
  { tokens, spellings }: Words,
  { wordOf }: Vocabulary,
  forms: ReadonlyMap<number, Form>,
): Map<number, number> {
  const counts = new Int32Array(spellings.length);
  for (const token of tokens) if (token !== BOUNDARY) counts[token >> 2]!++;
  const usual = new Map<number, number>();
  wordOf.forEach((word, spelling) => {
    if (!forms.has(word) || counts[spelling] === 0) return;
    const best = usual.get(word);
    if (best === undefined || counts[spelling]! > counts[best]!) usual.set(word, spelling);
  });
  return usual;
}
