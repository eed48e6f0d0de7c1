/**
 * Measures of a ranking against judgements, as trec_eval (and so pytrec_eval) computes them: `ndcg_cut_10` with the
 * judged grade as gain and log2(rank + 1) as discount, `map`, `recip_rank`, `recall_10`, `recall_100`.
 */

/** Grade by paper id; above 0 is relevant. */
export type Judgements = ReadonlyMap<string, number>;

export const METRICS = ['ndcg@10', 'map', 'mrr', 'recall@10', 'recall@100'] as const;
export type Metric = (typeof METRICS)[number];
/** Each 0..1. */
export type Measured = Readonly<Record<Metric, number>>;

/** One question: `ranking` holds ids, best first, without repeats. Ids without a judgement are not relevant. */
export function measure(ranking: readonly string[], judgements: Judgements): Measured {
  const relevant = (id: string): boolean => (judgements.get(id) ?? 0) > 0;
  const total = [...judgements.values()].filter((grade) => grade > 0).length;
  const firstRelevant = ranking.findIndex(relevant);
  const found = (k: number): number => ranking.slice(0, k).filter(relevant).length;
  return {
    'ndcg@10': ndcg(ranking, judgements, 10),
    map: total === 0 ? 0 : precisions(ranking, relevant) / total,
    mrr: firstRelevant < 0 ? 0 : 1 / (firstRelevant + 1),
    'recall@10': total === 0 ? 0 : found(10) / total,
    'recall@100': total === 0 ? 0 : found(100) / total,
  };
}

/** The sum of the precisions at each relevant paper's rank. */
function precisions(ranking: readonly string[], relevant: (id: string) => boolean): number {
  let hits = 0;
  let sum = 0;
  ranking.forEach((id, i) => {
    if (relevant(id)) sum += ++hits / (i + 1);
  });
  return sum;
}

function ndcg(ranking: readonly string[], judgements: Judgements, k: number): number {
  const discounted = (grades: readonly number[]): number =>
    grades.slice(0, k).reduce((sum, grade, i) => sum + Math.max(0, grade) / Math.log2(i + 2), 0);
  const best = discounted([...judgements.values()].sort((a, b) => b - a));
  return best === 0 ? 0 : discounted(ranking.slice(0, k).map((id) => judgements.get(id) ?? 0)) / best;
}

/** One line a question that is judged. */
export type PerQuestion = ReadonlyMap<string, Measured>;

/**
 * All questions with judgements (`trec_eval -c`): a judged question without an answer scores 0, an answered one without
 * judgements is left out.
 */
export function measureAll(
  rankings: ReadonlyMap<string, readonly string[]>,
  judged: ReadonlyMap<string, Judgements>,
): PerQuestion {
  return new Map(
    [...judged].map(([question, judgements]) => [
      question,
      measure(rankings.get(question) ?? [], judgements),
    ]),
  );
}

/** The mean of one measure; 0 for no questions. */
export function mean(perQuestion: PerQuestion, metric: Metric): number {
  let sum = 0;
  for (const measured of perQuestion.values()) sum += measured[metric];
  return perQuestion.size === 0 ? 0 : sum / perQuestion.size;
}
