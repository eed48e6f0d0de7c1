/** Which one- to three-word terms are in which text. */
import { EMPTY, isEmptyPair, LINK, OPENER, PLAIN } from './boilerplate.js';
import { PairTable, RoughCounts } from './pair-table.js';
import { BOUNDARY, GLUE, HYPHEN } from './read-words.js';
import { isModifier } from './word-classes.js';
import type { WordStream } from './word-stream.js';

export interface TermIndex {
  /** How many terms. */
  readonly count: number;
  /** Per term three words, -1 where it has fewer. */
  readonly termWords: Int32Array;
  /** The terms of text `i`, without repeats, are `terms[offsets[i] .. offsets[i + 1]]`. */
  readonly terms: Int32Array;
  readonly offsets: Float64Array;
  /** Per entry of `terms`: 1 when the text has the term more than once. */
  readonly again: Uint8Array;
  readonly texts: number;
  /** Per term: share of its occurrences that end where no further word of a term follows; low for modifiers (`neural`). */
  readonly heads: Float32Array;
  /** Looks up a term by its words; -1 when it is none. */
  find(words: readonly number[]): number;
}

/** Pairs of words none of which says anything alone (`deep learning`) are terms when they go together this firmly. */
const FIRM_PAIR = 0.25;

/** Terms in fewer texts than this are left out: 2, more in large corpora, 1 in tiny ones. */
export function fewestTexts(texts: number): number {
  return texts < 20 ? 1 : Math.max(2, Math.min(12, Math.round(texts / 5000)));
}

/**
 * Finds the terms by the a-priori rule: a pair can only be frequent when both words are, three words only when both
 * pairs in them are. Cost: about 60 µs a text; memory 5 bytes for each term in each text.
 */
export function indexTerms(source: WordStream, fewest = fewestTexts(source.offsets.length - 1)): TermIndex {
  const frequent = frequentWords(source, fewest);
  const pairs = frequentPairs(source, frequent, fewest);
  const triples = frequentTriples(source, frequent, pairs, fewest);
  const terms = nameTerms(source, frequent, pairs, triples);
  return { ...terms, ...listTerms(source, frequent, { pairs, triples }, terms) };
}

interface Frequent {
  /** Per word: in how many texts. */
  readonly texts: Int32Array;
  /** Per word: how often. */
  readonly counts: Int32Array;
  readonly fewest: number;
}

function frequentWords({ stream, offsets, words }: WordStream, fewest: number): Frequent {
  const texts = new Int32Array(words.length);
  const counts = new Int32Array(words.length);
  const last = new Int32Array(words.length).fill(-1);
  for (let text = 0; text + 1 < offsets.length; text++) {
    for (let at = offsets[text]!; at < offsets[text + 1]!; at++) {
      const word = stream[at]!;
      if (word === BOUNDARY) continue;
      counts[word]!++;
      if (last[word] === text) continue;
      last[word] = text;
      texts[word]!++;
    }
  }
  return { texts, counts, fewest };
}

/** Combinations in at least `fewest` texts and how often they occur. */
interface Combinations {
  readonly table: PairTable;
  readonly texts: Int32Array;
  readonly counts: Int32Array;
}

/** Calls `found(first, second, text)` for each combination of a kind in text order. */
type EachCombination = (found: (first: number, second: number, text: number) => void) => void;

function countCombinations(each: EachCombination, positions: number, fewest: number): Combinations {
  const rough = new RoughCounts(positions / 2);
  each((first, second) => rough.add(first, second));
  const table = new PairTable(1 << 12);
  let texts: Int32Array = new Int32Array(1 << 12);
  let counts: Int32Array = new Int32Array(1 << 12);
  let last: Int32Array = new Int32Array(1 << 12);
  each((first, second, text) => {
    if (!rough.atLeast(first, second, fewest)) return;
    const number = table.intern(first, second);
    if (number >= texts.length) [texts, counts, last] = [doubled(texts), doubled(counts), doubled(last)];
    counts[number]!++;
    // Texts are numbered from 1 here: 0 is "in none yet".
    if (last[number] === text + 1) return;
    last[number] = text + 1;
    texts[number]!++;
  });
  return { table, texts, counts };
}

