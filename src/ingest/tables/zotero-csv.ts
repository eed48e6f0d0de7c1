/** Zotero CSV: 87 columns of Zotero's own names. */
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { readTable } from './csv.js';
import { labelsOf } from '../fields.js';
import { turnNames } from '../authors.js';
import { bareArxivId, notEmpty, yearOf } from '../text.js';

export const readZoteroCsv = (source: TextSource): AsyncGenerator<Item> =>
  readTable(source, draftOfZoteroRow);

export function isZoteroHeader(columns: readonly string[]): boolean {
  return columns.includes('Item Type') && columns.includes('Abstract Note');
}

function draftOfZoteroRow(row: Readonly<Record<string, string>>): Draft {
  const draft = emptyDraft();
  const text = (...columns: string[]): string =>
    columns.map((column) => row[column] ?? '').find(notEmpty) ?? '';
  draft.title = text('Title', 'Short Title');
  draft.abstract = text('Abstract Note');
  draft.authors = turnNames(text('Author', 'Editor', 'Contributor', 'Series Editor').split(';'));
  draft.year = yearOf(text('Publication Year')) ?? yearOf(text('Date'));
  draft.venue = text('Publication Title', 'Conference Name', 'Series Title', 'Publisher') || null;
  const more = text('Extra');
  draft.doi = text('DOI') || (/\bDOI:\s*(10\.\S+)/i.exec(more)?.[1] ?? null);
  draft.url = text('Url', 'URL') || null;
  draft.labels = [
    ...labelsOf(text('Manual Tags').replace(/,/g, '\u201a')),
    ...labelsOf(text('Automatic Tags').replace(/,/g, '\u201a')),
  ].map((label) => label.replaceAll('\u201a', ','));
  const pmid = /\bPMID:\s*(\d+)/i.exec(more)?.[1];
  if (pmid !== undefined) draft.ids['pmid'] = pmid;
  const arxiv = bareArxivId(/\barxiv:\s*(\S+)/i.exec(more)?.[1] ?? '');
  if (arxiv !== null) draft.ids['arxiv'] = arxiv;
  // Paths on somebody's disk and notes are nobody else's business.
  const left = new Set(['Title', 'Abstract Note', 'File Attachments', 'Notes', 'Link Attachments']);
  draft.extra['zotero'] = Object.fromEntries(
    Object.entries(row).filter(([column, value]) => !left.has(column) && value !== ''),
  );
  return draft;
}
