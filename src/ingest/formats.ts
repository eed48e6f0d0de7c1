/** The table of formats. To add one: write its file, and a line here. */
import { readBibtex } from './bibtex.js';
import type { Item, TextSource } from './draft.js';
import { readCsv, looksLikeHeader } from './csv.js';
import { delimiterOf } from './csv-records.js';
import { readJsonl } from './jsonl.js';
import { looksPasted, readPasted } from './pasted.js';

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
  { name: 'jsonl', about: 'JSON Lines, one object a line', fits: looksLikeJsonl, read: readJsonl },
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

function looksLikeJsonl(head: string): boolean {
  return /^\{\s*"/.test(firstLine(head)) || /^\{\s*$/.test(firstLine(head)) && /^\s*\{\s*"/.test(head);
}

function fitsTable(head: string, delimiters: RegExp): boolean {
  const line = firstLine(head);
  const delimiter = delimiterOf(line);
  return delimiters.test(delimiter) && looksLikeHeader(line, delimiter);
}

function looksLikeBibtex(head: string): boolean {
  return /(?:^|\n)[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*(?:[^,={}"\n]{0,200},|[\w-]+\s*=|[^,={}"\n]*[})])/.test(head);
}
