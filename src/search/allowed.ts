/** Which papers may be answers: the filter, what is quoted, what is excluded. Decided before anything is ranked. */
import { isStopWord, stem, tokenize } from '../text/tokenize.js';
import { intersect, subtract, type PaperText, type Question, type SearchSources } from './sources.js';

export interface Allowed {
  /** Ascending; null: all papers. */
  readonly keys: Int32Array | null;
  /** False when a phrase was asked for that no paper has: it is then taken as plain words. */
  readonly phrasesMatched: boolean;
}

/** Longer than what people type: in prose, quotation marks and dashes are no demands. */
const MOST_TYPED_WORDS = 16;

/** Papers whose text is read to see whether they have a phrase; a phrase of words that are in more is rather a topic. */
const MOST_READ = 3000;

export async function allowedBy(
  question: Question,
  filter: Int32Array | null,
  sources: SearchSources,
): Promise<Allowed> {
  if (tokenize(question.text).length > MOST_TYPED_WORDS) return { keys: filter, phrasesMatched: true };
  let keys = filter;
  let phrasesMatched = true;
  for (const phrase of question.phrases) {
    const holding = await holdingPhrase(phrase, keys, sources);
    if (holding.length > 0) keys = holding;
    else phrasesMatched = false;
  }
  for (const words of question.excluded) {
    keys = subtract(keys ?? (await sources.allKeys()), await holdingPhrase(words, keys, sources));
  }
  return { keys, phrasesMatched };
}

/** Keys of the papers that have the words in a row; a single word matches by its stem, other forms included. */
async function holdingPhrase(
  words: readonly string[],
  allowed: Int32Array | null,
  sources: SearchSources,
): Promise<Int32Array> {
  const needed = [...new Set(words.filter((word) => !isStopWord(word)).map(stem))];
  if (needed.length === 0) return new Int32Array(0);
  const having = sources.lexical.keysWithAll(needed);
  let keys = allowed === null ? having : intersect(having, allowed);
  if (words.length === 1) return keys;
  if (keys.length > MOST_READ) {
    const best = sources.lexical.search(new Map(needed.map((term) => [term, 1])), MOST_READ, {
      allowed: keys,
    });
    keys = best.keys.slice().sort();
  }
  const papers = await sources.papers(keys);
  return keys.filter((_key, i) => papers[i] !== null && hasPhrase(papers[i]!, words));
}

/** Words one after another in the title or in the abstract. */
export function hasPhrase(paper: PaperText, words: readonly string[]): boolean {
  return [paper.title, paper.abstract].some((text) => {
    const found = tokenize(text)
      .filter((word) => !word.joined)
      .map((word) => word.word);
    return found.some((_word, start) => words.every((word, i) => found[start + i] === word));
  });
}
