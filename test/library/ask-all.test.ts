/** Questions from a file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary, type AskOptions, type Library } from '../../src/library/library.js';
import type { Embedder } from '../../src/embed/embedder.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const PAPERS = ['A cat', 'A cat on a map', 'A star'].map((title, i) =>
  JSON.stringify({ id: `p${i + 1}`, title, abstract: '' }),
);

async function open(embedder: Embedder): Promise<{ dir: string; library: Library }> {
  const folder = temporaryFolder();
  const library = await openLibrary({ dir: folder.path, embedder });
  onTestFinished(async () => {
    await library.close();
    folder.remove();
  });
  await library.add([{ name: 'a.jsonl', bytes: Buffer.from(PAPERS.join('\n')) }]);
  return { dir: folder.path, library };
}

async function answers(library: Library, line: object, options: AskOptions = {}): Promise<string[][]> {
  const found: string[][] = [];
  for await (const { answer } of library.askAll(
    { stream: Readable.from([`${JSON.stringify(line)}\n`]) },
    options,
  )) {
    found.push(answer.hits.map(({ id }) => id));
  }
  return found;
}

describe('a question that names a paper', () => {
  it('means one of the library, never a file of that name', async () => {
    const { dir, library } = await open(fakeEmbedder());
    const path = join(dir, 'draft.txt');
    writeFileSync(path, 'A cat.');
    await expect(answers(library, { id: 1, paper: path })).rejects.toMatchObject({ code: 'not-found' });
    expect(await answers(library, { id: 1, paper: 'p1' })).toEqual([['p2', 'p3']]);
  });

  it('goes by a least score', async () => {
    const plain = fakeEmbedder();
    const { library } = await open({
      ...plain,
      // The third paper is the contrary of what it would be.
      embedPapers: (papers, given) =>
        plain.embedPapers(papers, {
          ...given,
          onBatch: (batch) =>
            given.onBatch(
              batch.map((one) =>
                one.key !== 3
                  ? one
                  : {
                      ...one,
                      vectors: { ...one.vectors, document: one.vectors.document.map((value) => -value) },
                    },
              ),
            ),
        }),
    });
    expect(await answers(library, { id: 1, paper: 'p1' })).toEqual([['p2', 'p3']]);
    expect(await answers(library, { id: 1, paper: 'p1' }, { minScore: 0.4 })).toEqual([['p2']]);
  });
});
