/** Papers that an interrupted `add` left without vectors. */
import { expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Input, type Library } from '../../src/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const PAPERS: Input = {
  name: 'papers.jsonl',
  bytes: Buffer.from(
    ['cat', 'dog', 'star']
      .map((id) => JSON.stringify({ id, title: `A ${id}`, abstract: `The ${id}.` }))
      .join('\n'),
  ),
};

/** `add` was stopped after the first paper. */
async function interrupted(): Promise<{ library: Library; notices: string[] }> {
  const folder = temporaryFolder();
  const stop = new AbortController();
  let seen = 0;
  const embedder = fakeEmbedder({ batch: 1, onPaper: () => void (++seen === 2 && stop.abort()) });
  const first = await openLibrary({ dir: folder.path, embedder, signal: stop.signal });
  await first.add([PAPERS]);
  await first.close();
  const notices: string[] = [];
  const library = await openLibrary({
    dir: folder.path,
    embedder: fakeEmbedder(),
    onNotice: (text) => notices.push(text),
  });
  onTestFinished(async () => {
    await library.close();
    folder.remove();
  });
  return { library, notices };
}

it('the map says how many papers are not on it, and how to go on', async () => {
  const { library, notices } = await interrupted();
  expect((await library.map({ out: null })).papers).toBe(1);
  expect(notices).toEqual([
    '2 of 3 papers have no vector yet and are not on the map: run the last `fieldmap add` again, it goes on where it stopped.',
  ]);
});

it('an answer says so where vectors count, and only there', async () => {
  const { library } = await interrupted();
  const notes = async (mode: 'hybrid' | 'dense' | 'lexical') =>
    (await library.ask('cat', { mode })).notes.filter((note) => note.includes('no vector'));
  expect(await notes('hybrid')).toEqual([
    '2 of 3 papers have no vector yet and are found by their words alone: run the last `fieldmap add` again, it goes on where it stopped.',
  ]);
  expect((await notes('dense'))[0]).toContain('cannot be found by meaning');
  expect(await notes('lexical')).toEqual([]);
});

it('nothing is said of papers that all have vectors', async () => {
  const folder = temporaryFolder();
  const notices: string[] = [];
  const library = await openLibrary({
    dir: folder.path,
    embedder: fakeEmbedder(),
    onNotice: (text) => notices.push(text),
  });
  onTestFinished(async () => {
    await library.close();
    folder.remove();
  });
  await library.add([PAPERS]);
  await library.map({ out: null });
  expect([...notices, ...(await library.ask('cat')).notes]).toEqual([]);
});
