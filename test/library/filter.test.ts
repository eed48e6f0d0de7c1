import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Input, type Library } from '../../src/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

async function open(dir: string): Promise<Library> {
  const library = await openLibrary({ dir, embedder: fakeEmbedder() });
  onTestFinished(() => library.close());
  return library;
}

const paper = (id: string, year: number): Input => ({
  name: `${id}.jsonl`,
  bytes: Buffer.from(JSON.stringify({ id, title: `Cats ${id}`, abstract: 'Cats.', year })),
});

describe('a filter asked for again', () => {
  it('finds the papers that another process has added or removed since', async () => {
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    const [reader, writer] = [await open(folder.path), await open(folder.path)];
    await writer.add([paper('a', 2001), paper('b', 2010)]);
    const ids = async () =>
      (await reader.ask('cats', { filter: { year: { from: null, to: 2005 } } })).hits.map(({ id }) => id);
    expect(await ids()).toEqual(['a']);
    await writer.add([paper('c', 2003)]);
    expect(await ids()).toEqual(['a', 'c']);
    await writer.remove({ ids: ['a'] });
    expect(await ids()).toEqual(['c']);
  });
});
