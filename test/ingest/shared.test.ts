/** The collection of real exports, where it is at hand: other people's data, never copied here. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { read } from './helpers.js';

const ROOT = fileURLToPath(new URL('../../../shared/fixtures/', import.meta.url));

/** Files whose records its README cannot count, or counts before taking out what is no paper: [records, of them papers]. */
const COUNTS: Readonly<Record<string, readonly [number, number]>> = {
  'nbib/jabref-handmade-multi-abstract.txt': [1, 1],
  'ris/jabref-corrupted.ris': [1, 1],
  'arxiv-atom/new-2026-error.xml': [1, 0],
  'bibtex/biblatex-examples.bib': [92, 90],
  'csl-json/NOT-csl-bbt-json.json': [244, 234],
  'openalex/snapshot-2023-part.jsonl': [27, 1],
  'semantic-scholar/batch-with-abstracts.json': [4, 3],
};

/** Papers with an abstract, where the README says how many. */
const ABSTRACTS: Readonly<Record<string, number>> = {
  'bibtex/acl-anthology-mixed.bib': 3,
  'bibtex/bbt-group-library.biblatex': 21,
  'bibtex/jabref-testjabref.bib': 36,
  'bibtex/mendeley-desktop.bib': 313,
  'bibtex/paperpile.bib': 17,
  'bibtex/wos-2019-doublebraces.bib': 103,
  'bibtex/zotero-plain-abstracts.bib': 333,
  'crossref/member-hindawi-works.json': 17,
  'crossref/mongo-dump-2018.jsonl': 2,
  'crossref/works-2019.json': 0,
  'crossref/works-ecology-jats-html-titles.json': 15,
  'crossref/works-query-2022.json': 2,
  'csl-json/manubot-openpbta-references.json': 82,
  'csl-json/zotero-bbt-thesis.json': 89,
  'nbib/pubmed-restoration.nbib': 96,
  'openalex/api-page-cited-by.json': 30,
  'ris/rayyan-multiline-kw.txt': 8,
  'semantic-scholar/batch-with-abstracts.json': 3,
  'wos-tab/tab-utf16le-bayesian.txt': 243,
  'wos-tab/tagged-metaknowledge-bad.isi': 10,
  'zotero-csv/zotero-spaniels.csv': 380,
};

function files(): (readonly [string, number])[] {
  if (!existsSync(`${ROOT}README.md`)) return [];
  return readFileSync(`${ROOT}README.md`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const name = /^`([^`]+\/[^`]+)`$/.exec(cells[1] ?? '')?.[1];
      return name === undefined || !existsSync(ROOT + name) ? [] : [[name, Number(cells[6])] as const];
    });
}

describe.skipIf(files().length === 0)('each real export', () => {
  it.each(files())('%s has its records', async (name, counted) => {
    const { papers, skipped } = await read({ path: ROOT + name }, { name });
    const [records, expected] = COUNTS[name] ?? [counted, counted];
    expect(papers.length + skipped.length).toBe(records);
    expect(papers.length).toBe(expected);
    const abstracts = ABSTRACTS[name];
    if (abstracts !== undefined)
      expect(papers.filter((paper) => paper.abstract !== '').length).toBe(abstracts);
  });

  it('has authors as names, titles without markup, and ids', async () => {
    for (const [name] of files()) {
      const { papers } = await read({ path: ROOT + name }, { name });
      for (const paper of papers) {
        expect(paper.id).not.toBe('');
        expect([name, paper.title]).toEqual([
          name,
          expect.not.stringMatching(
            /<\/?(?:i|b|sub|sup|span|jats:\w+|mml:\w+)[ >]|&(?:amp|lt|gt);|\\text|\\emph/,
          ),
        ]);
        for (const author of paper.authors)
          expect([name, author]).toEqual([name, expect.stringMatching(/^[^;|<>{}\\]{1,300}$/)]);
      }
    }
  });
});
