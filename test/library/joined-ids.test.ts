import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Library } from '../../src/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const twice = {
  title: 'Neural search of sparse graphs',
  authors: ['Ana Pérez'],
  abstract: 'A graph is searched by a neural map of its sparse parts.',
  year: 2019,
};
const papers = [
  { id: 'one', ...twice },
  { id: 'two', ...twice },
  { id: 'cells', title: 'Protein in a cell', abstract: 'A cell has protein.' },
];

async function withJoined(): Promise<{ library: Library; file: (name: string, text: string) => string }> {
  const folder = temporaryFolder();
  const library = await openLibrary({ dir: join(folder.path, 'library'), embedder: fakeEmbedder() });
  onTestFinished(async () => {
    await library.close();
    folder.remove();
  });
  const { merged } = await library.add([
    { name: 'papers.jsonl', bytes: Buffer.from(papers.map((paper) => JSON.stringify(paper)).join('\n')) },
  ]);
  expect(merged).toBe(1);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder.path, name), text);
    return join(folder.path, name);
  };
  return { library, file };
}

describe('a paper that another one was joined with', () => {
  it('stands in a TREC run under both ids, in no more lines than were asked for', async () => {
    const { library } = await withJoined();
    const runOf = async (count: number): Promise<string[]> => {
      const questions = { stream: Readable.from(['{"id": "q", "text": "sparse graph"}\n']) };
      const ids: string[] = [];
      for await (const { run } of library.askAll(questions, { count })) ids.push(...run.map(({ id }) => id));
      return ids;
    };
    expect(await runOf(10)).toEqual(['one', 'two', 'cells']);
    expect(await runOf(1)).toEqual(['one']);
  });

  it('is what a judgement of either id is about', async () => {
    const { library, file } = await withJoined();
    const queries = file('queries.jsonl', '{"id": "q", "text": "sparse graph"}\n');
    const { measures } = await library.evaluate({ queries, qrels: file('judged.qrels', 'q 0 two 1\n') });
    expect(measures.map(({ metrics }) => metrics['ndcg@10'].mean)).toEqual([1, 1, 1]);
  });
});
