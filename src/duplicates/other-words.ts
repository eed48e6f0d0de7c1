/**
 * Pairs of words so alike that one could be a slip of the other, and yet two words: `Austria` and `Australia`, `prenatal`
 * and `perinatal`. A slip rarely makes another word of the language, and is rarely made again in the abstract.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_MODELS_DIR, DEFAULTS } from '../config.js';
import { isStopWord, stem } from '../text/index.js';

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
  // Spanish, Portuguese, Polish and Turkish; Italian; Russian.
  ['hiper', 'hipo'],
  ['iper', 'ipo'],
  ['гипер', 'гипо'],
];

/** Endings that name the other sex (`niños` and `niñas`, `Lehrer` and `Lehrerin`), another disease, operation or salt. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['o', 'a'],
  ['os', 'as'],
  ['er', 'erin'],
  ['itis', 'osis'],
  ['ostomy', 'ectomy'],
  ['ostomy', 'otomy'],
  ['ate', 'ite'],
  ['ate', 'ide'],
  ['ite', 'ide'],
  ['ane', 'ene'],
  ['ane', 'yne'],
  ['ene', 'yne'],
  ['ase', 'ose'],
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
    'tenia/tinea glycine/glutamine glutamine/glutamate aspartate/asparagine amylase/amylose chitin/chiton ' +
    'prednisone/prednisolone angiotensin/angiotensinogen fibrin/fibrinogen pepsin/pepsinogen plasmin/plasminogen'
  ).split(' '),
);

/** What two papers say of the words in which their titles differ. Acronyms are seldom mistyped: `LDL` and `VLDL`. */
export type Witness = 'each its own' | 'both the same' | 'two acronyms' | 'unclear';

/**
 * Whether the two words, folded, are two words rather than a word and a slip: they are when each abstract repeats its
 * own, not when both repeat the same one; else two acronyms, a kept pair, or two words of the language, are two.
 */
export function areTwoWords(a: string, b: string, said: Witness): boolean {
  if (a === b || said === 'both the same') return false;
  if (PAIRS.has(`${a}/${b}`) || PAIRS.has(`${b}/${a}`)) return true;
  if (said === 'two acronyms') return `${a}s` !== b && a !== `${b}s`;
  if (sameTerm(a, b)) return false;
  if (said === 'each its own' || (isKnown(a) && isKnown(b))) return true;
  return haveOtherBeginnings(a, b) || haveOtherEndings(a, b);
}

function isKnown(word: string): boolean {
  return isWord(word) || (word.endsWith('s') && isWord(word.slice(0, -1)));
}

function haveOtherEndings(a: string, b: string): boolean {
  return ENDINGS.some((endings) =>
    [endings, [endings[1], endings[0]] as const].some(
      ([one, other]) =>
        a.length >= one.length + 3 && a.endsWith(one) && b === a.slice(0, -one.length) + other,
    ),
  );
}

function haveOtherBeginnings(a: string, b: string): boolean {
  for (const group of BEGINNINGS) {
    for (const one of group) {
      if (!a.startsWith(one)) continue;
      const rest = a.slice(one.length);
      // What follows is a word's end: `ab|sorption`; two letters would be any pair of short words.
      if (
        rest.length >= (one.length >= 5 ? 2 : 4) &&
        group.some((other) => other !== one && b === other + rest)
      )
        return true;
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
    .replace(/([bct])re(s?)$/, '$1er$2')
    .replace(/(?<=[dl]g)e(?=ment)/, '')
    .replace(/(?<=[fcl]en)c(?=es?$)/, 's')
    .replace(/(?<=o)u(?=l[dt])/, '')
    .replace(/ogue(s?)$/, 'og$1')
    .replace(/ph/g, 'f')
    .replace(/(.)\1/g, '$1');
}

let vocabulary: ReadonlySet<string> | null = null;

/** Function words that no other large language has. */
const ENGLISH = new Set('the of and with by from at into its their using for to is are between'.split(' '));

/**
 * Whether a title seems to be English: then a word that is not known may be a slip of one that is. Of other languages no
 * words are known here, and nothing tells a slip from another word. True of one or two words, and without the model.
 */
export function isEnglish(words: readonly string[]): boolean {
  vocabulary ??= readVocabulary();
  if (vocabulary.size === 0 || isShort(words) || words.some((word) => ENGLISH.has(word))) return true;
  return words.filter((word) => isStopWord(word) || isKnown(word)).length * 3 >= words.length;
}

function isShort(words: readonly string[]): boolean {
  return words.length < 3 && words.every((word) => /^[a-z\d]+$/.test(word));
}

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
