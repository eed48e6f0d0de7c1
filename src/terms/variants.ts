/** Spellings of one word joined: letter case, accents, plural. */
import { kindOf, LINK } from './boilerplate.js';
import type { Words } from './read-words.js';

export interface Vocabulary {
  /** Per spelling: its word. */
  readonly wordOf: Int32Array;
  /** Per word: its folded singular. */
  readonly words: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
}

/** `LLMs`, `GANs`: the plural of an acronym, whatever the vocabulary says. */
const ACRONYM_PLURAL = /^[A-Z][A-Za-z0-9]*[A-Z0-9]s$/;
/** No plurals though they end in s: `physics`, `corpus`, `analysis`, `class`. */
const NO_PLURAL =
  /(?:ics|us|is|ss|ous|news|series|species|lens|bayes|process|means|kubernetes|diabetes|aids)$/;
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['corpora', 'corpus'],
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['indices', 'index'],
  ['criteria', 'criterion'],
  ['analyses', 'analysis'],
  ['hypotheses', 'hypothesis'],
  ['syntheses', 'synthesis'],
  ['theses', 'thesis'],
  ['bases', 'base'],
  ['phenomena', 'phenomenon'],
  ['children', 'child'],
  ['mice', 'mouse'],
  ['bacteria', 'bacterium'],
  ['axes', 'axis'],
  ['lemmata', 'lemma'],
  ['equilibria', 'equilibrium'],
  ['automata', 'automaton'],
  ['spectra', 'spectrum'],
  ['formulae', 'formula'],
  ['media', 'medium'],
  ['genera', 'genus'],
  ['viruses', 'virus'],
  ['lenses', 'lens'],
  ['neuroses', 'neurosis'],
]);

/**
 * A word ending in s is joined with its singular only when the texts have that too, so that no word is cut that only
 * looks like a plural.
 */
export function joinVariants({ spellings, folded }: Words): Vocabulary {
  const present = new Set(folded);
  const numberOf = new Map<string, number>();
  const words: string[] = [];
  const wordOf = new Int32Array(spellings.length);
  spellings.forEach((spelling, s) => {
    const fold = folded[s]!;
    const word = ACRONYM_PLURAL.test(spelling) ? fold.slice(0, -1) : singular(fold, present);
    let number = numberOf.get(word);
    if (number === undefined) {
      number = words.push(word) - 1;
      numberOf.set(word, number);
    }
    wordOf[s] = number;
  });
  return { wordOf, words, numberOf };
}

/** The singular of a folded word, itself when it has none among the words `present`. */
export function singular(word: string, present: { has(word: string): boolean }): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || NO_PLURAL.test(word) || kindOf(word) === LINK) return word;
  const candidates = word.endsWith('ies')
    ? [`${word.slice(0, -3)}y`, word.slice(0, -1)]
    : /(?:ch|sh|ss|x|z|o)es$/.test(word)
      ? [word.slice(0, -2), word.slice(0, -1)]
      : word.endsWith('ses')
        ? [word.slice(0, -1), word.slice(0, -2)]
        : [word.slice(0, -1)];
  return candidates.find((candidate) => present.has(candidate)) ?? word;
}
