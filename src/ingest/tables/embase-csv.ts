/** Embase CSV: no column for the year and none for the DOI in the short layout. */
import type { Draft, Item, TextSource } from '../draft.js';
import { readTable } from './csv.js';
import { draftOfRecord } from '../fields.js';
import { turnInitials } from '../authors.js';
import { cleanDoi, cleanText, notEmpty, yearOf } from '../text.js';

export const readEmbaseCsv = (source: TextSource): AsyncGenerator<Item> => readTable(source, draftOfEmbase);

export function isEmbaseHeader(columns: readonly string[]): boolean {
  return (
    columns.includes('Author Names') &&
    columns.some((column) =>
      /^(?:Embase|PUI|Emtree|Embase Link|Full Text Link|Medline PMID|Open URL Link|Correspondence Address)/i.test(
        column,
      ),
    )
  );
}

function draftOfEmbase(row: Readonly<Record<string, string>>): Draft {
  const { 'Author Names': authors = '', Source: source = '', 'Source title': title = '', ...rest } = row;
  const draft = draftOfRecord(rest);
  draft.id = null;
  // "Lovelace A.K., Turing A."
  draft.authors = cleanText(authors)
    .split(/; ?|, /)
    .filter(notEmpty)
    .map(turnInitials);
  draft.year ??= yearOf(rest['Publication Year'] ?? '') ?? yearOf(/\((\d{4})\)/.exec(source)?.[1] ?? source);
  // "Journal of Maps (2019) 12:3 (1-10)" or "Journal of Maps 12:3 (1-10)"
  draft.venue =
    title ||
    cleanText(source)
      .replace(/ ?(?:\(\d{4}\)| \d).*$/, '')
      .trim() ||
    null;
  draft.doi ??= cleanDoi(rest['DOI'] ?? rest['Full Text Link'] ?? '');
  const pmid = /^\d+$/.exec(rest['Medline PMID'] ?? '')?.[0];
  if (pmid !== undefined) draft.ids['pmid'] = pmid;
  return draft;
}
