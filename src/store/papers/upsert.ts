import { FieldmapError } from '../../errors.js';
import type { Paper } from '../../types.js';
import type { Connection } from '../connection.js';
import type { Change } from './change.js';
import { partCitations, putCitations } from './citations.js';
import { Intake } from './intake.js';
import { Tally, type Outcome } from './tally.js';
import type { UpsertOptions, UpsertReport } from '../store.js';

/** Stores papers in transactions of `batch` papers. An error in the reading leaves the batches before it stored. */
export async function upsert(
  db: Connection,
  batch: number,
  papers: Iterable<Paper> | AsyncIterable<Paper>,
  options: UpsertOptions = {},
): Promise<UpsertReport> {
  const tally = new Tally();
  const intake = new Intake(db, options);
  let waiting: Paper[] = [];
  let done = 0;
  const commit = (): void => {
    const outcomes = db.guard(() =>
      db.write((change) => waiting.map((paper) => takeWhole(db, intake, paper, change))),
    );
    for (const outcome of outcomes) tally.add(outcome);
    done += waiting.length;
    waiting = [];
    options.onBatch?.(done);
  };
  for await (const paper of inBatches(papers, batch)) {
    waiting = paper;
    if (options.signal?.aborted) throw interrupted(done);
    commit();
  }
  const back = db.guard(() => db.write((change) => intake.finish(change)));
  for (const id of back) tally.turnToUpdated(id);
  return tally.report();
}

/** The paper, and beside it what it cites, under the id of the paper it became. */
function takeWhole(db: Connection, intake: Intake, whole: Paper, change: Change): Outcome {
  const { paper, citations } = partCitations(whole);
  const outcome = intake.take(paper, change);
  if (citations !== null && outcome.kind !== 'removed') putCitations(db, outcome.id, citations);
  return outcome;
}

/** Lists of `size` papers, handed on only when full: a slow source holds no transaction open. */
async function* inBatches(
  papers: Iterable<Paper> | AsyncIterable<Paper>,
  size: number,
): AsyncGenerator<Paper[]> {
  let batch: Paper[] = [];
  if (Symbol.asyncIterator in papers) {
    for await (const paper of papers)
      if (batch.push(paper) >= size) {
        yield batch;
        batch = [];
      }
  } else {
    for (const paper of papers)
      if (batch.push(paper) >= size) {
        yield batch;
        batch = [];
      }
  }
  if (batch.length > 0) yield batch;
}

export function interrupted(done: number): FieldmapError {
  return new FieldmapError(
    'interrupted',
    `Stopped after ${done} papers; they are stored.`,
    'Run the same command again to go on.',
  );
}
