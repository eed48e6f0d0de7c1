/**
 * Names: how well terms alone and exemplars alone tell, on papers held back, whether a concept fires; the twenty best
 * and the twenty worst to be read. `npx tsx bench/concepts/names.ts [CORPUS]`. Wanted on arxiv-20: median AUC of terms
 * ≥ 0.85, of exemplars ≥ 0.90.
 */
import type { ListedConcept } from '../../src/library/library.js';
import { isThere, libraryOf } from '../search/corpora.js';

const SHOWN = 20;

function quantile(values: readonly (number | null)[], share: number): string {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.min(known.length - 1, Math.floor(share * known.length))]!.toFixed(3);
}

function print(title: string, concepts: readonly ListedConcept[]): void {
  console.log(`\n${title}`);
  for (const { id, label, scores, papers, terms } of concepts) {
    console.log(
      `  ${scores.terms?.toFixed(2) ?? '   -'} ${scores.exemplars?.toFixed(2) ?? '   -'}  ${papers} papers  ${label} [${id}]: ${terms
        .slice(0, 8)
        .map(({ term }) => term)
        .join(', ')}`,
    );
  }
}

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const library = await libraryOf(name);
  const { concepts } = await library.learnConcepts();
  await library.close();
  const scores = (kind: 'terms' | 'exemplars') => concepts.map((concept) => concept.scores[kind]);
  console.table(
    Object.fromEntries(
      (['terms', 'exemplars'] as const).map((kind) => [
        kind,
        {
          median: quantile(scores(kind), 0.5),
          'worst tenth': quantile(scores(kind), 0.1),
          wanted: kind === 'terms' ? '≥ 0.85' : '≥ 0.90',
        },
      ]),
    ),
  );
  console.log(`${concepts.filter(({ clear }) => !clear).length} of ${concepts.length} have no clear name.`);
  const order = [...concepts].sort((a, b) => (b.scores.terms ?? 0) - (a.scores.terms ?? 0));
  print('Best', order.slice(0, SHOWN));
  print('Worst', order.slice(-SHOWN));
}
