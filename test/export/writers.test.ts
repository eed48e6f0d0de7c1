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
      '## \\# \\[x\\]\\(javascript:y) \\<b\\>\\*z\\*\\</b\\>\n\n\\- a \\&lt; b\n\n',
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
    const a: Paper = {
      ...BASE,
      id: 'a',
      title: 'The Maps of the Ocean Floor',
      authors: ['Ada Müller'],
      year: 1843,
    };
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

  it('as MEDLINE has the issue from IP and the ISSN from IS, in every format', async () => {
    const [paper] = await read(
      'PMID- 1\nIS  - 1932-6203 (Electronic)\nIS  - 1932-6203 (Linking)\nVI  - 14\nIP  - 1\nTI  - Maps\nPG  - e0209483\nJT  - PloS one\nDP  - 2019\n',
    );
    const bib = write([paper!], 'bib');
    expect(bib).toMatch(/^ {2}number = \{1\},$/m);
    expect(bib).toMatch(/^ {2}issn = \{1932-6203\},$/m);
    expect(write([paper!], 'ris')).toMatch(/\r\nIS {2}- 1\r\nSP {2}- e0209483\r\nSN {2}- 1932-6203\r\n/);
    expect(JSON.parse(write([paper!], 'csl'))).toMatchObject([
      { volume: '14', issue: '1', ISSN: '1932-6203' },
    ]);
  });

  it('as MEDLINE without an issue has none', async () => {
    const [paper] = await read('PMID- 1\nIS  - 0028-0836 (Print)\nTI  - Maps\nJT  - Nature\nDP  - 2019\n');
    expect(write([paper!], 'bib')).not.toContain('number');
    expect(write([paper!], 'ris')).not.toMatch(/^IS/m);
    expect(JSON.parse(write([paper!], 'csl'))).not.toHaveProperty('0.issue');
  });

  it('as a chapter in MEDLINE is one, with publisher and ISBN', async () => {
    const [paper] = await read(
      'PMID- 1\nBTI - The book of maps\nTI  - A chapter\nPB  - Map Press\nISBN- ISBN 978-3-86680-192-9\nFAU - Lovelace, Ada\nDP  - 2019\n',
    );
    expect(write([paper!], 'bib')).toMatch(
      /^@incollection\{.* {2}booktitle = \{The book of maps\},\n {2}publisher = \{Map Press\},\n {2}isbn = \{978-3-86680-192-9\},/s,
    );
  });

  it('as Web of Science has its pages from BP and EP: PG counts them', async () => {
    const [paper] = await read(
      'FN Clarivate\nVR 1.0\nPT J\nAU Lovelace, A\nTI Maps\nSO NATURE\nSN 0028-0836\nVL 12\nIS 3\nBP 101\nEP 110\nPG 10\nPY 2019\nER\n\nEF\n',
    );
    expect(write([paper!], 'bib')).toMatch(
      /number = \{3\},\n {2}pages = \{101--110\},\n {2}issn = \{0028-0836\},/,
    );
  });

  it('as RIS has the ISBN of a book where articles have the ISSN', async () => {
    const [paper] = await read(
      'TY  - BOOK\nTI  - Maps\nAU  - Lovelace, Ada\nSN  - 978-3-86680-192-9\nER  - \n',
    );
    expect(write([paper!], 'bib')).toMatch(/^ {2}isbn = \{978-3-86680-192-9\},$/m);
    expect(write([paper!], 'bib')).not.toContain('issn');
  });

  it('as a column of a table or a key of JSON is taken where bibliographies have a field for it', async () => {
    const [paper] = await read(
      'title,abstract,journal,volume,issue,pages\nMaps,We map.,Nature,12,3,101-110\n',
    );
    expect(write([paper!], 'bib')).toMatch(
      /volume = \{12\},\n {2}number = \{3\},\n {2}pages = \{101--110\},/,
    );
  });

  const ENTRY =
    '@incollection{k, title = {Maps}, author = {Lovelace, Ada}, editor = {L{\\"o}we, Carl and King, Jr., Martin}, booktitle = {The atlas}, ' +
    'year = 1843, month = mar, note = {First note \\& more}, annote = {Second}, address = {Z{\\"u}rich}, publisher = {Press}}';

  it('as BibTeX gives editors, month, place and notes to RIS and CSL, and they come back', async () => {
    const papers = await read(ENTRY);
    const ris = write(papers, 'ris');
    for (const line of [
      'A2  - Löwe, Carl',
      'A2  - King, Martin, Jr.',
      'PY  - 1843',
      'DA  - 1843/03//',
      'CY  - Zürich',
      'N1  - First note & more',
      'N1  - Second',
    ])
      expect(ris).toContain(`${line}\r\n`);
    const csl = write(papers, 'csl');
    expect(JSON.parse(csl)).toMatchObject([
      {
        editor: [
          { family: 'Löwe', given: 'Carl' },
          { family: 'King', given: 'Martin', suffix: 'Jr.' },
        ],
        issued: { 'date-parts': [[1843, 3]] },
        'publisher-place': 'Zürich',
        note: 'First note & more; Second',
      },
    ]);
    for (const text of [ris, csl]) {
      const bib = write(await read(text), 'bib');
      for (const field of [
        'editor = {Löwe, Carl and King, Jr., Martin}',
        'month = mar',
        'address = {Zürich}',
        'note = {First note \\& more; Second}',
      ])
        expect(bib).toContain(`  ${field}`);
    }
  });

  it('as editors who are the authors already goes out as authors alone', async () => {
    const ris = write(
      await read('@proceedings{k, title = {Maps}, editor = {Lovelace, Ada}, year = 1843}'),
      'ris',
    );
    expect(ris).toContain('AU  - Lovelace, Ada\r\n');
    expect(ris).not.toMatch(/^(?:A2|ED)/m);
  });

  it.each([
    ['mar', 'mar'],
    ['oct # "~" # 5', 'oct # {~5}'],
    ['jul # "/" # aug', 'jul # {/} # aug'],
    ['{mar}', 'mar'],
    ['{March}', '{March}'],
    ['"3"', '{3}'],
    ['{The mar of it}', '{The mar of it}'],
  ])('as BibTeX month %s goes out as %s', async (month, expected) => {
    expect(write(await read(`@misc{k, title = {Maps}, month = ${month}}`), 'bib')).toContain(
      `  month = ${expected}`,
    );
  });

  it('as ids in notes of RIS makes no notes elsewhere', async () => {
    const ris = write(
      await read('{"id":"own","title":"Maps","ids":{"openalex":"W1"}}\n{"title":"B"}\n'),
      'ris',
    );
    expect(write(await read(ris), 'bib')).not.toContain('note =');
  });
});

it('editors of Web of Science, one a line, are several', async () => {
  const text = 'FN x\nVR 1.0\nPT B\nAU Doe, M\nBE Ed, I\n   Red, A\nTI A chapter\nSO A BOOK\nER\n';
  expect(write(await read(text), 'bib')).toContain('editor = {Ed, I and Red, A}');
});

it('RIS has no line that begins like a tag, wherever a reader ends lines', () => {
  for (const end of ['\n', '\r', '\u2028', '\u0085', '\v']) {
    const ris = [
      ['TY', 'JOUR'],
      ['N1', `a${end}ER  - ${end}TY  - JOUR`],
    ];
    const out = write([{ ...BASE, extra: { ris } }], 'ris');
    expect(out.split(/[\n\r\v\u0085\u2028]/).filter((line) => /^(?:TY|ER) /.test(line))).toHaveLength(2);
  }
});
