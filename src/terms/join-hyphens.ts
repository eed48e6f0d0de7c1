/** `multi-modal`, `multi modal` and `multimodal` as one word. */
import type { Definitions } from './acronyms.js';
import { PairTable } from './pair-table.js';
import { BOUNDARY, GLUE, HYPHEN } from './read-words.js';
import type { Words } from './read-words.js';

/** Written as one word so often, … */
const FEWEST = 2;
/** … and in this share of all spellings, it is a word and no slip (`deeplearning`). */
const LEAST_SHARE = 0.02;
/** With a blank it is the same only where hyphens are common too (`fine tuning`, not `every day`). */
const LEAST_HYPHENS = 0.2;

/**
 * The words with such pairs joined into one, spelled as they stood. Cost: three passes over all words. Tokens are moved
 * within the array of `words`, which is of no use afterwards: two of them are 80 MB for 59,000 abstracts.
 */
export function joinHyphens(words: Words): Words {
  const { offsets } = words;
  const folds = new Map<string, number>();
  const foldOf = Int32Array.from(words.folded, (folded) => numbered(folds, folded));
  const joins = findJoins(words, folds, foldOf);
  const joined = new Joined(words);
  const { tokens } = words;
  const starts = new Int32Array(offsets.length);
  let to = 0;
  for (let text = 0; text + 1 < offsets.length; text++) {
    const end = offsets[text + 1]!;
    for (let at = offsets[text]!; at < end; at++) {
      const possible = at + 1 < end && isPair(tokens, at, end);
      const pair = possible ? joins.get(foldOf[tokens[at]! >> 2]!, foldOf[tokens[at + 1]! >> 2]!) : -1;
      tokens[to++] = pair < 0 ? tokens[at]! : joined.token(tokens[at]!, tokens[at + 1]!);
      if (pair >= 0) at++;
    }
    starts[text + 1] = to;
  }
  const definitions = joinDefinitions(words.definitions, folds, joins);
  return { tokens: tokens.subarray(0, to), offsets: starts, ...joined.tables(), definitions };
}

/** Words at `at` and `at + 1` that follow one another and are no part of a longer chain (`state-of-the-art`). */
function isPair(tokens: Int32Array, at: number, end: number): boolean {
  const [first, second] = [tokens[at]!, tokens[at + 1]!];
  if (first === BOUNDARY || second === BOUNDARY || (first & GLUE) === HYPHEN) return false;
  const third = at + 2 < end ? tokens[at + 2]! : BOUNDARY;
  return third === BOUNDARY || (third & GLUE) !== HYPHEN;
}

/** The pairs to join, by the numbers of their folded words. */
function findJoins(words: Words, folds: ReadonlyMap<string, number>, foldOf: Int32Array): PairTable {
  const { tokens } = words;
  const text = [...folds.keys()];
  const counts = new Int32Array(folds.size);
  const pairs = new PairTable(1 << 10);
  const hyphens: number[] = [];
  const wholes: number[] = [];
  const opens = new Uint8Array(folds.size);
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at] === BOUNDARY) continue;
    const second = foldOf[tokens[at]! >> 2]!;
    counts[second]!++;
    if ((tokens[at]! & GLUE) !== HYPHEN || !isPair(tokens, at - 1, tokens.length)) continue;
    const first = foldOf[tokens[at - 1]! >> 2]!;
    const pair = pairs.intern(first, second);
    if (pair === hyphens.length) {
      hyphens.push(0);
      wholes.push(folds.get(text[first]! + text[second]!) ?? -1);
      if (wholes[pair]! >= 0) opens[first] = 1;
    }
    hyphens[pair]!++;
  }
  const blanks = new Int32Array(hyphens.length);
  for (let at = 1; at < tokens.length; at++) {
    if (tokens[at] === BOUNDARY || tokens[at - 1] === BOUNDARY || (tokens[at]! & GLUE) === HYPHEN) continue;
    const first = foldOf[tokens[at - 1]! >> 2]!;
    if (opens[first] === 0) continue;
    const pair = pairs.get(first, foldOf[tokens[at]! >> 2]!);
    if (pair >= 0) blanks[pair]!++;
  }
  const joins = new PairTable(1 << 8);
  pairs.each((first, second, pair) => {
    const whole = wholes[pair]! < 0 ? 0 : counts[wholes[pair]!]!;
    const apart = hyphens[pair]! + blanks[pair]!;
    if (whole < FEWEST || whole < LEAST_SHARE * apart || hyphens[pair]! < LEAST_HYPHENS * blanks[pair]!)
      return;
    joins.intern(first, second);
  });
  return joins;
}

/** Spellings of joined words, added to those of the parts. */
class Joined {
  readonly #spellings: string[];
  readonly #folded: string[];
  readonly #numbers = new Map<string, number>();

  constructor({ spellings, folded }: Words) {
    this.#spellings = [...spellings];
    this.#folded = [...folded];
    spellings.forEach((spelling, s) => this.#numbers.set(spelling, s));
  }

  /** The token for two tokens as one word, with the glue of the first. */
  token(first: number, second: number): number {
    const written =
      this.#spellings[first >> 2]! + ((second & GLUE) === HYPHEN ? '-' : ' ') + this.#spellings[second >> 2]!;
    let number = this.#numbers.get(written);
    if (number === undefined) {
      number = this.#spellings.push(written) - 1;
      this.#folded.push(this.#folded[first >> 2]! + this.#folded[second >> 2]!);
      this.#numbers.set(written, number);
    }
    return 4 * number + (first & GLUE);
  }

  tables(): Pick<Words, 'spellings' | 'folded'> {
    return { spellings: this.#spellings, folded: this.#folded };
  }
}

/** Long forms of acronyms are cut at hyphens; their words are joined like those of the texts. */
function joinDefinitions(
  definitions: Definitions,
  folds: ReadonlyMap<string, number>,
  joins: PairTable,
): Definitions {
  const join = (long: string): string => {
    const parts = long.split(' ');
    for (let at = 0; at + 1 < parts.length; at++) {
      const [first, second] = [folds.get(parts[at]!), folds.get(parts[at + 1]!)];
      if (first === undefined || second === undefined || joins.get(first, second) < 0) continue;
      parts.splice(at, 2, parts[at]! + parts[at + 1]!);
    }
    return parts.join(' ');
  };
  return new Map(
    [...definitions].map(([acronym, forms]) => {
      const merged = new Map<string, number>();
      for (const [long, texts] of forms) merged.set(join(long), (merged.get(join(long)) ?? 0) + texts);
      return [acronym, merged];
    }),
  );
}

function numbered(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
