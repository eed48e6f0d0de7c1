/** Threads beside the main one: those of the built package say what the main thread would. */
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startWorker } from '../../src/io/worker-thread.js';
import { fuzzyGraph, judgePlaces, pcaStart, umap, writtenPlaces } from '../../src/projection/index.js';
import type { Drawn, UmapWork } from '../../src/projection/umap-worker.js';
import { labelTopics, readLabelSource, termListsOf } from '../../src/labels/label-topics.js';
import type { FromLabelWorker, ToLabelWorker } from '../../src/labels/label-worker.js';
import type { Progress } from '../../src/types.js';
import { exactLists, groupedVectors } from '../cluster/fixtures.js';

const code = (text: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';\n${text}`)}`,
  );
const ignore = (): void => {};

describe('a thread beside', () => {
  it('that throws or ends early rejects with what to do', async () => {
    for (const [text, why] of [
      ['throw new Error("no memory left");', 'no memory left'],
      ['process.exit(7);', 'it ended with exit code 7'],
    ] as const) {
      await expect(startWorker(code(text), null).answer(ignore)).rejects.toMatchObject({
        code: 'internal',
        message: `A thread died: ${why}.`,
        hint: 'Run the same command again. FIELDMAP_THREADS=1 needs less memory.',
      });
    }
  });

  it('is ended by the signal', async () => {
    const stop = new AbortController();
    const thread = startWorker(code('parentPort.on("message", () => {});'), null, stop.signal);
    stop.abort();
    await expect(thread.answer(ignore)).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('does not begin when the signal was given before', async () => {
    const thread = startWorker(code('parentPort.postMessage({ answer: 1 });'), null, AbortSignal.abort());
    await expect(thread.answer(ignore)).rejects.toMatchObject({ code: 'interrupted' });
    await thread.end();
  });

  it('leaves nothing on the signal when it has ended', async () => {
    const { signal } = new AbortController();
    const thread = startWorker(code('parentPort.postMessage({ answer: 1 });'), null, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    expect(await thread.answer(ignore)).toBe(1);
    await thread.end();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('names topics as the main thread does', async () => {
    const texts = ['cats', 'dogs'].flatMap((what) =>
      Array.from({ length: 6 }, (_, i) => ({
        title: `Sleeping ${what} at noon ${i}`,
        abstract: `We watch ${what} of house number ${i} and see that ${what} sleep.`,
      })),
    );
    const assignment = Int32Array.from(texts, (_, i) => Math.floor(i / 6));
    const thread = startWorker<ToLabelWorker, FromLabelWorker>(
      new URL('../../dist/labels/label-worker.js', import.meta.url),
      null,
    );
    thread.post({ texts: texts.slice(0, 5) });
    thread.post({ texts: texts.slice(5) });
    thread.post('end');
    thread.post({ assignment, count: 2, areas: Int32Array.of(-1, -1), areaCount: 0 });
    const source = readLabelSource(texts);
    expect(await thread.answer(ignore)).toEqual({ terms: termListsOf(source) });
    expect(await thread.answer(ignore)).toEqual({
      labels: labelTopics(source, { assignment, count: 2, areas: Int32Array.of(-1, -1), areaCount: 0 }),
    });
    await thread.end();
  });

  it('places and judges papers as the main thread does, and tells how far it is', async () => {
    const vectors = groupedVectors([20, 20], 0.2);
    const lists = exactLists(vectors);
    const graph = fuzzyGraph(lists);
    const options = { dimensions: 2, seed: 1, epochs: 20, start: pcaStart(vectors, 2, 1) };
    const told: Progress[] = [];
    const thread = startWorker<never, Drawn>(
      new URL('../../dist/projection/umap-worker.js', import.meta.url),
      { graph, options, vectors, lists, neighbors: 5, north: null } satisfies UmapWork,
    );
    const places = writtenPlaces(umap(graph, options), null);
    expect(await thread.answer((progress) => told.push(progress))).toEqual({
      places,
      judged: judgePlaces(vectors, lists, places, { k: 5, seed: 1 }),
    });
    expect(told.at(-1)).toEqual({ step: 'projection', done: 20, total: 20 });
    await thread.end();
  });
});
