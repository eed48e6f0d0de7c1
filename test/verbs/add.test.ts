import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Library } from '../../src/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

it('a model that does not fit the library is refused before anything is stored', async () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const opened = async (hash?: string): Promise<Library> =>
    openLibrary({ dir: join(folder.path, 'library'), embedder: fakeEmbedder(hash === undefined ? {} : { model: { hash } }) });
  const paper = (id: string) => [{ name: id, bytes: Buffer.from(JSON.stringify({ id, title: 'A cat', abstract: id })) }];
  const first = await opened();
  await first.add(paper('one'));
  await first.close();
  const second = await opened('e'.repeat(64));
  await expect(second.add(paper('two'))).rejects.toMatchObject({ code: 'library', hint: expect.stringContaining('Leave out --model') as string });
  expect(await second.status()).toMatchObject({ papers: 1, embedded: 1 });
  await second.close();
});
