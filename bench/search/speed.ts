/**
 * Time of one `ask` in one process on ACL, with and without a filter that leaves 1 %, and questions a second in a batch
 * on SciFact. `npx tsx bench/search/speed.ts`. Wanted: p50 ≤ 15 ms, p95 ≤ 40 ms (with the filter likewise), ≥ 60/s.
 * Processor time is printed beside the clock's: on a busy machine only that tells.
 */
import { Readable } from 'node:stream';
import type { Filter } from '../../src/questions/index.js';
import { isThere, libraryOf, readCorpus, readJudged } from './corpora.js';
import { drawnQuestions, timed } from './timed.js';

const QUESTIONS = 200;
/** 663 of 58,919. */
const ONE_PERCENT: Filter = { year: { from: null, to: 2001 } };

async function main(): Promise<void> {
  if (isThere('acl-anthology')) await one();
  if (isThere('scifact')) await batch();
}

async function one(): Promise<void> {
  const questions = drawnQuestions(readCorpus('acl-anthology'), QUESTIONS);
  const library = await libraryOf('acl-anthology');
  for (const question of questions.slice(0, 20)) await library.ask(question);
  console.table({
    ask: await timed(questions, (one) => library.ask(one)),
    'ask, 1 % of the papers': await timed(questions, (one) => library.ask(one, { filter: ONE_PERCENT })),
    lexical: await timed(questions, (one) => library.ask(one, { mode: 'lexical' })),
    dense: await timed(questions, (one) => library.ask(one, { mode: 'dense' })),
  });
  await library.close();
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
