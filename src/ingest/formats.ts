/** The table of formats. To add one: write its file, and a line here. */
import { readAtom } from './xml/atom.js';
import { looksLikeBibtex, readBibtex } from './bibtex/bibtex.js';
import { readCrossref } from './json/crossref.js';
import { readCsl } from './json/csl.js';
import { readCsv } from './tables/csv.js';
import { looksLikeHeader, tableHead } from './tables/table-head.js';
import type { Item, TextSource } from './draft.js';
import { isEmbaseHeader, readEmbaseCsv } from './tables/embase-csv.js';
import { readEuropePmc } from './json/europe-pmc.js';
import { readEndnoteXml } from './xml/endnote-xml.js';
import { kindOfJson, type JsonKind } from './json/json-kind.js';
import { looksLikeJson, readPlainJson } from './json/jsonl.js';
import { hasElement } from './xml/has-element.js';
import { looksLikeNbib, readNbib } from './tagged/nbib.js';
import { isOpenalexHeader, readOpenalexCsv } from './tables/openalex-csv.js';
import { readOpenalex } from './json/openalex.js';
import { looksPasted, readPasted } from './pasted/pasted.js';
import { looksLikeList, readList } from './pasted/title-list.js';
import { readPubmedXml } from './xml/pubmed-xml.js';
import { looksLikeRis, readRis } from './tagged/ris.js';
import { isScopusHeader, readScopusCsv } from './tables/scopus-csv.js';
import { readSemanticScholar } from './json/semantic-scholar.js';
import { looksLikeWosTab, readWosTab } from './tables/wos-tab.js';
import { looksLikeWosTagged, readWosTagged } from './tagged/wos-tagged.js';
import { isZoteroHeader, readZoteroCsv } from './tables/zotero-csv.js';
import { readZoteroJson } from './json/zotero-json.js';

export interface Format {
  /** As given to `--format`. */
  readonly name: string;
  /** For people: what it is and who writes it. */
  readonly about: string;
  /** Whether a text that begins like this (64 K characters, blanks before it taken off) is of this format. */
  readonly fits: (head: string) => boolean;
  readonly read: (source: TextSource) => AsyncIterable<Item>;
}

/** Tried from the first to the last: the special before the general. */
export const FORMATS: readonly Format[] = [
  { name: 'nbib', about: 'PubMed and MEDLINE tagged text', fits: looksLikeNbib, read: readNbib },
  {
    name: 'ris',
    about: 'RIS (EndNote, Zotero, Scopus, Web of Science, Embase, Ovid, ProQuest, EBSCO)',
    fits: looksLikeRis,
    read: readRis,
  },
  {
    name: 'wos-tagged',
    about: 'Web of Science and ISI tagged text (.ciw, .isi)',
    fits: looksLikeWosTagged,
    read: readWosTagged,
  },
  { name: 'wos-tab', about: 'Web of Science tab-delimited', fits: looksLikeWosTab, read: readWosTab },
  {
    name: 'pubmed-xml',
    about: 'PubMed XML',
    fits: (head) => hasElement(head, 'Pubmed(?:Book)?Article(?:Set)?'),
    read: readPubmedXml,
  },
  {
    name: 'atom',
    about: 'arXiv API answers (Atom)',
    fits: (head) => hasElement(head, 'feed'),
    read: readAtom,
  },
  {
    name: 'endnote-xml',
    about: 'EndNote XML (EndNote, Zotero)',
    fits: looksLikeEndnote,
    read: readEndnoteXml,
  },
  {
    name: 'openalex',
    about: 'OpenAlex works (API answers, snapshot lines)',
    fits: (head) => fitsJson(head, 'openalex'),
    read: readOpenalex,
  },
  {
    name: 'crossref',
    about: 'Crossref works (API answers, dumps)',
    fits: (head) => fitsJson(head, 'crossref'),
    read: readCrossref,
  },
  {
    name: 'semantic-scholar',
    about: 'Semantic Scholar (API answers)',
    fits: (head) => fitsJson(head, 'semantic-scholar'),
    read: readSemanticScholar,
  },
  {
    name: 'europe-pmc',
    about: 'Europe PMC (API answers)',
    fits: (head) => fitsJson(head, 'europe-pmc'),
    read: readEuropePmc,
  },
  {
    name: 'zotero-json',
    about: 'Better BibTeX JSON and Zotero API items',
    fits: (head) => fitsJson(head, 'zotero-json'),
    read: readZoteroJson,
  },
  {
    name: 'csl-json',
    about: 'CSL-JSON (Zotero, Pandoc, Manubot)',
    fits: (head) => fitsJson(head, 'csl-json'),
    read: readCsl,
  },
  {
    name: 'jsonl',
    about: 'JSON Lines or a JSON array, objects with title, abstract, authors, …',
    fits: looksLikeJson,
    read: readPlainJson,
  },
  {
    name: 'zotero-csv',
    about: 'Zotero CSV',
    fits: (head) => isZoteroHeader(tableHead(head).columns),
    read: readZoteroCsv,
  },
  {
    name: 'scopus-csv',
    about: 'Scopus CSV',
    fits: (head) => isScopusHeader(tableHead(head).columns),
    read: readScopusCsv,
  },
  {
    name: 'embase-csv',
    about: 'Embase CSV',
    fits: (head) => isEmbaseHeader(tableHead(head).columns),
    read: readEmbaseCsv,
  },
  {
    name: 'openalex-csv',
    about: 'OpenAlex CSV, as the web site exports it',
    fits: (head) => isOpenalexHeader(tableHead(head).columns),
    read: readOpenalexCsv,
  },
  {
    name: 'csv',
    about: 'CSV with a header',
    fits: (head) => looksLikeHeader(tableHead(head).columns) && !isTabbed(head),
    read: readCsv,
  },
  {
    name: 'tsv',
    about: 'tab-separated values with a header',
    fits: (head) => looksLikeHeader(tableHead(head).columns) && isTabbed(head),
    read: readCsv,
  },
  {
    name: 'bibtex',
    about: 'BibTeX and BibLaTeX (Zotero, JabRef, Mendeley, DBLP, ACL Anthology)',
    fits: looksLikeBibtex,
    read: readBibtex,
  },
  {
    name: 'pasted',
    about: 'titles and abstracts with blank lines between, as copied from a page',
    fits: looksPasted,
    read: readPasted,
  },
  {
    name: 'list',
    about:
      'titles, DOIs, arXiv ids or PMIDs, one a line: papers without abstract, until a record of them is added',
    fits: looksLikeList,
    read: readList,
  },
];

function fitsJson(head: string, kind: JsonKind): boolean {
  return looksLikeJson(head) && kindOfJson(head) === kind;
}

function looksLikeEndnote(head: string): boolean {
  return (
    hasElement(head, 'records?') &&
    /<(?:ref-type|titles|contributors|source-app|rec-number|database)[\s>]/.test(head)
  );
}

function isTabbed(head: string): boolean {
  return tableHead(head).delimiter === '\t';
}
