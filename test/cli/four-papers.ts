/** A library of four papers with the fake embedder, made once for a test file: the commands are tried on it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { run, temporaryFolder } from '../helpers/cli.js';

export const PAPERS = [
  {
    id: 'cats',
    title: 'Cat graphs',
    abstract: 'The cat sits on a graph. A neural cat learns to search.',
    authors: ['Ada Lovelace'],
    year: 2020,
    venue: 'Journal of Cats',
  },
  {
    id: 'dogs',
    title: 'Dog maps',
    abstract: 'A dog draws a map. The map shows every dog.',
    authors: ['Alan Turing'],
    year: 2021,
  },
  {
    id: 'stars',
    title: 'Sparse stars',
    abstract: 'A star is sparse. We image each star.',
    authors: ['Vera Rubin'],
    year: 2022,
    labels: ['astro'],
  },
  {
    id: 'cells',
    title: 'Protein cells',
    abstract: 'A protein folds in the cell. Language models read the protein.',
    year: 2022,
  },
];

export interface FourPapers {
  /** For whatever a test writes; gone when the file is done. */
  readonly folder: string;
  readonly library: string;
  /** The papers as JSON lines. */
  readonly file: string;
}

export function fourPapers(): FourPapers {
  const folder = temporaryFolder();
  const library = join(folder.path, 'library');
  const file = join(folder.path, 'papers.jsonl');
  beforeAll(async () => {
    writeFileSync(file, PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
    const { code, stderr } = await run(library, ['add', file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
  afterAll(() => folder.remove());
  return { folder: folder.path, library, file };
}
