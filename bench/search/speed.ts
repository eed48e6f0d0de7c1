/**
 * Time of one `ask` in one process on ACL, with and without a filter that leaves 1 %, and questions a second in a batch
 * on SciFact. `npx tsx bench/search/speed.ts`. Wanted: p50 ≤ 15 ms, p95 ≤ 40 ms (with the filter likewise), ≥ 60/s.
 * Processor time is printed beside the clock's: on a busy machine only that tells.
 */
import { Readable } from 'node:stream';
import { samplePapers } from '../../src/evaluation/known-items.js';
import { seededRandom } from '../../src/math/random.js';
import { isStopWord, tokenize } from '../../src/text/tokenize.js';
import type { Filter } from '../../src/questions/index.js';
import type { Library } from '../../src/library/library.js';
import { isThere, libraryOf, readCorpus, readJudged } from './corpora.js';

const QUESTIONS = 200;
/** 663 of 58,919. */
const ONE_PERCENT: Filter = { year: { from: null, to: 2001 } };

async function main(): Promise<void> {
  if (isThere('acl-anthology')) await one();
  if (isThere('scifact')) await batch();
}

async function one(): Promise<void> {
  const random = seededRandom(42);
  const questions = samplePapers(readCorpus('acl-anthology'), QUESTIONS, random).map(({ abstract }) =>
    sixToEightWords(abstract, 6 + random.below(3)),
  );
  const library = await libraryOf('acl-anthology');
  for (const question of questions.slice(0, 20)) await library.ask(question);
  console.table({
    ask: await timed(library, questions),
    'ask, 1 % of the papers': await timed(library, questions, ONE_PERCENT),
    lexical: await timed(library, questions, undefined, 'lexical'),
    dense: await timed(library, questions, undefined, 'dense'),
  });
  await library.close();
}

function sixToEightWords(abstract: string, count: number): string {
  return tokenize(abstract)
    .filter(({ word, joined }) => !joined && !isStopWord(word))
    .slice(0, count)
    .map(({ word }) => word)
    .join(' ');
}

async function timed(
  library: Library,
  questions: readonly string[],
  filter?: Filter,
  mode: 'hybrid' | 'lexical' | 'dense' = 'hybrid',
): Promise<object> {
  const clock: number[] = [];
  const cpu: number[] = [];
  for (const question of questions) {
    const used = process.cpuUsage();
    const start = performance.now();
    await library.ask(question, { mode, ...(filter && { filter }) });
    clock.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1000);
  }
  return {
    'p50 ms': quantile(clock, 0.5),
    'p95 ms': quantile(clock, 0.95),
    'p50 ms of processor': quantile(cpu, 0.5),
    'p95 ms of processor': quantile(cpu, 0.95),
  };
}

function quantile(values: readonly number[], share: number): string {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!.toFixed(1);
}

async function batch(): Promise<void> {
  const library = await libraryOf('scifact');
  const questions = readJudged('scifact', '-train');
  for (const { text } of questions.slice(0, 20)) await library.ask(text, { count: 100 });
  const lines = Readable.from(questions.map(({ id, text }) => `${JSON.stringify({ id, text })}\n`));
  const start = performance.now();
  for await (const { answer } of library.askAll({ stream: lines }, { count: 100 }))
    if (answer.hits.length === 0) throw new Error(answer.question);
  console.log(
    `batch on SciFact: ${((1000 * questions.length) / (performance.now() - start)).toFixed(0)} questions/s (wanted ≥ 60)`,
  );
  await library.close();
}

await main();
