/**
 * The library in a process of its own: its searching never holds up the server, and a crash of native code ends
 * answers, not the server. Started at the first question, again when it has died.
 */
import { programUrl } from '../config.js';
import { fork, type ChildProcess } from 'node:child_process';
import { FieldmapError, messageOf } from '../errors.js';
import type { ExportOptions } from '../library/index.js';
import type { FromHost, HostInput, ReplyFromHost, ToHost } from './host.js';
import { HttpError } from './problem.js';
import { GONE, type Args, type LibraryService, type Result, type Verb } from './verbs.js';

export interface ChildProcessServiceOptions extends HostInput {
  /** Milliseconds without a question after which the process is ended to give its memory back; null: never. */
  readonly idle: number | null;
  /** Milliseconds until a question is given up. */
  readonly longest: number;
  /** Called when an index is stale and nobody seems to be making the new one. */
  readonly onStale?: () => void;
  /** The process's code; replaced in tests. */
  readonly file?: URL;
}

/** Questions the process has at a time: enough that one is embedded while another is searched. The others wait here. */
const AT_ONCE = 4;
/** Questions that wait; more are refused. At 15 ms a question the last one waits for 4 s. */
const MOST_WAITING = 256;
/** A process that died is not started again before so many milliseconds after its start. */
const RESTART = 1_000;

type Reply = Exclude<ReplyFromHost, { readonly error: unknown }>;

interface Job {
  readonly message: ToHost;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
  /** Runs until the process answers, also when whoever asked has gone. */
  readonly timer: NodeJS.Timeout;
}

export class ChildProcessService implements LibraryService {
  readonly #options: ChildProcessServiceOptions;
  #child: ChildProcess | null = null;
  /** When the process last answered, or was given work after having none. */
  #heardAt = 0;
  #startedAt = -Infinity;
  #closed = false;
  #nextJob = 0;
  #idleTimer: NodeJS.Timeout | undefined;
  readonly #waiting: Job[] = [];
  readonly #running = new Map<number, Job>();
  #exports = 0;

  constructor(options: ChildProcessServiceOptions) {
    this.#options = options;
  }

  async call<V extends Verb>(verb: V, args: Args<V>, signal?: AbortSignal): Promise<Result<V>> {
    const reply = await this.#ask({ job: this.#nextJob++, verb, args }, signal);
    return (reply as { readonly value: Result<V> }).value;
  }

