/**
 * nDCG@10 of lexical, dense and hybrid on judged questions, by three models with one set of defaults.
 * `npx tsx bench/search/judged.ts [train] [MODEL…]`: with `train` SciFact's training claims, which the ranking was tuned on.
 * Wanted: the hybrid never below the better side, 1.04 times it on average; with all-MiniLM-L6-v2 SciFact 0.755,
 * CISI 0.480, CACM 0.560, MED 0.830.
 */
import { bootstrap } from '../../src/evaluation/bootstrap.js';
import { measureAll } from '../../src/evaluation/metrics.js';
import { seededRandom } from '../../src/math/random.js';
import { isThere, libraryOf, readJudged } from './corpora.js';

const MODELS = ['all-MiniLM-L6-v2', 'bge-small-en-v1.5', 'e5-small-v2'];
const SETS = ['scifact', 'cisi', 'cacm', 'med'];
const MODES = ['lexical', 'dense', 'hybrid'] as const;

async function measure(set: string, part: string, model: string): Promise<Record<string, string>> {
  const library = await libraryOf(set, model);
  const questions = readJudged(set, set === 'scifact' ? part : '');
  const judged = new Map(questions.map((question) => [question.id, question.judged]));
  const row: Record<string, string> = {};
  const means: number[] = [];
  for (const mode of MODES) {
    const rankings = new Map<string, string[]>();
    for (const { id, text } of questions) {
      const { hits } = await library.ask(text, { mode, count: 10 });
      rankings.set(
        id,
        hits.map((hit) => hit.id),
      );
    }
    const values = [...measureAll(rankings, judged).values()].map((one) => one['ndcg@10']);
    const { mean, low, high } = bootstrap(values, seededRandom(42));
    means.push(mean);
    row[mode] = mean.toFixed(4);
    if (mode === 'hybrid') row['95 %'] = `${low.toFixed(3)} to ${high.toFixed(3)}`;
  }
  await library.close();
  ratios.push(means[2]! / Math.max(means[0]!, means[1]!));
  row['of the better side'] = ratios.at(-1)!.toFixed(3);
  return row;
}

const ratios: number[] = [];
const table: Record<string, Record<string, string>> = {};
const [first, ...others] = process.argv.slice(2);
const models = first === 'train' ? others : process.argv.slice(2);
for (const model of models.length > 0 ? models : MODELS) {
  for (const set of SETS) {
    const part = first === 'train' ? '-train' : '';
    if (isThere(set))
      table[`${set}${set === 'scifact' ? part : ''}, ${model}`] = await measure(set, part, model);
  }
}
console.table(table);
console.log(
  `Hybrid of the better side: ${(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toFixed(3)} on average, ${Math.min(...ratios).toFixed(3)} at least.`,
);
