/** How good search is on this library: against judged questions, or on questions whose answer is known. */
import { readFile } from 'node:fs/promises';
import { DEFAULTS } from '../../config.js';
import { cannotRead, FieldmapError } from '../../errors.js';
import {
  bootstrap,
  type Interval,
  mistypedItem,
  samplePapers,
  sentenceItem,
  titleItem,
  type KnownItem,
  measureAll,
  METRICS,
  type Judgements,
  type Metric,
  type PerQuestion,
  parseQrels,
} from '../../evaluation/index.js';
import { row, seededRandom } from '../../math/index.js';
import { exactNeighbors } from '../../neighbors/index.js';
import type { SearchMode } from '../../search/index.js';
import { rankFor } from './ask.js';
import type { Context } from '../session/context.js';
import { joinedIds } from '../session/joined-ids.js';
import { parseQuestionLine } from './question-line.js';

export type EvaluateOptions =
  /** Files: questions as JSONL (`id`, `text`), judgements as TREC or three-column qrels. */
  | { readonly queries: string; readonly qrels: string }
  /** No judgements: so many papers drawn at random are to be found by title, mistyped title and a sentence. */
  | { readonly self: number };

export interface Measures {
  /** `judged`, or the kind of known item: `title`, `title with typos`, `sentence`. */
  readonly questions: string;
  readonly count: number;
  readonly mode: SearchMode;
  /** Mean over the questions and its 95 % bootstrap interval, each 0..1; rankings are cut at 100. */
  readonly metrics: Readonly<Record<Metric, Interval>>;
}

export interface Evaluation {
  readonly papers: number;
  readonly measures: readonly Measures[];
  /** With `self`: share of the 10 exact nearest papers that the index finds, 0..1. */
  readonly indexRecall: number | null;
}

const MODES = ['lexical', 'dense', 'hybrid'] as const;
const DEPTH = 100;

/** @throws FieldmapError `input` when a file is missing or not as expected. */
export async function evaluate(context: Context, options: EvaluateOptions): Promise<Evaluation> {
  const { papers } = await context.store.revision();
  if ('queries' in options) {
    const judged = await asJoined(context, parseQrels(await text(options.qrels), options.qrels));
    const questions = (await questionsOf(options.queries)).filter(({ id }) => judged.has(id));
    if (questions.length === 0) {
      throw new FieldmapError(
        'input',
        `No question of ${options.queries} has a judgement in ${options.qrels}.`,
        'Their question ids must be the same.',
      );
    }
    return { papers, measures: await inAllModes(context, 'judged', questions, judged), indexRecall: null };
  }
  const measures: Measures[] = [];
  for (const { name, items } of await knownItems(context, options.self)) {
    const questions = items.map(({ text: asked }, i) => ({ id: String(i), text: asked }));
    const judged = new Map(items.map(({ id }, i) => [String(i), new Map([[id, 1]])]));
    measures.push(...(await inAllModes(context, name, questions, judged)));
  }
  return { papers, measures, indexRecall: await indexRecall(context, options.self) };
}

/** Judgements of papers that were joined with others count for what they are now; the greatest does where several met. */
async function asJoined(
  context: Context,
  judged: ReadonlyMap<string, Judgements>,
): Promise<Map<string, Judgements>> {
  const now = new Map(
    [...(await joinedIds(context))].flatMap(([id, others]) => others.map((other) => [other, id] as const)),
  );
  return new Map(
    [...judged].map(([question, judgements]) => {
      const own = new Map<string, number>();
      for (const [id, grade] of judgements) {
        const paper = now.get(id) ?? id;
        own.set(paper, Math.max(grade, own.get(paper) ?? -Infinity));
      }
      return [question, own];
    }),
  );
}

function seedOf({ options }: Context): number {
  return options.seed ?? DEFAULTS.seed;
}

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw cannotRead(path, error, 'Run `fieldmap eval --queries FILE.jsonl --qrels FILE.tsv`.');
  }
}

interface Asked {
  readonly id: string;
  readonly text: string;
}

async function questionsOf(path: string): Promise<Asked[]> {
  const questions: Asked[] = [];
  for (const [i, line] of (await text(path)).split('\n').entries()) {
    if (line.trim() === '') continue;
    const { id, text: asked } = parseQuestionLine(line, `${path}:${i + 1}`);
    // What is like a paper is not judged by words.
    if (asked === null)
      throw new FieldmapError(
        'input',
        `${path}:${i + 1}: a paper, not a text.`,
        'Expected {"id": "…", "text": "…"} on each line.',
      );
    questions.push({ id, text: asked });
  }
  return questions;
}

async function inAllModes(
  context: Context,
  name: string,
  questions: readonly Asked[],
  judged: ReadonlyMap<string, Judgements>,
): Promise<Measures[]> {
  const measures: Measures[] = [];
  for (const mode of MODES) {
    const rankings = new Map<string, string[]>();
    for (const question of questions) {
      const { ranked } = await rankFor(context, question.text, { mode, count: DEPTH });
      rankings.set(
        question.id,
        ranked.hits.map(({ id }) => id),
      );
      context.options.onProgress({
        step: `asking (${name}, ${mode})`,
        done: rankings.size,
        total: questions.length,
      });
    }
    measures.push({
      questions: name,
      count: questions.length,
      mode,
      metrics: intervals(measureAll(rankings, judged), seedOf(context)),
    });
  }
  return measures;
}

function intervals(perQuestion: PerQuestion, seed: number): Measures['metrics'] {
  const of = (metric: Metric): Interval =>
    bootstrap(
      [...perQuestion.values()].map((one) => one[metric]),
      seededRandom(seed),
    );
  return Object.fromEntries(METRICS.map((metric) => [metric, of(metric)])) as Record<Metric, Interval>;
}

async function knownItems(context: Context, count: number): Promise<{ name: string; items: KnownItem[] }[]> {
  const { store } = context;
  const random = seededRandom(seedOf(context));
  const drawn = samplePapers(Array.from(await store.filter({})), count, random);
  const papers = (await store.getByKey(Int32Array.from(drawn))).flatMap((stored) =>
    stored ? [stored.paper] : [],
  );
  const kinds = [
    { name: 'title', items: papers.map(titleItem) },
    { name: 'title with typos', items: papers.map((paper) => mistypedItem(paper, random)) },
    { name: 'sentence', items: papers.map((paper) => sentenceItem(paper, random)) },
  ];
  return kinds.map(({ name, items }) => ({ name, items: items.filter((item) => item !== null) }));
}

async function indexRecall(context: Context, count: number): Promise<number> {
  const { keys, matrix } = await context.store.allDocumentVectors();
  const neighbors = await context.neighbors();
  const wanted = Math.min(10, keys.length);
  const rows = samplePapers(Array.from(keys.keys()), count, seededRandom(seedOf(context)));
  let found = 0;
  for (const one of rows) {
    const near = new Set(neighbors.search(row(matrix, one), wanted).keys);
    for (const exact of exactNeighbors(matrix, row(matrix, one), wanted).rows)
      if (near.has(keys[exact]!)) found++;
  }
  return rows.length === 0 ? 1 : found / (rows.length * wanted);
}
