/** What a person types: words, "quoted phrases" and -words. */
import { terms, tokenize } from '../text.js';

export interface Question {
  /** The question without quotes and excluded parts: what is to be found. */
  readonly text: string;
  /** Each quoted phrase as folded words, stop words kept; the words are in `text` as well. */
  readonly phrases: readonly (readonly string[])[];
  /** Each excluded word or phrase (`-word`, `-"two words"`) as folded words. */
  readonly excluded: readonly (readonly string[])[];
}

/** A quote opens after a blank or at the start and needs its end; a minus likewise, directly before a word or quote. */
const PARTS = /(^|[\s(])(-?)(?:"([^"]*)"|“([^”]*)”|„([^“”]*)[“”])|(^|\s)-(?=\p{L})([^\s"]+)/gu;

/** Never fails: whatever is no complete phrase or exclusion is text. */
export function parseQuestion(question: string): Question {
  const phrases: string[][] = [];
  const excluded: string[][] = [];
  const text = question.replace(PARTS, (_all, before: string | undefined, minus: string | undefined, straight?: string,
    curly?: string, low?: string, _blank?: string, word?: string) => {
    const inside = straight ?? curly ?? low;
    const words = plainWords(word ?? inside ?? '');
    const isExcluded = word !== undefined || minus === '-';
    if (words.length > 0) (isExcluded ? excluded : phrases).push(words);
    return isExcluded ? ' ' : `${before ?? ''}${inside ?? ''} `;
  });
  return { text: text.trim(), phrases, excluded };
}

/** Terms of a text and how often each occurs, in order of first occurrence. */
export function countedTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function plainWords(text: string): string[] {
  return tokenize(text).filter((word) => !word.joined).map((word) => word.word);
}
