/**
 * The floor of `fieldmap new`: half of the papers stand for those that were there, half for what came in. Of the relevant
 * ones that came in the share above the floor (recall), of what is above it the relevant share (precision), and how many
 * papers are told of for each relevant one. `npx tsx bench/search/floor.ts [SET…]`, with all-MiniLM-L6-v2.
 */
import { relevanceFloor } from '../../src/search/floor.js';
import { isThere, libraryOf, readJudged } from './corpora.js';

const ofBest = (scores: readonly number[], share: number): number =>
  (share * scores.slice(0, 10).reduce((sum, score) => sum + score, 0)) / Math.min(10, scores.length);

const RULES: Readonly<Record<string, (scores: readonly number[]) => number>> = {
  'as it is': relevanceFloor,
  '0.4 of the best ten': (scores) => ofBest(scores, 0.4),
  '0.6 of the best ten': (scores) => ofBest(scores, 0.6),
  'the tenth': (scores) => scores[9] ?? 0,
  'two groups (Otsu) of 100': (scores) => otsu(scores.slice(0, 100)),
  '0.2 for all': () => 0.2,
};

/** The threshold that parts the scores into two groups with the least spread within (Otsu 1979). */
function otsu(scores: readonly number[]): number {
  const total = scores.reduce((sum, score) => sum + score, 0);
  let [sum, most, floor] = [0, -1, scores.at(-1) ?? 0];
  for (let n = 1; n < scores.length; n++) {
    sum += scores[n - 1]!;
    const rest = scores.length - n;
    const between = n * rest * (sum / n - (total - sum) / rest) ** 2;
    if (between > most) [most, floor] = [between, scores[n - 1]!];
  }
  return floor;
}

/** Half of the papers, by their ids. */
const isNew = (id: string): boolean =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % 2 === 0;

const sets = process.argv.slice(2);
for (const set of sets.length > 0 ? sets : ['cisi', 'cacm', 'med']) {
  if (!isThere(set)) continue;
  const library = await libraryOf(set, 'all-MiniLM-L6-v2');
  const names = Object.keys(RULES);
  const sums = new Map(names.map((name) => [name, { recall: 0, precision: 0, told: 0, floor: 0 }]));
  let asked = 0;
  for (const { text, judged } of readJudged(set, '')) {
    const relevant = [...judged].filter(([id, grade]) => grade > 0 && isNew(id)).length;
    if (relevant === 0) continue;
    asked++;
    const { hits } = await library.ask(text, { count: 1000 });
    const old = hits.filter(({ id }) => !isNew(id)).map(({ score }) => score);
    for (const name of names) {
      const floor = RULES[name]!(old);
      const told = hits.filter(({ id, score }) => isNew(id) && score >= floor);
      const good = told.filter(({ id }) => (judged.get(id) ?? 0) > 0).length;
      const sum = sums.get(name)!;
      sum.recall += good / relevant;
      sum.precision += told.length === 0 ? 0 : good / told.length;
      sum.told += told.length / relevant;
      sum.floor += floor;
    }
  }
  await library.close();
  console.log(`${set}, ${asked} questions`);
  const means = [...sums].map(([name, sum]) => [
    name,
    Object.fromEntries(Object.entries(sum).map(([key, value]) => [key, (value / asked).toFixed(3)])),
  ]);
  console.table(Object.fromEntries(means));
}
