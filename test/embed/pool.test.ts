import { afterEach, describe, expect, it } from 'vitest';
import { Pool } from '../../src/embed/pool.js';
import { resolveModel } from '../../src/embed/resolve-model.js';
import { modelFolder } from '../helpers/model-folder.js';

/** Stands in for the model: answers with its thread's number, refuses `bad`, and dies or hangs when told to. */
const CODE = `
import { parentPort, threadId } from 'node:worker_threads';
const none = { scales: new Float32Array(0), values: new Int8Array(0), spans: new Uint32Array(0) };
parentPort.on('message', (request) => {
  if (request === 'stop') return parentPort.close();
  for (const { job, task } of request) answer(job, task);
});
function answer(job, task) {
  if (task.text === 'die') throw new Error('no memory left');
  if (task.text === 'exit') process.exit(7);
  if (task.text === 'hang') return;
  if (task.text === 'bad') parentPort.postMessage([{ job, error: 'bad model', code: 'model', hint: 'pull it' }]);
  else {
    const vectors = { document: Float32Array.of(threadId), sentences: none, truncated: false };
    parentPort.postMessage([{ job, vectors }]);
  }
}`;
const WORKER = new URL(`data:text/javascript,${encodeURIComponent(CODE)}`);

const model = resolveModel(modelFolder());
const open: Pool[] = [];

function pool(threads = 2): Pool {
  const opened = new Pool(model, threads, WORKER);
  open.push(opened);
  return opened;
}
afterEach(() => Promise.all(open.splice(0).map((opened) => opened.close())));

const query = (text: string) => ({ kind: 'query', text }) as const;

describe('Pool', () => {
  it.each([0, -1, 1.5, NaN])('refuses %d threads', (threads) => {
    expect(() => pool(threads)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `threads must be a whole number from 1, got ${threads}.`,
      }),
    );
  });

  it('rejects what is under way when a worker dies, and everything after', async () => {
    const dying = pool();
    const hanging = dying.run(query('hang'), 2);
    const message = 'An embedding worker died: no memory left.';
    const outcomes = await Promise.allSettled([dying.run(query('die'), 2), hanging]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'internal', message } });
    }
    await expect(dying.run(query('a'), 1)).rejects.toMatchObject({
      message,
      hint: 'Run the same command again: it goes on where it stopped. FIELDMAP_THREADS=1 needs less memory.',
    });
  });

  it('rejects when a worker ends without a word', async () => {
    await expect(pool().run(query('exit'), 1)).rejects.toThrow(
      'An embedding worker died: it ended with exit code 7.',
    );
  });

  it('rejects what is under way when it is closed, and everything after', async () => {
    const closing = pool();
    const hanging = closing.run(query('hang'), 1);
    const closed = closing.close();
    await expect(hanging).rejects.toMatchObject({ code: 'interrupted', message: 'The embedder was closed.' });
    await closed;
    await closing.close();
    await expect(closing.run(query('a'), 1)).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('passes on what a worker refuses, and goes on', async () => {
    const running = pool();
    await expect(running.run(query('bad'), 1)).rejects.toMatchObject({
      code: 'model',
      message: 'bad model',
      hint: 'pull it',
    });
    await expect(running.run(query('a'), 1)).resolves.toMatchObject({ truncated: false });
  });

  it('starts a worker only when all are busy, and never more than wanted', async () => {
    const running = pool(2);
    const threads = async (count: number, atMost: number): Promise<number> => {
      const found = await Promise.all(Array.from({ length: count }, () => running.run(query('a'), atMost)));
      return new Set(found.map(({ document }) => document[0])).size;
    };
    expect(await threads(1, 2)).toBe(1);
    expect(await threads(3, 1)).toBe(1);
    expect(await threads(4, 9)).toBe(2);
  });
});
