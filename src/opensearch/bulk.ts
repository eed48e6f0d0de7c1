/** Bulk requests by size; items that were refused for overload are sent again, with longer and longer waits. */
import { setTimeout as wait } from 'node:timers/promises';
import { FieldmapError } from '../errors.js';
import { isBlocked } from './connection.js';
import type { PaperIndex } from './papers/paper-index.js';

export interface Action {
  /** `{"index": {"_id": …}}` and so on. */
  readonly head: Readonly<Record<string, unknown>>;
  /** Null for a deletion. */
  readonly body: unknown;
}

interface Item {
  readonly status: number;
  readonly error?: { readonly type?: string; readonly reason?: string };
}

/** Characters of one request: 5 to 15 MB are advised, and the engine refuses 100. */
const MOST = 8_000_000;
const BACK_OFF = [250, 500, 1000, 2000, 4000, 8000, 16_000];

/** The status of each action in the order given; 404 and 409 are answers, any other failure is thrown. */
export async function bulk(index: PaperIndex, actions: readonly Action[]): Promise<number[]> {
  index.connection.refuseClosed();
  const statuses = new Array<number>(actions.length).fill(429);
  let left = actions.map((_, i) => i);
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt > BACK_OFF.length)
      throw new FieldmapError(
        'busy',
        `${index.connection.address.text} has been overloaded for half a minute (HTTP 429).`,
        'Run the same command again later, with fewer of them at once: it goes on where it was.',
      );
    if (attempt > 0) await wait(BACK_OFF[attempt - 1]);
    for (const part of parts(actions, left)) await sendPart(index, part, statuses);
    left = left.filter((i) => statuses[i] === 429);
  }
  return statuses;
}

interface Part {
  readonly numbers: readonly number[];
  readonly lines: string;
}

function* parts(actions: readonly Action[], left: readonly number[]): Generator<Part> {
  let numbers: number[] = [];
  let lines = '';
  for (const i of left) {
    const { head, body } = actions[i]!;
    const line = `${JSON.stringify(head)}\n${body === null ? '' : `${JSON.stringify(body)}\n`}`;
    if (numbers.length > 0 && lines.length + line.length > MOST) {
      yield { numbers, lines };
      [numbers, lines] = [[], ''];
    }
    numbers.push(i);
    lines += line;
  }
  if (numbers.length > 0) yield { numbers, lines };
}

async function sendPart(
  { connection, name }: PaperIndex,
  { numbers, lines }: Part,
  statuses: number[],
): Promise<void> {
  const { body } = await connection.send<{ items: readonly Readonly<Record<string, Item>>[] }>(
    `/${name}/_bulk`,
    // Of each item only what is looked at: the answer would be as long as a third of what was sent.
    { method: 'POST', lines, query: { filter_path: 'items.*.status,items.*.error' } },
  );
  body.items.forEach((item, n) => {
    const { status, error } = Object.values(item)[0]!;
    statuses[numbers[n]!] = status;
    const reason = error?.reason ?? error?.type ?? `HTTP ${status}`;
    const isFull = isBlocked(reason);
    if (!isFull && (status < 400 || status === 404 || status === 409 || status === 429)) return;
    throw new FieldmapError(
      isFull ? 'disk' : status >= 500 ? 'busy' : 'internal',
      `${connection.address.text} did not take a paper: ${reason}.`,
      isFull
        ? 'Make room on the data nodes (or allow writing again), then run the same command again: it goes on.'
        : 'Look at the cluster with `fieldmap doctor`, then run the same command again: it goes on.',
    );
  });
}
