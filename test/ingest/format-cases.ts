import type { Paper } from '../../src/types.js';

export interface Case {
  /** What must be in each paper, in order. */
  readonly papers: readonly Partial<Paper>[];
  readonly skipped?: readonly { line: number; reason: string | RegExp }[];
}

/** Small files with the quirks of real exports, by format and name. */
export const CASES: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'europe-pmc': {
    'europe-pmc.json': {
      papers: [
        {
          id: '10.5555/epmc',
          title: 'Invented gulls.',
          abstract: 'Background We imagine.',
          authors: ['Jane Smyth', 'MK Doe', 'Gull Group'],
          year: 2019,
          venue: 'Journal of Gulls',
          ids: { pmid: '32000009', pmcid: 'PMC7' },
          labels: ['gull', 'Charadriiformes'],
          url: 'https://pubmed.ncbi.nlm.nih.gov/32000009/',
        },
        { title: 'A lite answer.', authors: ['J Smyth', 'MK Doe'], venue: 'J Gulls', year: 2020 },
      ],
      skipped: [{ line: 32, reason: 'neither title nor abstract' }],
    },
  },
  bibtex: {
    'biblatex-quirks.bib': {
      papers: [
        {
          id: '10.1000/maps_1',
          title: 'A LaTeX title with Möbius, í and α2-maps',
          year: 1843,
          venue: 'Journal of Maps and Charts',
          doi: '10.1000/maps_1',
          authors: ['Ada Lovelace', 'John von Neumann', 'Martin Luther King, Jr.', 'The Map Consortium'],
          labels: ['maps', 'charts'],
          abstract: 'Wrapped over two lines, 5% of $10 & more. © 1843 Publisher.',
        },
        { title: 'A web page "quoted"', url: 'https://example.org/a_b%20c', year: 1984 },
        { title: 'Main: a subtitle', authors: ['Marie Curie'], year: null },
        { title: 'With (parentheses)', authors: ['A TOUROVSKAIA', 'Ludwig van Beethoven'] },
        { title: 'Proceedings of the Map Conference', authors: ['Grace Hopper'], year: 1950 },
        {
          id: '1706.03762',
          title: 'The child',
          authors: ['A. M. Turing'],
          year: 1950,
          venue: 'Proceedings of the Map Conference',
          ids: { arxiv: '1706.03762' },
        },
      ],
      skipped: [
        { line: 28, reason: /^a brace is opened and never closed before the next entry|^unexpected/ },
        { line: 33, reason: /file ends inside @misc/ },
      ],
    },
  },
  ris: {
    'ris-quirks.ris': {
      papers: [
        {
          title: 'A title.',
          authors: ['Ada Lovelace', 'Alan Turing'],
          year: 2019,
          venue: 'Journal of Maps',
          doi: '10.1000/r1',
          ids: { pmid: '12345678' },
          abstract: 'First line second line, ER is no end with a blank line before',
          labels: ['maps', 'charts', 'star atlases'],
        },
        { title: 'Only a short title', authors: ['M. Curie'], year: 2018, doi: '10.1000/r2' },
        { title: 'No ER before this', venue: 'A book', year: 2001 },
      ],
    },
  },
  nbib: {
    'medline-quirks.nbib': {
      papers: [
        {
          title: 'A title that is wrapped after eighty characters and goes on in the next line.',
          abstract: 'BACKGROUND: We map. METHODS: By hand and by eye.',
          authors: ['Ada K Lovelace', 'P F Dice, 2nd', 'Map Study Group'],
          year: 2019,
          venue: 'Journal of maps',
          doi: '10.1000/n1',
          ids: { pmid: '11111111', pmcid: 'PMC123' },
          labels: ['Maps'],
        },
        {
          title: '[A title in another language].',
          abstract: 'Publisher: An abstract from elsewhere.',
          authors: ['AM Turing'],
          year: 1999,
          doi: '10.1000/n2',
        },
      ],
    },
  },
  'wos-tagged': {
    'wos-quirks.ciw': {
      papers: [
        {
          title: 'Growth of BaB2O4 maps in two lines',
          authors: ['Ada Lovelace', 'Alan M. Turing'],
          abstract: 'One line and another.',
          year: 2006,
          venue: 'JOURNAL OF MAPS',
          doi: '10.1000/w1',
          labels: ['maps', 'charts', 'ATLAS'],
          ids: { wos: 'WOS:000000000000001', pmid: '33333333' },
        },
        { title: 'A book without an end', authors: ['A. V Sevbitov'], year: 2007 },
      ],
    },
  },
  'wos-tab': {
    'wos-mac-utf16.txt': {
      papers: [
        {
          title: '"Maps" and the quotes around them',
          authors: ['Ada Lovelace', 'Alan M. Turing'],
          abstract: 'We say "maps".',
          doi: '10.1000/t1',
        },
        { title: 'Über Karten', authors: ['M Curie'], year: 2019, ids: { wos: 'WOS:2' } },
      ],
    },
    'wos-resaved.txt': {
      papers: [
        {
          title: 'Maps of "everything", twice',
          authors: ['A Lovelace', 'AM Turing'],
          abstract: 'Text, with commas.',
        },
      ],
    },
  },
  'pubmed-xml': {
    'pubmed-quirks.xml': {
      papers: [
        {
          title: 'Maps of E. coli at 10^-6 m & CO2',
          abstract: 'BACKGROUND: We map everything. RESULTS: It is x=2.',
          year: 1998,
          venue: 'Journal of maps',
          authors: ['Ada Lovelace', 'ML King, Jr', 'Map Study Group'],
          doi: '10.1000/p1',
          ids: { pmid: '44444444', pmcid: 'PMC44' },
          labels: ['Maps'],
        },
        {
          title: 'A chapter',
          venue: 'The Book of Maps',
          year: 2011,
          authors: ['Map Group'],
          abstract: 'AT&T maps. Done.',
        },
      ],
      skipped: [{ line: 13, reason: /^not valid XML/ }],
    },
  },
  'endnote-xml': {
    'endnote-quirks.xml': {
      papers: [
        {
          title: 'A title with italics',
          authors: ['Ada Lovelace', 'A. M. Turing'],
          venue: 'Journal of Maps',
          year: 2012,
          doi: '10.1000/e1',
          abstract: 'First part. Second part.',
          labels: ['maps'],
        },
        { title: 'Plain', year: 2013 },
      ],
    },
  },
  atom: {
    'arxiv-quirks.xml': {
      papers: [
        {
          title: 'A title that is wrapped, with α',
          abstract: 'A summary that is wrapped.',
          authors: ['Ada Lovelace'],
          year: 2006,
          doi: '10.1000/a1',
          ids: { arxiv: 'cond-mat/0601001' },
          labels: ['cond-mat.soft'],
          venue: 'J. Maps 1 (2006) 1',
        },
      ],
      skipped: [
        { line: 18, reason: 'not a paper but an error message of the feed: incorrect id format for abc' },
      ],
    },
  },
  'csl-json': {
    'csl-quirks.json': {
      papers: [
        {
          title: 'Maps of E. coli and others',
          authors: ['Ada Lovelace', 'Arnold van Gennep', 'Map Group'],
          year: 2019,
          abstract: 'We map.',
          venue: 'J. Maps',
        },
        { title: 'No date', doi: '10.1000/c2', year: null },
        { title: 'A literal date', year: 1984 },
      ],
      skipped: [{ line: 4, reason: /not valid JSON|file ends/ }],
    },
  },
  crossref: {
    'crossref-page.json': {
      papers: [
        {
          title: 'Maps of H2O and more: A survey',
          authors: ['Ada Lovelace', 'Map Group'],
          year: 2018,
          abstract: 'If p < 0.05 then x2.',
          doi: '10.1000/x1',
        },
      ],
      skipped: [{ line: 1, reason: 'neither title nor abstract' }],
    },
  },
  openalex: {
    'openalex-snapshot.jsonl': {
      papers: [
        {
          title: 'Maps of things',
          abstract: 'We map and map',
          year: 2020,
          authors: ['Ada Lovelace'],
          venue: 'J. Maps',
          doi: '10.1000/o1',
          ids: { openalex: 'W1', pmid: '777' },
        },
      ],
      skipped: [
        { line: 2, reason: 'a grant, not a paper' },
        { line: 3, reason: 'neither title nor abstract' },
      ],
    },
  },
  'openalex-csv': {
    'openalex-site.csv': {
      papers: [
        {
          title: 'Maps',
          authors: ['Ada Lovelace', 'Alan Turing'],
          abstract: '',
          year: 2021,
          venue: 'J. Maps',
        },
      ],
    },
  },
  'semantic-scholar': {
    's2-batch.json': {
      papers: [
        {
          title: 'Maps',
          authors: ['A. Lovelace'],
          doi: '10.1000/s1',
          ids: { s2: '0123456789012345678901234567890123456789', arxiv: '2001.00001', pmid: '888' },
        },
      ],
      skipped: [{ line: 1, reason: 'null where an object is expected' }],
    },
    's2-citations.json': { papers: [{ title: 'First' }, { title: 'Second' }] },
  },
  'zotero-json': {
    'zotero-bbt.json': {
      papers: [
        {
          title: 'Maps',
          authors: ['Ada Lovelace'],
          year: 2019,
          abstract: 'We map.',
          venue: 'J. Maps',
          labels: ['maps'],
        },
      ],
      skipped: [{ line: 1, reason: 'a Zotero attachment, not a paper' }],
    },
  },
  'zotero-csv': {
    'zotero-quirks.csv': {
      papers: [
        {
          title: 'Maps',
          authors: ['Ada Lovelace', 'A. M. Turing', 'Map Group'],
          year: 2022,
          abstract: 'p < 0.05 & more',
          labels: ['maps', 'charts, old'],
          ids: { pmid: '999' },
        },
      ],
    },
  },
  'scopus-csv': {
    'scopus-quirks.csv': {
      papers: [
        {
          title: 'Maps of 2014',
          authors: ['Y. Pan', 'C. Yu'],
          doi: '10.1000/sc1',
          labels: ['maps', 'charts'],
        },
        { title: 'Maps of 2021', authors: ['X. Gao', 'W. Ni'], abstract: '' },
        { title: 'Maps of 2023', authors: ['F. Liu', 'C. Li'], abstract: 'Two lines' },
        { title: 'Maps resaved', authors: ['Elizabeth A. Bradley', 'Jane Doe'], ids: { scopus: '2-s2.0-4' } },
      ],
    },
  },
  'embase-csv': {
    'embase-quirks.csv': {
      papers: [
        {
          title: 'Maps of health',
          authors: ['A.K. Lovelace', 'A. Turing'],
          year: 2014,
          venue: 'Journal of Maps',
          labels: ['maps', 'charts'],
        },
      ],
    },
  },
};