function doubled(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function frequentPairs(source: WordStream, frequent: Frequent, fewest: number): Combinations {
  const { stream, offsets, kinds } = source;
  return countCombinations(
    (found) => {
      for (let text = 0; text + 1 < offsets.length; text++) {
        for (let at = offsets[text]! + 1; at < offsets[text + 1]!; at++) {
          const [first, second] = [stream[at - 1]!, stream[at]!];
          if (first === BOUNDARY || second === BOUNDARY || kinds[first] === LINK) continue;
          if (frequent.texts[first]! >= fewest && frequent.texts[second]! >= fewest)
            found(first, second, text);
        }
      }
    },
    stream.length,
    fewest,
  );
}

function frequentTriples(
  source: WordStream,
  frequent: Frequent,
  pairs: Combinations,
  fewest: number,
): Combinations {
  const { stream, offsets, kinds } = source;
  return countCombinations(
    (found) => {
      for (let text = 0; text + 1 < offsets.length; text++) {
        let before = -1;
        for (let at = offsets[text]! + 1; at < offsets[text + 1]!; at++) {
          const [middle, third] = [stream[at - 1]!, stream[at]!];
          const pair =
            middle === BOUNDARY || third === BOUNDARY ? -1 : frequentPair(pairs, middle, third, fewest);
          const linked = middle !== BOUNDARY && kinds[middle] === LINK;
          const ends = third !== BOUNDARY && frequent.texts[third]! >= fewest && kinds[third] !== LINK;
          if (before >= 0 && ends && (linked || pair >= 0)) found(before, third, text);
          before = pair;
        }
      }
    },
    stream.length,
    fewest,
  );
}

function frequentPair({ table, texts }: Combinations, first: number, second: number, fewest: number): number {
  const pair = table.get(first, second);
  return pair >= 0 && texts[pair]! >= fewest ? pair : -1;
}

interface NamedTerms {
  readonly count: number;
  readonly termWords: Int32Array;
  /** Per word, pair and triple: its term or -1. */
  readonly ofWord: Int32Array;
  readonly ofPair: Int32Array;
  readonly ofTriple: Int32Array;
  find(words: readonly number[]): number;
}

/** Numbers the combinations that can stand as a term; see boilerplate.ts for the kinds of words. */
function nameTerms(
  source: WordStream,
  frequent: Frequent,
  pairs: Combinations,
  triples: Combinations,
): NamedTerms {
  const { stream, kinds, words } = source;
  const { fewest } = frequent;
  const named: number[] = [];
  const ofWord = new Int32Array(words.length).fill(-1);
  const ofPair = new Int32Array(pairs.table.size).fill(-1);
  const ofTriple = new Int32Array(triples.table.size).fill(-1);
  const name = (...parts: [number, number, number]): number => named.push(...parts) / 3 - 1;
  const modifier = Uint8Array.from(words, (word) => (isModifier(word) ? 1 : 0));
  const canEnd = (word: number): boolean =>
    (kinds[word] === PLAIN || kinds[word] === EMPTY) && modifier[word] === 0;
  words.forEach((word, w) => {
    if (kinds[w] === PLAIN && frequent.texts[w]! >= fewest && word.length > 1 && modifier[w] === 0)
      ofWord[w] = name(w, -1, -1);
  });
  const firm = (first: number, second: number, pair: number): boolean =>
    collocation(pairs.counts[pair]!, frequent.counts[first]!, frequent.counts[second]!, stream.length) >=
    FIRM_PAIR;
  const pairWords = new Int32Array(2 * pairs.table.size);
  pairs.table.each((first, second, pair) => {
    pairWords[2 * pair] = first;
    pairWords[2 * pair + 1] = second;
  });
  const sayable = new Uint8Array(pairs.table.size);
  for (let pair = 0; pair < pairs.table.size; pair++) {
    const [first, second] = [pairWords[2 * pair]!, pairWords[2 * pair + 1]!];
    if (pairs.texts[pair]! < fewest || isEmptyPair(words[first]!, words[second]!)) continue;
    sayable[pair] = kinds[first] === PLAIN || kinds[second] === PLAIN || firm(first, second, pair) ? 1 : 0;
    if (sayable[pair] && canEnd(second)) ofPair[pair] = name(first, second, -1);
  }
  triples.table.each((pair, third, triple) => {
    if (triples.texts[triple]! < fewest || !canEnd(third)) return;
    const [first, second] = [pairWords[2 * pair]!, pairWords[2 * pair + 1]!];
    const later = pairs.table.get(second, third);
    if (
      kinds[second] === LINK
        ? isEmptyPair(words[first]!, words[third]!) || kinds[first] === OPENER
        : isEmptyPair(words[first]!, words[second]!) || isEmptyPair(words[second]!, words[third]!)
    )
      return;
    const says = sayable[pair] || kinds[third] === PLAIN || (later >= 0 && sayable[later]);
    if (says) ofTriple[triple] = name(first, second, third);
  });
  const find = (parts: readonly number[]): number => {
    if (parts.length === 1) return ofWord[parts[0]!]!;
    const pair = pairs.table.get(parts[0]!, parts[1]!);
    if (pair < 0 || parts.length === 2) return pair < 0 ? -1 : ofPair[pair]!;
    const triple = triples.table.get(pair, parts[2]!);
    return triple < 0 ? -1 : ofTriple[triple]!;
  };
  return { count: named.length / 3, termWords: Int32Array.from(named), ofWord, ofPair, ofTriple, find };
}

/** Normalised pointwise mutual information of two neighbouring words, -1..1 (Bouma 2009). */
function collocation(both: number, first: number, second: number, all: number): number {
  return Math.log((both * all) / (first * second)) / -Math.log(both / all);
}

/** Lists for each text its terms; a long form counts as the words that it stands for, too. */
function listTerms(
  source: WordStream,
  { fewest }: Frequent,
  { pairs, triples }: { readonly pairs: Combinations; readonly triples: Combinations },
  named: NamedTerms,
): Pick<TermIndex, 'terms' | 'offsets' | 'again' | 'texts' | 'heads'> {
  const { stream, tokens, offsets, longForms } = source;
  /** Bound by a hyphen to the word before: no term begins here (`Einstein condensates`, `computer interaction`). */
  const bound = (at: number): boolean =>
    tokens[at] !== BOUNDARY && (tokens[at]! & GLUE) === HYPHEN && tokens[at - 1] !== BOUNDARY;
  const inside = new Map([...longForms].map(([acronym, { words }]) => [acronym, termsWithin(words, named)]));
  const lists = new TermLists(named.count, stream.length);
  const starts = new Float64Array(offsets.length);
  const texts = offsets.length - 1;
  for (let text = 0; text < texts; text++) {
    lists.begin();
    let before = -1;
    let previous = BOUNDARY;
    for (let at = offsets[text]!; at < offsets[text + 1]!; at++) {
      const word = stream[at]!;
      let pair = -1;
      if (word !== BOUNDARY) {
        const after = at + 1 < offsets[text + 1]! ? stream[at + 1]! : BOUNDARY;
        const isLast = after === BOUNDARY || source.kinds[after] === LINK;
        const add = (term: number): void => lists.add(term, isLast);
        if (!bound(at)) add(named.ofWord[word]!);
        inside.get(word)?.forEach(add);
        if (previous !== BOUNDARY) {
          pair = frequentPair(pairs, previous, word, fewest);
          if (pair >= 0 && !bound(at - 1)) add(named.ofPair[pair]!);
          const triple = before < 0 ? -1 : triples.table.get(before, word);
          if (triple >= 0 && !bound(at - 2)) add(named.ofTriple[triple]!);
        }
      }
      before = pair;
      previous = word;
    }
    starts[text + 1] = lists.length;
  }
  return { ...lists.finish(), offsets: starts, texts };
}

/** The terms of one text after another, each once a text. */
class TermLists {
  length = 0;
  #terms: Int32Array;
  /** Whether the text has the term more than once. */
  #again: Uint8Array;
  #text = -1;
  /** Per term: the last text that had it, and where it stands there. */
  readonly #last: Int32Array;
  readonly #place: Int32Array;
  readonly #occurrences: Int32Array;
  readonly #ends: Int32Array;

  constructor(count: number, words: number) {
    this.#terms = new Int32Array(Math.max(16, words));
    this.#again = new Uint8Array(this.#terms.length);
    this.#last = new Int32Array(count).fill(-1);
    this.#place = new Int32Array(count);
    this.#occurrences = new Int32Array(count);
    this.#ends = new Int32Array(count);
  }

  /** The next text. */
  begin(): void {
    this.#text++;
  }

  /** `isLast`: it ends where a phrase does. Negative numbers are no terms. */
  add(term: number, isLast: boolean): void {
    if (term < 0) return;
    this.#occurrences[term]!++;
    if (isLast) this.#ends[term]!++;
    if (this.#last[term] === this.#text) {
      this.#again[this.#place[term]!] = 1;
      return;
    }
    this.#last[term] = this.#text;
    this.#place[term] = this.length;
    if (this.length === this.#terms.length) {
      this.#terms = doubled(this.#terms);
      const longer = new Uint8Array(this.#terms.length);
      longer.set(this.#again);
      this.#again = longer;
    }
    this.#terms[this.length++] = term;
  }

  /** `heads`: per term the share of its occurrences at which a phrase ends. */
  finish(): Pick<TermIndex, 'terms' | 'again' | 'heads'> {
    return {
      terms: this.#terms.slice(0, this.length),
      again: this.#again.slice(0, this.length),
      heads: Float32Array.from(this.#occurrences, (all, term) => (all > 0 ? this.#ends[term]! / all : 0)),
    };
  }
}

/** All terms made of neighbouring words of `words`. */
function termsWithin(words: readonly number[], named: NamedTerms): number[] {
  return words.flatMap((_, at) =>
    [1, 2, 3].flatMap((length) => {
      if (at + length > words.length) return [];
      const term = named.find(words.slice(at, at + length));
      return term < 0 ? [] : [term];
    }),
  );
}
