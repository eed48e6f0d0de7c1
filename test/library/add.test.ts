import { getEventListeners } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Library } from '../../src/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

it('a model that does not fit the library is refused before anything is stored', async () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const opened = async (hash?: string): Promise<Library> =>
    openLibrary({
      dir: join(folder.path, 'library'),
      embedder: fakeEmbedder(hash === undefined ? {} : { model: { hash } }),
    });
  const paper = (id: string) => [
    { name: id, bytes: Buffer.from(JSON.stringify({ id, title: 'A cat', abstract: id })) },
  ];
  const first = await opened();
  await first.add(paper('one'));
  await first.close();
  const second = await opened('e'.repeat(64));
  await expect(second.add(paper('two'))).rejects.toMatchObject({
    code: 'library',
    hint: expect.stringContaining('Leave out --model') as string,
  });
  expect(await second.status()).toMatchObject({ papers: 1, embedded: 1 });
  await second.close();
});

it('a model that another process pins while the files are read is not mixed with another one', async () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const opened = async (hash: string): Promise<Library> => {
    const library = await openLibrary({
      dir: folder.path,
      embedder: fakeEmbedder({ model: { hash: hash.repeat(64) } }),
    });
    onTestFinished(() => library.close());
    return library;
  };
  const line = (id: string) => Buffer.from(`${JSON.stringify({ id, title: `A cat ${id}`, abstract: id })}\n`);
  const [slow, quick] = [await opened('a'), await opened('b')];
  async function* slowly() {
    yield line('one');
    await quick.add([{ name: 'quick', bytes: line('two') }]);
    yield line('three');
  }
  await expect(slow.add([{ name: 'slow.jsonl', stream: Readable.from(slowly()) }])).rejects.toMatchObject({
    code: 'library',
    message: expect.stringMatching(/from the model fake \(b{12}\); fake \(a{12}\) was asked for/) as string,
  });
  // What has no vectors yet waits for the model that is pinned.
  expect(await quick.status()).toMatchObject({ papers: 3, embedded: 1 });
  expect(await quick.add([])).toMatchObject({ embedded: 2 });
});

it('leaves no listener behind for each file: Node warns from the eleventh on', async () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const stop = new AbortController();
  const library = await openLibrary({ dir: folder.path, embedder: fakeEmbedder(), signal: stop.signal });
  onTestFinished(() => library.close());
  const files = Array.from({ length: 12 }, (_, i) => ({
    name: `${i}.jsonl`,
    bytes: Buffer.from(JSON.stringify({ id: `p${i}`, title: `A cat ${i}`, abstract: 'It sleeps.' })),
  }));
  await library.add(files);
  expect(getEventListeners(stop.signal, 'abort').length).toBeLessThan(3);
});
