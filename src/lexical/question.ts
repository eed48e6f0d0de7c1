/** What a person types: words, "quoted phrases" and -words. */
import { questionParts, terms, tokenize } from '../text/index.js';

export interface Question {
  /** The question without quotes and excluded parts: what is to be found. */
  readonly text: string;
  /** Each quoted phrase as folded words, stop words kept; the words are in `text` as well. */
  readonly phrases: readonly (readonly string[])[];
  /** Each excluded word or phrase (`-word`, `-"two words"`) as folded words. */
  readonly excluded: readonly (readonly string[])[];
}

/** Never fails: whatever is no complete phrase or exclusion is text. */
export function parseQuestion(question: string): Question {
  const { text, phrases, excluded } = questionParts(question);
  return { text, phrases: allWords(phrases), excluded: allWords(excluded) };
}

/** Terms of a text and how often each occurs, in order of first occurrence. */
export function countedTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** The words of each part that has any. */
function allWords(parts: readonly string[]): string[][] {
  return parts
    .map((part) =>
      tokenize(part)
        .filter((word) => !word.joined)
        .map(({ word }) => word),
    )
    .filter((words) => words.length > 0);
}
