/** Questions whose one right answer is known without judges: a paper's own title or sentence. */
import { shuffle, type Random } from '../math/index.js';

export interface KnownItem {
  /** The paper to be found. */
  readonly id: string;
  readonly text: string;
}

export interface KnownItemPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

/** Titles shorter than this are names of sections ("Preface") rather than of papers. */
const FEWEST_WORDS = 3;
/** Shorter sentences ("Code is available.") are no paper's own. */
const FEWEST_SENTENCE_WORDS = 8;
/** Words that a typo is put into: shorter ones become other words. */
const FEWEST_LETTERS = 5;

/** `count` papers at random, without repeats, in the order drawn; all of them when there are no more. */
export function samplePapers<T>(papers: readonly T[], count: number, random: Random): T[] {
  const order = shuffle(Int32Array.from(papers.keys()), random);
  return Array.from(order.subarray(0, count), (i) => papers[i]!);
}

/** The title as it is; null when it is too short to tell. */
export function titleItem({ id, title }: KnownItemPaper): KnownItem | null {
  return title.split(/\s+/u).filter(Boolean).length < FEWEST_WORDS ? null : { id, text: title };
}

/** The title with one letter dropped, doubled, changed or swapped with the next in two of its longer words. */
export function mistypedItem({ id, title }: KnownItemPaper, random: Random): KnownItem | null {
  const words = title.split(' ');
  const long = words.flatMap((word, i) =>
    /^\p{L}+$/u.test(word) && word.length >= FEWEST_LETTERS ? [i] : [],
  );
  if (long.length < 2) return null;
  for (const i of shuffle(long, random).slice(0, 2)) words[i] = mistype(words[i]!, random);
  return { id, text: words.join(' ') };
}

/** One slip of the fingers, never in the first letter; the result differs from the word. */
function mistype(word: string, random: Random): string {
  const letters = [...word];
  const at = 1 + random.below(letters.length - 1);
  const kind = random.below(4);
  if (kind === 0) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, letters[at]!);
  else if (kind === 2 || at === letters.length - 1 || letters[at] === letters[at + 1]) {
    letters[at] = String.fromCharCode(
      97 + ((((letters[at]!.toLowerCase().charCodeAt(0) - 97 + 1 + random.below(25)) % 26) + 26) % 26),
    );
  } else [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  const made = letters.join('');
  return made === word ? `${word}${word.at(-1)!}` : made;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A sentence of the abstract at random; null when none is long enough. */
export function sentenceItem({ id, abstract }: KnownItemPaper, random: Random): KnownItem | null {
  const all = [...sentences.segment(abstract)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence.split(/\s+/u).length >= FEWEST_SENTENCE_WORDS);
  return all.length === 0 ? null : { id, text: all[random.below(all.length)]! };
}
