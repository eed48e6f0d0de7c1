import { describe, expect, it } from 'vitest';
import { exportFor } from '../../src/ingest/input/export-for.js';
import { failure, read } from './helpers.js';

describe('where a file is wanted', () => {
  it.each([
    'papers.bib',
    'a/b.ris',
    '2021.csv',
    'my.org',
    'notes.org/papers',
    './10.1000',
    'doi.txt',
    'com/x.bib',
  ])('%s may be one', (name) => expect(exportFor(name)).toBeNull());

  it.each([
    ['https://arxiv.org/abs/2101.00001', /export\.arxiv\.org/],
    ['https://pubmed.ncbi.nlm.nih.gov/?term=x', /nbib/],
    ['https://www.scopus.com/results', /Abstract & keywords/],
    ['scholar.google.co.uk/scholar?q=x', /Publish or Perish/],
    ['https://example.org/paper', /Save the page/],
    ['https://arxiv.org.evil.example/x', /Save the page/],
    ['https://doi.org/10.1000/xyz', /one a line/],
    ['10.1000/xyz', /one a line/],
    ['arXiv:2101.00001', /one a line/],
    ['2101.00001v2', /one a line/],
  ])('%s is none, and the way to one is told', async (name, hint) => {
    expect(exportFor(name)).toMatch(hint);
    expect(await failure(read({ path: `/nonexistent/${name}` }, { name }))).toMatchObject({
      code: 'input',
      message: `${name} is no file: fieldmap fetches nothing from the web.`,
    });
  });
});