  async *export(options: ExportOptions): AsyncGenerator<string> {
    const job = this.#nextJob++;
    let done = false;
    this.#exports++;
    try {
      for (let message: ToHost = { job, export: options }; !done; message = { job, next: 'more' }) {
        const reply = (await this.#ask(message)) as { readonly part: string; readonly done: boolean };
        done = reply.done;
        yield reply.part;
      }
    } finally {
      this.#exports--;
      if (!done) this.#tell({ job, next: 'end' });
      this.#rest();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#failAll(new FieldmapError('interrupted', 'The server is ending.'));
    await this.#stop();
  }

  #ask(message: ToHost, signal?: AbortSignal): Promise<Reply> {
    if (this.#closed) return Promise.reject(new FieldmapError('interrupted', 'The server is ending.'));
    if (this.#waiting.length >= MOST_WAITING) {
      return Promise.reject(
        new HttpError(
          503,
          `Too many questions: ${MOST_WAITING} are waiting already.`,
          'Ask again in a few seconds.',
        ),
      );
    }
    const { longest } = this.#options;
    if (signal?.aborted) return Promise.reject(new FieldmapError('interrupted', GONE));
    return new Promise((resolve, reject) => {
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          signal?.removeEventListener('abort', onAbort);
          then(value);
        };
      const timer = setTimeout(() => this.#timeUp(job), longest);
      const job: Job = { message, resolve: settled(resolve), reject: settled(reject), timer };
      const onAbort = (): void => this.#abandon(job);
      signal?.addEventListener('abort', onAbort);
      this.#waiting.push(job);
      this.#send();
    });
  }

  /** One that waits is taken off the list; for one that has been sent the process is told, and its answer is dropped. */
  #abandon(job: Job): void {
    if (this.#unlist(job)) clearTimeout(job.timer);
    else this.#tell({ job: job.message.job, next: 'end' });
    job.reject(new FieldmapError('interrupted', GONE));
  }

  /** A process that has answered nothing for long is killed: a question that never ends would hold its place for good. */
  #timeUp(job: Job): void {
    const { longest } = this.#options;
    job.reject(
      new HttpError(503, `No answer within ${longest / 1000} s.`, 'Ask again later, or ask for less.'),
    );
    if (this.#unlist(job) || this.#child === null) return;
    if (performance.now() - this.#heardAt < longest / 2) return;
    const child = this.#child;
    child.kill('SIGKILL');
    this.#lost(child);
  }

  #tell(message: ToHost): void {
    // It may die meanwhile: then there is nothing left to end.
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }

  /** Whether the job was still waiting. */
  #unlist(job: Job): boolean {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  #send(): void {
    clearTimeout(this.#idleTimer);
    while (this.#running.size < AT_ONCE && this.#waiting.length > 0) {
      const child = this.#started();
      if (child === null) return;
      const job = this.#waiting.shift()!;
      if (this.#running.size === 0) this.#heardAt = performance.now();
      this.#running.set(job.message.job, job);
      child.send(job.message, (error) => {
        if (error !== null) this.#lost(child);
      });
    }
    this.#rest();
  }

  /** The process, if it may run now. */
  #started(): ChildProcess | null {
    if (this.#child !== null) return this.#child;
    const wait = this.#startedAt + RESTART - performance.now();
    if (wait > 0) {
      setTimeout(() => this.#send(), wait);
      return null;
    }
    this.#startedAt = performance.now();
    const { file = programUrl('server/host.js'), dir, model, engine, map, steady } = this.#options;
    const input: HostInput = {
      dir,
      ...(model !== undefined && { model }),
      ...(engine !== undefined && { engine }),
      ...(map !== undefined && { map }),
      ...(steady && { steady }),
    };
    // Whatever a dependency prints must not land among this program's results.
    const child = fork(file, [JSON.stringify(input)], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    child.on('message', (message: FromHost) => this.#answered(message));
    child.on('error', () => this.#lost(child));
    child.on('exit', () => this.#lost(child));
    this.#child = child;
    return child;
  }

  #answered(message: FromHost): void {
    if ('stale' in message) {
      this.#options.onStale?.();
      return;
    }
    this.#heardAt = performance.now();
    const job = this.#running.get(message.job);
    clearTimeout(job?.timer);
    this.#running.delete(message.job);
    if ('error' in message) {
      const { code, message: text, hint } = message.error;
      job?.reject(new FieldmapError(code, text, hint));
    } else job?.resolve(message);
    this.#send();
  }

  #lost(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = null;
    const lost = [...this.#running.values()];
    this.#running.clear();
    for (const job of lost) {
      clearTimeout(job.timer);
      job.reject(
        new HttpError(
          503,
          'The process that reads the library has ended unexpectedly.',
          'Ask again: it is started anew.',
        ),
      );
    }
    if (!this.#closed) this.#send();
  }

  #failAll(error: Error): void {
    for (const job of [...this.#running.values(), ...this.#waiting]) {
      clearTimeout(job.timer);
      job.reject(error);
    }
    this.#running.clear();
    this.#waiting.length = 0;
  }

  /** Without work, the process goes after a while. */
  #rest(): void {
    const { idle } = this.#options;
    if (idle === null || this.#child === null || this.#running.size > 0 || this.#exports > 0) return;
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => void this.#stop(), idle);
    this.#idleTimer.unref();
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    // Ended in order, it may start again at once.
    this.#startedAt = -Infinity;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.connected) child.disconnect();
    const kill = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(kill);
  }
}

/** What takes seconds for a large library goes to a process of its own, so that questions do not wait for it. */
const SLOW: ReadonlySet<Verb> = new Set([
  'map',
  'page',
  'topic',
  'fields',
  'concepts',
  'concept',
  'makeIndexes',
  'screen',
  'cited',
]);
const SLOW_IDLE = 30_000;

/** The indexes of 60,000 papers take 10 s when there are none yet, their map's page 5; on a busy machine four times that. */
const LONGEST = { quick: 30_000, slow: 120_000 } as const;

/** `onNotice` gets what a person at the server should see. */
export function openService(input: HostInput, onNotice: (text: string) => void): LibraryService {
  const slow = new ChildProcessService({ ...input, idle: SLOW_IDLE, longest: LONGEST.slow });
  const onStale = (): void => {
    slow
      .call('makeIndexes', [])
      .catch((error: unknown) => onNotice(`The indexes could not be made anew: ${messageOf(error)}`));
  };
  const quick = new ChildProcessService({
    ...input,
    idle: null,
    longest: LONGEST.quick,
    steady: true,
    onStale,
  });
  return {
    call: (verb, args, signal) => (SLOW.has(verb) ? slow : quick).call(verb, args, signal),
    export: (options) => slow.export(options),
    close: async () => {
      await Promise.all([quick.close(), slow.close()]);
    },
  };
}
