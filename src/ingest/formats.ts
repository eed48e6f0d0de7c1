/** The table of formats. To add one: write its file, and a line here. */
import { readBibtex } from './bibtex.js';
import type { Item, TextSource } from './draft.js';
import { readCsv, looksLikeHeader } from './csv.js';
import { delimiterOf } from './csv-records.js';
import { readCrossref } from './crossref.js';
import { readCsl } from './csl.js';
import { kindOfJson, type JsonKind } from './json-kind.js';
import { looksLikeJson, readPlainJson } from './jsonl.js';
import { looksLikeNbib, readNbib } from './nbib.js';
import { readOpenalex } from './openalex.js';
import { looksPasted, readPasted } from './pasted.js';
import { looksLikeRis, readRis } from './ris.js';
import { readSemanticScholar } from './semantic-scholar.js';
import { looksLikeWosTab, readWosTab } from './wos-tab.js';
import { looksLikeWosTagged, readWosTagged } from './wos-tagged.js';
import { readZoteroJson } from './zotero-json.js';

export interface Format {
  /** As given to `--format`. */
  readonly name: string;
  /** For people: what it is and who writes it. */
  readonly about: string;
  /** Whether a text that begins like this (64 K characters, a byte order mark taken off) is of this format. */
  readonly fits: (head: string) => boolean;
  readonly read: (source: TextSource) => AsyncIterable<Item>;
}

/** Tried from the first to the last: the special before the general. */
export const FORMATS: readonly Format[] = [
  { name: 'bibtex', about: 'BibTeX and BibLaTeX (Zotero, JabRef, Mendeley, DBLP, ACL Anthology)', fits: looksLikeBibtex, read: readBibtex },
  { name: 'nbib', about: 'PubMed and MEDLINE tagged text', fits: looksLikeNbib, read: readNbib },
  { name: 'ris', about: 'RIS (EndNote, Zotero, Scopus, Web of Science, Embase, Ovid, ProQuest, EBSCO)', fits: looksLikeRis, read: readRis },
  { name: 'wos-tagged', about: 'Web of Science and ISI tagged text (.ciw, .isi)', fits: looksLikeWosTagged, read: readWosTagged },
  { name: 'wos-tab', about: 'Web of Science tab-delimited', fits: looksLikeWosTab, read: readWosTab },
  { name: 'openalex', about: 'OpenAlex works (API answers, snapshot lines)', fits: (head) => fitsJson(head, 'openalex'), read: readOpenalex },
  { name: 'crossref', about: 'Crossref works (API answers, dumps)', fits: (head) => fitsJson(head, 'crossref'), read: readCrossref },
  { name: 'semantic-scholar', about: 'Semantic Scholar (API answers)', fits: (head) => fitsJson(head, 'semantic-scholar'), read: readSemanticScholar },
  { name: 'zotero-json', about: 'Better BibTeX JSON and Zotero API items', fits: (head) => fitsJson(head, 'zotero-json'), read: readZoteroJson },
  { name: 'csl-json', about: 'CSL-JSON (Zotero, Pandoc, Manubot)', fits: (head) => fitsJson(head, 'csl-json'), read: readCsl },
  { name: 'jsonl', about: 'JSON Lines or a JSON array, objects with title, abstract, authors, …', fits: looksLikeJson, read: readPlainJson },
  { name: 'csv', about: 'CSV with a header', fits: (head) => fitsTable(head, /[,;|]/), read: readCsv },
  { name: 'tsv', about: 'tab-separated values with a header', fits: (head) => fitsTable(head, /\t/), read: readCsv },
  { name: 'pasted', about: 'titles and abstracts with blank lines between, as copied from a page',
    fits: looksPasted, read: readPasted },
];

function firstLine(head: string): string {
  const text = head.trimStart();
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

function fitsJson(head: string, kind: JsonKind): boolean {
  return looksLikeJson(head) && kindOfJson(head) === kind;
}

function fitsTable(head: string, delimiters: RegExp): boolean {
  const line = firstLine(head);
  const delimiter = delimiterOf(line);
  return delimiters.test(delimiter) && looksLikeHeader(line, delimiter);
}

function looksLikeBibtex(head: string): boolean {
  return /(?:^|\n)[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*(?:[^,={}"\n]{0,200},|[\w-]+\s*=|[^,={}"\n]*[})])/.test(head);
}
