/** Questions as people type them, and what each takes. */
import { samplePapers } from '../../src/evaluation/known-items.js';
import { seededRandom } from '../../src/math/random.js';
import { isStopWord, tokenize } from '../../src/text/tokenize.js';
import type { Paper } from '../../src/types.js';

/** Six to eight words of an abstract each, of papers drawn by a seed. */
export function drawnQuestions(papers: readonly Pick<Paper, 'abstract'>[], count: number): string[] {
  const random = seededRandom(42);
  return samplePapers(papers, count, random).map(({ abstract }) =>
    tokenize(abstract)
      .filter(({ word, joined }) => !joined && !isStopWord(word))
      .slice(0, 6 + random.below(3))
      .map(({ word }) => word)
      .join(' '),
  );
}

/** Quantiles by the clock and of this process's time: on a busy machine only the latter tells. */
export async function timed(
  questions: readonly string[],
  ask: (question: string) => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const clock: number[] = [];
  const cpu: number[] = [];
  for (const question of questions) {
    const used = process.cpuUsage();
    const start = performance.now();
    await ask(question);
    clock.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
  }
  return {
    'p50 ms': quantile(clock, 0.5),
    'p95 ms': quantile(clock, 0.95),
    'most ms': quantile(clock, 1),
    'p50 ms of processor': quantile(cpu, 0.5),
    'p95 ms of processor': quantile(cpu, 0.95),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number(sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1));
}
