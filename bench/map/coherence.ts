/** Measures of topic terms: do they occur together, and are they the topic's own? */

/** Normalised pointwise mutual information of two terms over papers, -1..1 (Bouma 2009). */
function npmi(both: number, a: number, b: number, all: number): number {
  if (both === 0) return -1;
  if (both === all) return 1;
  return Math.log((both * all) / (a * b)) / -Math.log(both / all);
}

/** Mean NPMI over all pairs of a topic's terms, then over topics. `papersOf(term)`: ascending row numbers. */
export function coherence(
  topics: readonly (readonly string[])[],
  papersOf: (term: string) => ArrayLike<number>,
  papers: number,
): number {
  const scores = topics.map((terms) => {
    const lists = terms.map((term) => papersOf(term));
    let sum = 0;
    let pairs = 0;
    lists.forEach((a, i) =>
      lists.slice(i + 1).forEach((b) => {
        sum += npmi(shared(a, b), a.length, b.length, papers);
        pairs++;
      }),
    );
    return pairs === 0 ? 0 : sum / pairs;
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Share of different terms among all topics' terms (Dieng, Ruiz and Blei 2020). */
export function diversity(topics: readonly (readonly string[])[]): number {
  const all = topics.flat();
  return new Set(all).size / all.length;
}

function shared(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      both++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return both;
}
