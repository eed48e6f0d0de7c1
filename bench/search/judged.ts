/**
 * nDCG@10, MAP and recall@100 of lexical, dense and hybrid on judged questions.
 * `npx tsx bench/search/judged.ts`. Wanted: SciFact ≥ 0.740, CISI ≥ 0.450, hybrid ≥ 1.04 × either side.
 */
import { bootstrap } from '../../src/evaluation/bootstrap.js';
import { mean, measureAll } from '../../src/evaluation/metrics.js';
import { seededRandom } from '../../src/math/random.js';
import { isThere, libraryOf, readJudged } from './corpora.js';

const WANTED: Readonly<Record<string, number>> = { scifact: 0.74, cisi: 0.45 };

async function main(part: string): Promise<void> {
  for (const [name, wanted] of Object.entries(WANTED)) {
    if (!isThere(name)) continue;
    const library = await libraryOf(name);
    const questions = readJudged(name, name === 'scifact' ? part : '');
    const judged = new Map(questions.map((question) => [question.id, question.judged]));
    const ndcg: Record<string, number> = {};
    const table: Record<string, Record<string, string>> = {};
    for (const mode of ['lexical', 'dense', 'hybrid'] as const) {
      const rankings = new Map<string, string[]>();
      for (const { id, text } of questions) {
        const { hits } = await library.ask(text, { mode, count: 100 });
        rankings.set(
          id,
          hits.map((hit) => hit.id),
        );
      }
      const measured = measureAll(rankings, judged);
      const interval = bootstrap(
        [...measured.values()].map((one) => one['ndcg@10']),
        seededRandom(42),
      );
      ndcg[mode] = interval.mean;
      table[mode] = {
        'ndcg@10': interval.mean.toFixed(4),
        '95 %': `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}`,
        map: mean(measured, 'map').toFixed(4),
        'recall@100': mean(measured, 'recall@100').toFixed(4),
      };
    }
    await library.close();
    console.log(`${name}${name === 'scifact' ? part : ''}, ${questions.length} questions`);
    console.table(table);
    const gain = ndcg['hybrid']! / Math.max(ndcg['lexical']!, ndcg['dense']!);
    console.log(
      `hybrid ${ndcg['hybrid']!.toFixed(4)} (wanted ≥ ${wanted.toFixed(3)}), ${gain.toFixed(3)} × the better side (wanted ≥ 1.04)\n`,
    );
  }
}

await main(process.argv[2] === 'train' ? '-train' : '');
