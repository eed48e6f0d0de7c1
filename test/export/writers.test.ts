import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/types.js';
import { readPapers } from '../../src/ingest/read-papers.js';
import { BASE, write } from './papers.js';

async function read(text: string): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const event of readPapers({ name: 'x', bytes: Buffer.from(text) }))
    if (event.kind === 'paper') papers.push(event.paper);
  return papers;
}

describe('untrusted titles', () => {
  it('are no formulas in CSV', () => {
    for (const title of ['=HYPERLINK("http://x")', '+1', '-1', '@x'])
      expect(write([{ ...BASE, title }], 'csv')).not.toMatch(/(?:^|,)"?[=+@-][H1x]/m);
  });

  it('are no markup in Markdown', () => {
    expect(write([{ ...BASE, title: '# [x](javascript:y) <b>*z*</b>', abstract: '- a &lt; b' }], 'md')).toBe(
      '## \\# \\[x\\](javascript:y) \\<b\\>\\*z\\*\\</b\\>\n\n\\- a \\&lt; b\n\n',
    );
  });

  it('end no value and begin no record', async () => {
    const title = '}, \n@article{evil, title = {x}}\nER  - \nTY  - JOUR';
    for (const format of ['bib', 'ris', 'csl', 'csv', 'jsonl'] as const) {
      const papers = await read(
        write(await read(JSON.stringify({ id: 'x', title }) + '\n{"id":"y","title":"y"}\n'), format),
      );
      expect([format, papers.map((paper) => paper.id)]).toEqual([format, ['x', 'y']]);
    }
  });
});

describe('citation keys', () => {
  const keysOf = (papers: readonly Paper[]): string[] =>
    [...write(papers, 'bib').matchAll(/^@\w+\{([^,]*),/gm)].map((found) => found[1]!);

  it('are made of author, title and year, and are the same in any selection', () => {
    const a: Paper = { ...BASE, id: 'a', title: 'The Maps of the Ocean Floor', authors: ['Ada Müller'], year: 1843 };
    const b: Paper = { ...BASE, id: 'b', title: 'Über Karten', authors: ['熊 玮'], year: null };
    expect(keysOf([a, b])).toEqual(['mullerMapsOceanFloor1843', 'UberKarten']);
    expect(keysOf([b, a])).toEqual(['UberKarten', 'mullerMapsOceanFloor1843']);
  });

  it('are unique, also where they came in twice or differ in case only', () => {
    const came = (id: string, key: string): Paper => ({
      ...BASE,
      id,
      title: id,
      extra: { bibtex: { type: 'misc', key, fields: {} } },
    });
    const keys = keysOf([
      came('a', 'Smith2020'),
      came('b', 'smith2020'),
      came('c', 'E. Cuffaro-etal, {x}'),
      came('d', ''),
    ]);
    expect(keys[0]).toBe('Smith2020');
    expect(keys[1]).toMatch(/^smith2020-[0-9a-f]{10}$/);
    expect(keys.slice(2)).toEqual(['E.Cuffaro-etalx', 'D']);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(4);
  });
});

describe('what came in', () => {
  it('as BibTeX goes out with all its fields', async () => {
    const entry =
      '@techreport{key1, title = {The {DNA} of $\\alpha$}, author = {L{\\"o}we, Ada and others}, number = {7}, custom-field = {a {b} c}, date = {2020-05}, note = "x" # " y"}';
    const out = write(await read(entry), 'bib', 'maps');
    expect(out).toBe(
      '@techreport{key1,\n  title = {The {DNA} of $\\alpha$},\n  author = {L{\\"o}we, Ada and others},\n  number = {7},\n' +
        '  custom-field = {a {b} c},\n  date = {2020-05},\n  note = {x y},\n  keywords = {fieldmap: maps},\n  fieldmap-id = {p-c2ed3e1f4c1ab2d3}\n}\n\n'.replace(
          'p-c2ed3e1f4c1ab2d3',
          (await read(entry))[0]!.id,
        ),
    );
  });

  it('as RIS goes out with all its tags', async () => {
    const record =
      'TY  - CASE\r\nTI  - Maps\r\nAU  - Lovelace, Ada\r\nC7  - odd\r\nN1  - two\r\nlines\r\nKW  - maps\r\nAB  - We map.\r\nER  - \r\n';
    const out = write(await read(record), 'ris', 'charts');
    for (const line of [
      'TY  - CASE',
      'C7  - odd',
      'N1  - two\r\nlines',
      'KW  - maps',
      'KW  - fieldmap: charts',
      'AB  - We map.',
    ])
      expect(out).toContain(`${line}\r\n`);
    expect(out.match(/KW {2}- maps/g)).toHaveLength(1);
  });

  it('as anything else keeps kind, volume, issue and pages', async () => {
    const [paper] = await read(
      'PMID- 1\nTI  - Maps\nVI  - 12\nIP  - 3\nPG  - 1-10\nJT  - Journal of maps\nPT  - Journal Article\nDP  - 2020\n',
    );
    expect(write([paper!], 'bib')).toMatch(
      /@article\{Maps2020,\n.*journal = \{Journal of maps\},\n {2}volume = \{12\},\n {2}number = \{3\},\n {2}pages = \{1--10\}/s,
    );
    expect(write([paper!], 'ris')).toMatch(/VL {2}- 12\r\nIS {2}- 3\r\nSP {2}- 1\r\nEP {2}- 10\r\n/);
    expect(JSON.parse(write([paper!], 'csl'))).toMatchObject([
      { volume: '12', issue: '3', page: '1-10', 'container-title': 'Journal of maps' },
    ]);
  });
});
