/** The process that holds the library: answers the messages of child-process-service.ts until its parent is gone. */
import { FieldmapError, messageOf, type ErrorCode } from '../errors.js';
import { openLibrary, type ExportOptions } from '../library/index.js';
import { InProcessService } from './in-process-service.js';
import type { Args, Verb } from './verbs.js';

/** What the process is started with, as JSON in its one argument. */
export interface HostInput {
  readonly dir: string;
  readonly model?: string;
  readonly engine?: 'usearch' | 'hnswlib' | 'exact';
  /** The map that is read; default: the one that the library goes by. */
  readonly map?: string;
  /** Rather answer from a stale index than make a new one: another process is told to. */
  readonly steady?: boolean;
}

export type ToHost =
  | { readonly job: number; readonly verb: Verb; readonly args: Args<Verb> }
  | { readonly job: number; readonly export: ExportOptions }
  /** The next part of an export; `end` when no more is wanted, or when whoever asked a question has gone. */
  | { readonly job: number; readonly next: 'more' | 'end' };

export type FromHost =
  /** An index is stale, and nobody seems to be making the new one. */
  { readonly stale: true } | ReplyFromHost;

export type ReplyFromHost =
  | { readonly job: number; readonly value: unknown }
  | { readonly job: number; readonly part: string; readonly done: boolean }
  | {
      readonly job: number;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint: string | null };
    };

/** Characters of an export that cross at a time: one message a paper would cost more than the paper. */
const PART = 65_536;

const input = JSON.parse(process.argv[2] ?? '{}') as HostInput;
const service = new InProcessService({
  dir: input.dir,
  // One question is one text: a second thread would only take memory.
  open: (options) =>
    openLibrary({
      threads: 1,
      ...(input.steady && { onStale: () => send({ stale: true }) }),
      ...(input.model && { model: input.model }),
      ...(input.engine && { engine: input.engine }),
      ...(input.map && { map: input.map }),
      ...options,
    }),
  onNotice: (text) => process.stderr.write(`${text}\n`),
});
const exports = new Map<number, AsyncGenerator<string>>();
/** One for each question that is being answered. */
const calls = new Map<number, AbortController>();

process.on('message', (message: ToHost) => {
  answer(message).then(send, (error: unknown) => {
    const { code, hint } = error instanceof FieldmapError ? error : { code: 'internal' as const, hint: null };
    const text =
      code === 'internal' && error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
    send({ job: message.job, error: { code, message: text, hint } });
  });
});
// Whoever ends the server ends this process by letting go of it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
process.once('disconnect', () => void end());

async function answer(message: ToHost): Promise<FromHost | null> {
  const { job } = message;
  if ('verb' in message) return { job, value: await answerOne(message) };
  if ('export' in message) exports.set(job, service.export(message.export));
  const pieces = exports.get(job);
  if (pieces === undefined) {
    calls.get(job)?.abort();
    return null;
  }
  if ('next' in message && message.next === 'end') {
    exports.delete(job);
    await pieces.return(undefined);
    return null;
  }
  return { job, ...(await partOf(job, pieces)) };
}

async function answerOne({ job, verb, args }: Extract<ToHost, { verb: Verb }>): Promise<unknown> {
  const call = new AbortController();
  calls.set(job, call);
  try {
    // Messages that wait come first: one of them may say that nobody waits for this answer any more.
    await new Promise((resolve) => setImmediate(resolve));
    return await service.call(verb, args, call.signal);
  } finally {
    calls.delete(job);
  }
}

async function partOf(job: number, pieces: AsyncGenerator<string>): Promise<{ part: string; done: boolean }> {
  let part = '';
  try {
    while (part.length < PART) {
      const next = await pieces.next();
      if (next.done) {
        exports.delete(job);
        return { part, done: true };
      }
      part += next.value;
    }
    return { part, done: false };
  } catch (error) {
    exports.delete(job);
    throw error;
  }
}

function send(message: FromHost | null): void {
  if (message !== null && process.connected) process.send!(message);
}

async function end(): Promise<void> {
  await service.close().catch(() => undefined);
  process.exit(0);
}
