/** Terms as people write them: the most frequent spelling, an acronym with its long form. */
import { EMPTY, OPENER, PLAIN } from './boilerplate.js';
import { BOUNDARY, GLUE, HYPHEN } from './read-words.js';
import { bump, mostFrequent, spell, total, usualSpelling } from './spelling.js';
import type { TermIndex } from './term-index.js';
import { isModifier } from './word-classes.js';
import type { WordStream } from './word-stream.js';

/** Longer long forms give way to their acronym: in labels of several terms, anywhere (characters). */
const LONGEST_SHORT = 28;
const LONGEST_FULL = 45;

export interface Spelled {
  /** `large language models (LLMs)` */
  readonly full: string;
  /** `large language models`, `MIMO`: one of the two, the long form unless it is very long. */
  readonly short: string;
}

/** The spelling of each of the terms `wanted`. Cost: one pass over all words. */
export function spellTerms(
  source: WordStream,
  { termWords }: TermIndex,
  wanted: Iterable<number>,
): Map<number, Spelled> {
  const { stream } = source;
  const found = new Map([...wanted].map((term) => [term, new Seen()]));
  const byFirst = new Map<number, { seen: Seen; words: number[] }[]>();
  for (const [term, seen] of found) {
    const words = Array.from(termWords.subarray(3 * term, 3 * term + 3)).filter((word) => word >= 0);
    byFirst.set(words[0]!, [...(byFirst.get(words[0]!) ?? []), { seen, words }]);
  }
  for (let at = 0; at < stream.length; at++) {
    if (stream[at] === BOUNDARY) continue;
    for (const { seen, words } of byFirst.get(stream[at]!) ?? []) {
      if (words.every((word, w) => stream[at + w] === word)) seen.add(source, at, words.length);
    }
  }
  return new Map(
    [...found].map(([term, seen]) => [term, withLongForm(source, termWords, term, seen.whole())]),
  );
}

/** Whether the word at `at` may stand before a term: one that opens (`two`, `high`) only with a hyphen. */
function opensPhrase({ stream, tokens, kinds }: WordStream, at: number): boolean {
  if (at < 0 || stream[at]! === BOUNDARY || tokens[at + 1] === BOUNDARY) return false;
  const kind = kinds[stream[at]!];
  return kind === PLAIN || kind === EMPTY || (kind === OPENER && (tokens[at + 1]! & GLUE) === HYPHEN);
}

/** Whether the word at `at` may end a term. */
function endsPhrase({ stream, tokens, kinds, words }: WordStream, at: number): boolean {
  if (at >= stream.length || stream[at]! === BOUNDARY || tokens[at] === BOUNDARY) return false;
  const kind = kinds[stream[at]!];
  return (kind === PLAIN || kind === EMPTY) && !isModifier(words[stream[at]!]!);
}

/** A term is the middle of a longer one when the same word stands beside it this often. */
const SAME_BESIDE = 0.6;

/** How a term is written, and the words that stand beside it. */
class Seen {
  readonly #written = new Map<string, number>();
  readonly #before = new Map<string, number>();
  readonly #after = new Map<string, number>();

  add(source: WordStream, at: number, length: number): void {
    const { tokens, spellings } = source;
    bump(this.#written, spell(spellings, tokens, at, length));
    if (length < 2) return;
    const written = (position: number): string => spellings[tokens[position]! >> 2]!;
    // With the mark that joins them: a hyphen or a blank.
    if (opensPhrase(source, at - 1))
      bump(this.#before, spell(spellings, tokens, at - 1, 2).slice(0, written(at - 1).length + 1));
    const next = at + length;
    if (endsPhrase(source, next))
      bump(this.#after, spell(spellings, tokens, next - 1, 2).slice(written(next - 1).length));
  }

  /** `Symptom Rating Scale` → `Extrapyramidal Symptom Rating Scale`, where that is what it usually is. */
  whole(): string {
    const written = usualSpelling(this.#written);
    const beside = (words: ReadonlyMap<string, number>): string => {
      const usual = words.size === 0 ? '' : mostFrequent(words);
      return (words.get(usual) ?? 0) >= SAME_BESIDE * total(this.#written) ? usual : '';
    };
    return `${beside(this.#before)}${written}${beside(this.#after)}`;
  }
}

function withLongForm(
  { longForms }: WordStream,
  termWords: Int32Array,
  term: number,
  written: string,
): Spelled {
  const [first, second] = termWords.subarray(3 * term, 3 * term + 2);
  const long = second! < 0 ? longForms.get(first!) : undefined;
  if (long === undefined || long.written === '') return { full: written, short: written };
  if (!long.known) return { full: long.written, short: long.written };
  const full = long.written.length > LONGEST_FULL ? written : `${long.written} (${written})`;
  return { full, short: long.written.length > LONGEST_SHORT ? written : long.written };
}
