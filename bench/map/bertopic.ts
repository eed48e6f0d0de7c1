/**
 * BERTopic's c-TF-IDF with its defaults, naively: the class documents through scikit-learn's CountVectorizer
 * (lower case, words of two characters or more, n-grams of `longest` words), term frequency scaled by the class's sum,
 * times log(1 + A / f). `stopWords` are dropped before n-grams are made, as `CountVectorizer(stop_words=…)` does.
 */
export interface NaiveTerms {
  /** Ten best terms a topic. */
  readonly topics: string[][];
  /** Ascending rows of the papers that have the term. */
  papersOf(term: string): number[];
}

export function bertopicTerms(
  texts: readonly string[],
  assignment: Int32Array,
  count: number,
  longest: 1 | 3,
  stopWords: ReadonlySet<string>,
): NaiveTerms {
  const classes = Array.from({ length: count }, () => new Map<string, number>());
  const frequency = new Map<string, number>();
  const grams = (text: string): string[] => {
    const words = (text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? []).filter(
      (word) => !stopWords.has(word),
    );
    const found = [...words];
    for (let length = 2; length <= longest; length++) {
      for (let at = 0; at + length <= words.length; at++) found.push(words.slice(at, at + length).join(' '));
    }
    return found;
  };
  texts.forEach((text, i) => {
    if (assignment[i]! < 0) return;
    const terms = classes[assignment[i]!]!;
    for (const gram of grams(text)) {
      terms.set(gram, (terms.get(gram) ?? 0) + 1);
      frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
    }
  });
  const sums = classes.map((terms) => [...terms.values()].reduce((sum, n) => sum + n, 0));
  const mean = sums.reduce((sum, n) => sum + n, 0) / count;
  const topics = classes.map((terms, c) =>
    [...terms]
      .map(([term, n]) => ({ term, weight: (n / sums[c]!) * Math.log(1 + mean / frequency.get(term)!) }))
      .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
      .slice(0, 10)
      .map(({ term }) => term),
  );
  const wanted = new Set(topics.flat());
  const rows = new Map([...wanted].map((term) => [term, [] as number[]]));
  texts.forEach((text, i) => {
    for (const gram of new Set(grams(text))) rows.get(gram)?.push(i);
  });
  return { topics, papersOf: (term) => rows.get(term) ?? [] };
}
