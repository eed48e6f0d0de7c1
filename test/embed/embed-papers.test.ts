import { describe, expect, it } from 'vitest';
import { embedPapers } from '../../src/embed/embed-papers.js';
import type { EmbeddedPaper, PaperText } from '../../src/embed/embedder.js';
import { FieldmapError } from '../../src/errors.js';
import type { PaperVectors } from '../../src/types.js';
import type { Task } from '../../src/embed/worker.js';
import { fakePaper } from '../helpers/fake-embedder.js';

function papers(count: number, length = (i: number) => i): PaperText[] {
  return Array.from({ length: count }, (_, key) => ({
    key,
    title: `t${key}`,
    abstract: 'x'.repeat(length(key)),
  }));
}

/** A pool of nobody: answers at once, notes the order, and how many tasks were open together. */
function runner(before: (title: string) => void = () => undefined) {
  const order: string[] = [];
  const seen = { order, open: 0, mostOpen: 0 };
  const run = async (task: Task): Promise<PaperVectors> => {
    if (task.kind !== 'paper') throw new Error('only papers are expected');
    order.push(task.title);
    seen.mostOpen = Math.max(seen.mostOpen, ++seen.open);
    await Promise.resolve();
    seen.open--;
    before(task.title);
    return fakePaper(task.title, task.abstract);
  };
  return { run, seen };
}

async function collect(
  list: Iterable<PaperText>,
  run: (task: Task) => Promise<PaperVectors>,
  signal?: AbortSignal,
) {
  const batches: EmbeddedPaper[][] = [];
  const error: unknown = await embedPapers(run, 2, list, {
    onBatch: (batch) => batches.push(batch),
    ...(signal && { signal }),
  }).catch((thrown: unknown) => thrown);
  return { batches, keys: batches.flat().map(({ key }) => key), error };
}

describe('embedPapers', () => {
  it('does nothing without papers', async () => {
    expect(await collect([], runner().run)).toEqual({ batches: [], keys: [], error: undefined });
  });

  it('rejects with what a worker says, and hands over what was finished', async () => {
    const { run } = runner((title) => {
      if (title === 't50') throw new FieldmapError('internal', 'An embedding worker died: no memory.');
    });
    const { keys, error } = await collect(papers(60), run);
    expect(error).toMatchObject({ message: 'An embedding worker died: no memory.' });
    expect(keys).toContain(59);
    expect(keys).not.toContain(50);
  });

  it('rejects with what onBatch throws, without calling it again', async () => {
    let calls = 0;
    const full = new FieldmapError('disk', 'The disk is full.');
    await expect(
      embedPapers(runner().run, 2, papers(300), {
        onBatch() {
          calls++;
          throw full;
        },
      }),
    ).rejects.toBe(full);
    expect(calls).toBe(1);
  });

  it('rejects with what reading the papers throws', async () => {
    function* broken(): Generator<PaperText> {
      yield* papers(3);
      throw new FieldmapError('library', 'The library is damaged.');
    }
    expect((await collect(broken(), runner().run)).error).toMatchObject({ code: 'library' });
  });

  it('starts nothing when it was stopped before', async () => {
    const { run, seen } = runner();
    const { keys, error } = await collect(papers(10), run, AbortSignal.abort());
    expect(error).toMatchObject({
      code: 'interrupted',
      message: 'Embedding was stopped.',
      hint: 'Run the same command again: it goes on where it stopped.',
    });
    expect(keys).toEqual([]);
    expect(seen.order).toEqual([]);
  });

  it('stops in the middle without waiting for a worker, and hands over what was finished', async () => {
    const stop = new AbortController();
    const { run } = runner();
    const hangs = (task: Task): Promise<PaperVectors> => {
      if (task.kind === 'paper' && task.title === 't30') {
        stop.abort();
        return new Promise(() => undefined);
      }
      return run(task);
    };
    const { keys, error } = await collect(papers(40), hangs, stop.signal);
    expect(error).toMatchObject({ code: 'interrupted' });
    expect(keys).toEqual(expect.arrayContaining([39, 38, 37, 36, 35]));
    expect(keys).not.toContain(30);
    expect(keys.length).toBeLessThan(25);
  });

  it('lets go of the papers when it stops early', async () => {
    let released = false;
    function* held(): Generator<PaperText> {
      try {
        yield* papers(3000);
      } finally {
        released = true;
      }
    }
    const { run } = runner(() => {
      throw new FieldmapError('internal', 'An embedding worker died.');
    });
    await collect(held(), run);
    expect(released).toBe(true);
  });

  it('hands over every paper once, with its key and its own vectors, in batches of 64', async () => {
    const { batches, keys } = await collect(
      papers(200, (i) => i % 7),
      runner().run,
    );
    expect(batches.map((batch) => batch.length)).toEqual([64, 64, 64, 8]);
    expect(keys.sort((a, b) => a - b)).toEqual(papers(200).map(({ key }) => key));
    for (const { key, vectors } of batches.flat())
      expect(vectors).toEqual(fakePaper(`t${key}`, 'x'.repeat(key % 7)));
  });

  it('takes the longest first inside a window of 1,024, and the next window after it', async () => {
    const { run, seen } = runner();
    await collect(papers(1500), run);
    const numbers = seen.order.map((title) => Number(title.slice(1)));
    const falling = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
    expect(numbers).toEqual([...falling(1023, 0), ...falling(1499, 1024)]);
  });

  it('reads no further ahead than a window', async () => {
    let read = 0;
    function* counted(): Generator<PaperText> {
      for (const paper of papers(3000)) {
        read++;
        yield paper;
      }
    }
    const { run, seen } = runner(() => expect(read - seen.order.length).toBeLessThan(1024));
    const { error } = await collect(counted(), run);
    expect(error).toBeUndefined();
    expect(read).toBe(3000);
  });

  it('keeps four tasks open a worker', async () => {
    const { run, seen } = runner();
    await collect(papers(100), run);
    expect(seen.mostOpen).toBe(8);
  });
});
