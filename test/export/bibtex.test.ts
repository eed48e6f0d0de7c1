import fc from 'fast-check';
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

/** As BibTeX counts: every brace, also one behind a backslash. */
function depths(text: string): number {
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth++;
    if (char === '}') depth--;
    if (depth < 0) return -1;
  }
  return depth;
}

const keysIn = (text: string): string[] =>
  [...text.matchAll(/^@(?!preamble)\w+\{([^,]*),/gm)].map((found) => found[1]!);

describe('what a library may hold under extra.bibtex', () => {
  it('begins no entry and ends no value', async () => {
    const evil = {
      type: 'misc{x,}\n@book',
      key: 'a,b}\n@book{c',
      fields: { 'x = {y}, z': 'a } b', note: '\\' },
    };
    const text = write(
      [
        { ...BASE, title: 'A title', extra: { bibtex: evil } },
        { ...BASE, id: 'y', title: 'Another' },
      ],
      'bib',
    );
    expect(depths(text)).toBe(0);
    expect((await read(text)).map(({ title }) => title)).toEqual(['A title', 'Another']);
  });

  it('pairs its braces as BibTeX counts them, whatever the fields are', () => {
    const value = fc.array(fc.constantFrom('{', '}', '\\', '\\{', '\\}', '\\\\', 'a', ' ', '"', '@', '%'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(value, value, (note, title) => {
        const fields = { note: note.join(''), title: title.join('') };
        const text = write(
          [{ ...BASE, title: 'T', extra: { bibtex: { type: 'misc', key: 'k', fields } } }],
          'bib',
        );
        for (const line of text.split(',\n'))
          expect(depths(line.replace(/^@misc\{k/, '').replace(/\n\}\n\n$/, ''))).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('identifiers with line ends and braces in them', () => {
  it('are no identifiers, and begin no record in any format', async () => {
    const records = ['arxiv', 'pmid', 'openalex', 's2']
      .map((scheme, i) =>
        JSON.stringify({
          id: `p${i}`,
          title: `Title ${i}`,
          abstract: 'x',
          sources: ['x'],
          ids: { [scheme]: '1\nER  - \nTY  - JOUR\nTI  - evil', 'a\nb': 'x', mag: '{' },
          extra: {
            ris: [
              ['TY', 'JOUR'],
              ['TI', `Title ${i}`],
              ['N1', 'a\nER  - \nTY  - BOOK\nTI  - evil'],
            ],
          },
        }),
      )
      .join('\n');
    const papers = await read(`${records}\n`);
    expect(papers.map(({ ids }) => ids)).toEqual([{}, {}, {}, {}]);
    for (const format of ['ris', 'bib', 'csl', 'csv'] as const)
      expect([format, (await read(write(papers, format))).map(({ title }) => title)]).toEqual([
        format,
        papers.map(({ title }) => title),
      ]);
  });
});

describe('entries that inherit', () => {
  const CHILD =
    '@inproceedings{child, author={Smyth, John}, title={A paper}, crossref={Procs}, pages={1--9}}\n';
  const PARENT =
    '@proceedings{procs, title={The Conference}, booktitle={The Conference}, year=2010, publisher={Fict}}\n';

  it('stand before what they inherit from, whichever came first', async () => {
    for (const text of [CHILD + PARENT, PARENT + CHILD]) {
      const out = write(await read(text), 'bib');
      expect(keysIn(out)).toEqual(['child', 'procs']);
      expect(out).toContain('crossref = {procs}');
    }
  });

  it('have it themselves where the other is not exported', async () => {
    const [child] = (await read(CHILD + PARENT)).filter(({ title }) => title === 'A paper');
    const out = write([child!], 'bib');
    expect(out).not.toContain('crossref');
    expect(out).toMatch(/publisher = \{Fict\}/);
    expect(out).toMatch(/booktitle = \{The Conference\}/);
  });

  it('from @xdata, also over several, have it themselves, and @xdata is no bad record', async () => {
    const events = [];
    const text =
      '@xdata{B, series={Maps}}@xdata{A, publisher={Fict}, xdata={B}}@book{k, title={T}, author={Doe, J}, xdata={A}}';
    for await (const event of readPapers({ name: 'x', bytes: Buffer.from(text) })) events.push(event.kind);
    expect(events).toEqual(['paper']);
    const out = write(await read(text), 'bib');
    expect(out).toMatch(
      /publisher = \{Fict\}[^]*series = \{Maps\}|series = \{Maps\}[^]*publisher = \{Fict\}/,
    );
    expect(out).not.toContain('xdata');
  });
});

describe('definitions in @preamble', () => {
  it('go with the entries that need them, once, and read back', async () => {
    const text =
      '@preamble{ "\\newcommand{\\noopsort}[1]{} " # "\\def\\other{x}" }\n@preamble{"\\def\\unused{}"}\n' +
      '@book{v2, author={Don Kruth}, title={Algorithms}, year="{\\noopsort{1973c}}1981"}\n' +
      '@book{v3, author={Don Kruth}, title={More}, year="{\\noopsort{1973d}}{\\switchargs{--90}{1968}}"}\n';
    const papers = await read(text);
    expect(papers.map(({ year }) => year)).toEqual([1981, 1968]);
    const out = write(papers, 'bib');
    expect(out.match(/@preamble/g)).toHaveLength(1);
    expect(out.indexOf('@preamble')).toBe(0);
    expect(out).not.toContain('unused');
    expect((await read(out)).map(({ year }) => year)).toEqual([1981, 1968]);
    expect(
      write(
        papers.map((paper) => ({ ...paper, extra: {} })),
        'bib',
      ),
    ).not.toContain('@preamble');
  });

  it('do not double without end', async () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `@string{s${i + 1} = s${i} # s${i}}`).join('\n');
    const events = [];
    for await (const event of readPapers({
      name: 'x',
      bytes: Buffer.from(`@string{s0 = "${'x'.repeat(20)}"}\n${doubling}\n@misc{a, title={A}, note=s40}\n`),
    }))
      events.push(event);
    expect(events.filter(({ kind }) => kind === 'paper')).toHaveLength(1);
    expect(events.find(({ kind }) => kind === 'skipped')).toMatchObject({
      reason: expect.stringMatching(/^the macro "s\d+" is (?:left out|longer than)/) as string,
    });
  });
});

describe('the key that a paper came with', () => {
  it.each([
    ['CSL id', '[{"id":"smyth2020","type":"book","title":"T","issued":{"raw":"2019"}}]', 'smyth2020'],
    ['a number as CSL id', '[{"id":7,"type":"book","title":"T","issued":{"raw":"2019"}}]', '7'],
    ['Better BibTeX', '{"items":[{"itemType":"book","title":"T","citationKey":"ruiz2020"}]}', 'ruiz2020'],
    [
      'Zotero’s Extra',
      '{"items":[{"itemType":"book","title":"T","extra":"PMID: 1\\nCitation Key: ruiz2020"}]}',
      'ruiz2020',
    ],
    ['BibTeX beyond ASCII', '@book{müller2020, title={T}}', 'müller2020'],
    ['RIS', 'TY  - BOOK\nID  - ruiz2020\nTI  - T\nER  - \n', 'ruiz2020'],
    ['a number in RIS', 'TY  - BOOK\nID  - 1234567\nTI  - T\nER  - \n', 'T'],
    [
      'an address as CSL id',
      '[{"id":"http://zotero.org/x/1","type":"book","title":"T","issued":{"raw":"2019"}}]',
      'T2019',
    ],
  ])('%s', async (_what, text, key) => {
    expect(keysIn(write(await read(text), 'bib'))).toEqual([key]);
  });

  it('is the same after every format', async () => {
    for (const key of ['müller:2020', '2019', 'DBLP:conf/x/Y10']) {
      const papers = await read(`@misc{${key}, title={A title}, author={Doe, Jo}}`);
      for (const format of ['ris', 'csl', 'csv', 'jsonl', 'bib'] as const)
        expect([format, keysIn(write(await read(write(papers, format)), 'bib'))]).toEqual([format, [key]]);
    }
  });
});

describe('authors that are not written as BibTeX reads them', () => {
  it.each([
    ['Smyth A.B. and van den Berg J.', 'Smyth, A.B. and van den Berg, J.'],
    ['Smyth AB and Doe MK', 'Smyth, AB and Doe, MK'],
    ['Smyth, John and et al.', 'Smyth, John'],
    ['Smyth, John and al., et', 'Smyth, John'],
    ['Donald E. Kruth and Smyth, John and others', 'Donald E. Kruth and Smyth, John and others'],
    ['Malcolm X and Alex Haley', 'Malcolm X and Alex Haley'],
  ])('%s', async (given, expected) => {
    const out = write(await read(`@book{a, title={T}, author={${given}}}`), 'bib');
    expect(/author = \{(.*)\},$/m.exec(out)?.[1]).toBe(expected);
  });

  it('lose "et al." in CSL too', async () => {
    const people = [
      { family: 'Smyth', given: 'John' },
      { literal: 'et al.' },
      { family: 'al.', given: 'et' },
    ];
    const item = { id: 'x', type: 'article-journal', title: 'T', author: people };
    const out = write(await read(JSON.stringify([item])), 'csl');
    expect((JSON.parse(out) as { author: unknown }[])[0]!.author).toEqual([people[0]]);
  });

  it('lose "et al." in RIS too', async () => {
    const out = write(await read('TY  - JOUR\nTI  - T\nAU  - Smyth, John\nAU  - et al.\nER  - \n'), 'ris');
    expect(out.match(/^AU {2}- .*$/gm)).toEqual(['AU  - Smyth, John']);
  });
});

describe('theses and chapters', () => {
  it('have their university as school, publisher or PB', async () => {
    const papers = await read(
      'TY  - THES\nTI  - Gulls\nAU  - Doe, Jo\nPB  - University of Fiction\nER  - \n',
    );
    const bare = papers.map((paper) => ({
      ...paper,
      extra: { bibtex: { type: 'phdthesis', key: 'a', fields: {} } },
    }));
    expect(write(papers, 'bib')).toMatch(/school = \{University of Fiction\}/);
    expect(write(papers, 'bib')).not.toMatch(/publisher/);
    expect(write(papers, 'csl')).toContain('"publisher":"University of Fiction"');
    expect(write(bare, 'ris')).toContain('PB  - University of Fiction');
    expect(write(bare, 'ris')).not.toContain('T2  -');
  });

  it('of Web of Science are told by PT and DT', async () => {
    const out = async (lines: string): Promise<string> =>
      write(await read(`FN x\nVR 1.0\n${lines}\nSO A BOOK\nPY 2001\nER\n\nEF\n`), 'bib');
    expect(await out('PT B\nAU Doe, M\nBE Ed, I\nTI A chapter')).toMatch(
      /^@incollection[^]*booktitle = \{A BOOK\}/,
    );
    expect(await out('PT B\nAU Doe, M')).toMatch(/^@book[^]*title = \{A \{?BOOK/);
    expect(await out('PT S\nDT Proceedings Paper\nAU Doe, M\nTI A talk')).toMatch(/^@inproceedings/);
    expect(await out('PT J\nDT Article; Proceedings Paper\nAU Doe, M\nTI A talk')).toMatch(/^@article/);
  });
});

describe('CSV for spreadsheets', () => {
  it('begins with a byte order mark and lets no cell be a formula, in whatever script', async () => {
    const titles = ['=1+1', '＝1+1', "'=1+1", '@x', '-1', '＠x'];
    const papers = titles.map((title, i) => ({ ...BASE, id: `p${i}`, title }));
    const text = write(papers, 'csv');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text).not.toMatch(/,"?[=@\-＝＠]/);
    expect((await read(text)).map(({ title }) => title)).toEqual(titles);
  });
});

describe('addresses in Markdown', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x'])(
    '%s is no link',
    (url) => {
      expect(write([{ ...BASE, title: 'T', url }], 'md')).not.toContain('<');
    },
  );

  it('of the web are links', () => {
    expect(write([{ ...BASE, title: 'T', url: 'https://example.org/a<b' }], 'md')).toContain(
      '<https://example.org/a%3Cb>',
    );
  });
});
