/**
 * Steering. `npx tsx bench/concepts/steer.ts`. For 200 random (question, concept) pairs, how much more of the concept the
 * ten best papers have with `--more`, in multiples of its spread (standard deviation of its strength over all papers;
 * wanted ≥ 3). nDCG@10 of each question with `--more` of a relevant concept: the one that fires most in the papers
 * judged relevant, and the question's own strongest (wanted: neither falls by more than 0.01).
 */
import { codeVectors } from '../../src/concepts/code.js';
import { unpackConcepts } from '../../src/concepts/pack.js';
import type { Codes } from '../../src/concepts/types.js';
import { measureAll, mean } from '../../src/evaluation/metrics.js';
import { seededRandom } from '../../src/math/random.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import { isThere, libraryDir, libraryOf, readJudged } from '../search/corpora.js';
import { meanOf } from './material.js';

const RANDOM_PAIRS = 200;

/** Per concept the strength by paper. */
function strengths(codes: Codes, count: number): Map<number, number>[] {
  const found = Array.from({ length: count }, () => new Map<number, number>());
  for (let i = 0; i < codes.rows; i++) {
    for (let at = codes.offsets[i]!; at < codes.offsets[i + 1]!; at++)
      found[codes.concepts[at]!]!.set(i, codes.weights[at]! / codes.lengths[i]!);
  }
  return found;
}

async function main(name: string): Promise<void> {
  if (!isThere(name)) return;
  const library = await libraryOf(name);
  await library.concepts();
  const store = await openSqliteStore(libraryDir(name), { mode: 'read' });
  const { dictionary, list } = unpackConcepts((await store.getDocument('concepts'))!);
  const { keys, matrix } = await store.allDocumentVectors();
  const rowOf = new Map((await store.idsOf(keys)).map((id, i) => [id!, i]));
  await store.close();
  const codes = codeVectors(matrix, dictionary);
  const of = strengths(codes, list.length);
  const questions = readJudged(name, '');
  const random = seededRandom(42);
  const raised: number[] = [];
  const strengthIn = (hits: readonly { readonly id: string }[], k: number): number =>
    meanOf(hits.map(({ id }) => of[k]!.get(rowOf.get(id)!) ?? 0));
  const plain = new Map<string, string[]>();
  for (const { id, text } of questions)
    plain.set(
      id,
      (await library.ask(text)).hits.map((hit) => hit.id),
    );
  for (let n = 0; n < RANDOM_PAIRS; n++) {
    const question = questions[random.below(questions.length)]!;
    const k = random.below(list.length);
    const { hits } = await library.ask(question.text, { more: [list[k]!.id] });
    const values = [...of[k]!.values()];
    const average = values.reduce((sum, value) => sum + value, 0) / codes.rows;
    const spread = Math.sqrt(
      values.reduce((sum, value) => sum + value * value, 0) / codes.rows - average ** 2,
    );
    raised.push(
      (strengthIn(hits, k) -
        strengthIn(
          plain.get(question.id)!.map((id) => ({ id })),
          k,
        )) /
        spread,
    );
  }
  raised.sort((a, b) => a - b);
  const steeredBy = async (
    conceptOf: (question: (typeof questions)[number]) => Promise<string | null> | string | null,
  ): Promise<number> => {
    const rankings = new Map<string, string[]>();
    for (const question of questions) {
      const concept = await conceptOf(question);
      rankings.set(
        question.id,
        concept === null
          ? plain.get(question.id)!
          : (await library.ask(question.text, { more: [concept] })).hits.map(({ id }) => id),
      );
    }
    return mean(measureAll(rankings, judged), 'ndcg@10');
  };
  const judged = new Map(questions.map((question) => [question.id, question.judged]));
  const before = mean(measureAll(plain, judged), 'ndcg@10');
  const relevant = await steeredBy(({ judged: papers }) => {
    const sums = list.map((_, k) =>
      [...papers].reduce((sum, [id, grade]) => sum + (grade > 0 ? (of[k]!.get(rowOf.get(id)!) ?? 0) : 0), 0),
    );
    const best = sums.indexOf(Math.max(...sums));
    return sums[best]! > 0 ? list[best]!.id : null;
  });
  const own = await steeredBy(async ({ text }) => {
    const { explanation } = await library.ask(text, { explain: true, count: 1 });
    return explanation?.[0]?.concepts?.concepts[0]?.id ?? null;
  });
  await library.close();
  console.table({
    [name]: {
      'raised by, mean': `${meanOf(raised).toFixed(1)} × spread`,
      median: raised[RANDOM_PAIRS >> 1]!.toFixed(1),
      'pairs ≥ 3': `${((100 * raised.filter((value) => value >= 3).length) / RANDOM_PAIRS).toFixed(0)} %`,
      'nDCG@10': before.toFixed(4),
      'relevant concept': (relevant - before).toFixed(4),
      'shared with the first hit': (own - before).toFixed(4),
    },
  });
}

for (const name of ['scifact', 'cisi']) await main(name);
