/** BM25 as in the books: loops, no index. The oracle. */
import { terms } from '../../src/text/tokenize.js';
import type { LexicalPaper } from '../../src/lexical/build.js';
import type { LexicalOptions } from '../../src/lexical/bm25.js';

/** Scores of all papers with any of the question's terms, best first, ties by key. */
export function naiveSearch(
  papers: readonly LexicalPaper[],
  question: string,
  options: LexicalOptions,
): [number, number][] {
  const { k1, b, titleWeight } = options;
  const texts = papers.map((paper) => ({
    key: paper.key,
    words: [
      ...terms(paper.title).map((term) => [term, titleWeight] as const),
      ...terms(paper.abstract).map((term) => [term, 1] as const),
    ],
  }));
  const lengthOf = (words: readonly (readonly [string, number])[]): number =>
    words.reduce((sum, [, weight]) => sum + weight, 0);
  const mean = texts.reduce((sum, { words }) => sum + lengthOf(words), 0) / texts.length;
  const scored = texts.map(({ key, words }): [number, number] => {
    let score = 0;
    for (const term of terms(question)) {
      const frequency = texts.filter((text) => text.words.some(([word]) => word === term)).length;
      const idf = Math.log(1 + (texts.length - frequency + 0.5) / (frequency + 0.5));
      const occurrences = lengthOf(words.filter(([word]) => word === term));
      if (occurrences > 0)
        score += (idf * occurrences) / (occurrences + k1 * (1 - b + (b * lengthOf(words)) / mean));
    }
    return [key, score];
  });
  return scored.filter(([, score]) => score > 0).sort((x, y) => y[1] - x[1] || x[0] - y[0]);
}

/** Letters inserted, left out, changed or swapped, none twice in the same place: by the definition, over full tables. */
export function naiveDistance(a: string, b: string): number {
  const d = (i: number, j: number): number => table[i]![j]!;
  const table: number[][] = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => Math.max(i, j)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(
        d(i - 1, j) + 1,
        d(i, j - 1) + 1,
        d(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, d(i - 2, j - 2) + 1);
      table[i]![j] = best;
    }
  }
  return d(a.length, b.length);
}
