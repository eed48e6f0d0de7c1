/** The files of the indexes while another process writes. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Input, type Library, type LibraryOptions } from '../../src/library/library.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import { Context } from '../../src/library/session/context.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const paper = (id: string, title: string): Input => ({
  name: `${id}.jsonl`,
  bytes: Buffer.from(JSON.stringify({ id, title, abstract: 'It sees.' })),
});

async function library(dir: string, options: LibraryOptions = {}): Promise<Library> {
  const opened = await openLibrary({ dir, embedder: fakeEmbedder(), ...options });
  onTestFinished(() => opened.close());
  return opened;
}

function folder(): string {
  const made = temporaryFolder();
  onTestFinished(() => made.remove());
  return made.path;
}

async function reader(
  dir: string,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Context> {
  const store = await openSqliteStore(dir, { mode: 'read' });
  const context = new Context({
    dir,
    store: {
      ...store,
      async *scan() {
        await meanwhile();
        yield* store.scan();
      },
    },
    model: undefined,
    engine: undefined,
    threads: 1,
    seed: undefined,
    embedder: fakeEmbedder(),
    onStale: undefined,
    signal: undefined,
    onProgress: () => {},
    onNotice: () => {},
  });
  onTestFinished(() => context.close());
  return context;
}

it('an index is not saved as that of a library that another process has changed while it was made', async () => {
  const dir = folder();
  const writer = await library(dir);
  await writer.add([paper('a', 'A cat')]);
  writeFileSync(join(dir, 'lexical.idx'), '');
  expect((await (await reader(dir, () => writer.add([paper('b', 'A dog')]))).lexical()).size).toBe(2);
  // What came meanwhile is gone again: the library is what it was, and its index must be, too.
  await writer.remove({ ids: ['b'] });
  expect((await (await reader(dir)).lexical()).size).toBe(1);
});

it('a reader that looks between the two files of an index takes it up when both are there', async () => {
  const dir = folder();
  const writer = await library(dir, { engine: 'usearch' });
  await writer.add([paper('a', 'A cat')]);
  const reader = await library(dir, { mode: 'read', engine: 'usearch', onStale: () => {} });
  const ids = async (): Promise<string[]> =>
    (await reader.ask('cat dog', { mode: 'dense' })).hits.map(({ id }) => id);
  expect(await ids()).toEqual(['a']);
  const seal = join(dir, 'neighbors.usearch.seal');
  const before = readFileSync(seal);
  await writer.add([paper('b', 'A dog')]);
  // As if the seal had not been written yet.
  renameSync(seal, `${seal}.later`);
  writeFileSync(seal, before);
  expect(await ids()).toEqual(['a']);
  renameSync(`${seal}.later`, seal);
  expect(await ids()).toEqual(['a', 'b']);
});
