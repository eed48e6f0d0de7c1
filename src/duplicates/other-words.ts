/**
 * Pairs of words so alike that one could be a slip of the other, and yet two words: `Austria` and `Australia`, `prenatal`
 * and `perinatal`. A slip rarely makes another word of the language, and is rarely made again in the abstract.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_MODELS_DIR, DEFAULTS } from '../config.js';
import { stem } from '../text/index.js';

/** Beginnings of words that differ in nothing else, and mean something else. */
const BEGINNINGS: readonly (readonly string[])[] = [
  ['hyper', 'hypo'],
  ['inter', 'intra', 'infra', 'extra', 'intro'],
  ['macro', 'micro'],
  ['pre', 'post', 'peri', 'per', 'pro'],
  ['ante', 'anti', 'post'],
  ['endo', 'exo', 'ecto', 'epi'],
  ['mater', 'pater'],
  ['ab', 'ad'],
  ['af', 'ef'],
  ['sub', 'supra', 'super'],
  ['mono', 'poly', 'bi', 'tri', 'di', 'uni'],
  ['ortho', 'para', 'meta'],
  ['iso', 'aniso', 'hetero', 'homo'],
  ['in', 'ex', 'im', 'e'],
];

/** Words of anatomy and chemistry that no general list has, and that one letter tells apart. */
const PAIRS: ReadonlySet<string> = new Set(
  (
    'ileum/ilium ileal/iliac ileal/ilial humeral/humoral humerus/humorous perineal/peritoneal perineal/peroneal ' +
    'perineum/peritoneum ureter/urethra ureteral/urethral mucus/mucous palpation/palpitation dysphagia/dysphasia ' +
    'aphagia/aphasia cystine/cysteine cytosine/cytidine adenine/adenosine thymine/thiamine uracil/uridine ' +
    'alkane/alkene alkene/alkyne alkane/alkyne butane/butene ethane/ethene ethene/ethyne propane/propene ' +
    'methyl/methylene ethyl/ethylene nitrate/nitrite sulfate/sulfite sulfate/sulfide sulfide/sulfite ' +
    'phosphate/phosphite chlorate/chlorite chloride/chlorite glycogen/glucagon callus/callous discreet/discrete ' +
    'chorea/cholera malleus/malleolus trachea/trochlea meiosis/miosis meiosis/mitosis meiotic/mitotic ' +
    'tenia/tinea glycine/glutamine glutamine/glutamate aspartate/asparagine'
  ).split(' '),
);

/** What the abstracts of two papers say of the words in which their titles differ. */
export type Witness = 'each its own' | 'both the same' | 'unclear';

/**
 * Whether the two words, folded, are two words rather than a word and a slip: they are when each abstract repeats its
 * own, not when both repeat the same one; else a kept pair, or two words of the language, are two.
 */
export function areTwoWords(a: string, b: string, said: Witness): boolean {
  if (a === b || said === 'both the same' || sameTerm(a, b)) return false;
  if (said === 'each its own' || (isWord(a) && isWord(b))) return true;
  return PAIRS.has(`${a}/${b}`) || PAIRS.has(`${b}/${a}`) || haveOtherBeginnings(a, b);
}

function haveOtherBeginnings(a: string, b: string): boolean {
  for (const group of BEGINNINGS) {
    for (const one of group) {
      if (!a.startsWith(one)) continue;
      const rest = a.slice(one.length);
      // What follows is a word's end: `ab|sorption`; two letters would be any pair of short words.
      if (rest.length >= 4 && group.some((other) => other !== one && b === other + rest)) return true;
    }
  }
  return false;
}

/** Two forms or spellings of one word: number and tense, British and American. */
function sameTerm(a: string, b: string): boolean {
  const [x, y] = [spelled(a), spelled(b)];
  return x === y || stem(x) === stem(y) || stem(a) === stem(b);
}

function spelled(word: string): string {
  return word
    .replace(/ae|oe/g, 'e')
    .replace(/our(?=$|s$|ed$|ing$|al|ab|ist|it)/, 'or')
    .replace(/is(?=e$|es$|ed$|er$|ers$|ing$|ation|able)/, 'iz')
    .replace(/ys(?=e$|es$|ed$|er$|ers$|ing$)/, 'yz')
    .replace(/tre(s?)$/, 'ter$1')
    .replace(/ogue(s?)$/, 'og$1')
    .replace(/ph/g, 'f')
    .replace(/(.)\1/g, '$1');
}

let vocabulary: ReadonlySet<string> | null = null;

/**
 * Whether it is a common word or name: the whole words of the bundled model's vocabulary, which were taken from books and
 * Wikipedia by frequency. No word is one when the model is not there.
 */
export function isWord(word: string): boolean {
  vocabulary ??= readVocabulary();
  return vocabulary.has(word);
}

function readVocabulary(): ReadonlySet<string> {
  try {
    const pieces = readFileSync(join(BUNDLED_MODELS_DIR, DEFAULTS.model, 'vocab.txt'), 'utf8').split('\n');
    return new Set(pieces.filter((piece) => /^[a-z]{3,}$/.test(piece)));
  } catch {
    return new Set();
  }
}
