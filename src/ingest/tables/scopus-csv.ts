/** Scopus CSV, in its headers of 2014, 2021 and 2023 on. */
import { addCitations, scopusReferences } from '../citations.js';
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { readTable } from './csv.js';
import { labelsOf } from '../fields.js';
import { nameOf } from '../../text/index.js';
import { turnInitials, turnName, type Author } from '../authors.js';
import { cleanText, notEmpty, yearOf } from '../text.js';

export const readScopusCsv = (source: TextSource): AsyncGenerator<Item> => readTable(source, draftOfScopus);

export function isScopusHeader(columns: readonly string[]): boolean {
  return columns.includes('EID') && columns.includes('Title') && columns.includes('Source title');
}

function draftOfScopus(row: Readonly<Record<string, string>>): Draft {
  const draft = emptyDraft();
  const text = (...columns: string[]): string =>
    columns
      .map((column) => cleanText(row[column] ?? ''))
      .find((value) => notEmpty(value) && !/^\[no .* available\]$/i.test(value)) ?? '';
  draft.title = text('Title');
  draft.vernacularTitle = text('Original title', 'Original Title');
  draft.abstract = text('Abstract');
  draft.authors = scopusAuthors(text('Author full names'), text('Authors'));
  draft.year = yearOf(text('Year'));
  draft.venue = text('Source title', 'Conference name') || null;
  draft.doi = text('DOI') || null;
  draft.url = text('Link') || null;
  draft.labels = [...labelsOf(text('Author Keywords')), ...labelsOf(text('Index Keywords'))];
  if (text('EID') !== '') draft.ids['scopus'] = text('EID');
  if (/^\d+$/.test(text('PubMed ID'))) draft.ids['pmid'] = text('PubMed ID');
  const left = new Set([
    'Title',
    'Abstract',
    'References',
    'Authors',
    'Author full names',
    'Affiliations',
    'Authors with affiliations',
  ]);
  draft.extra['scopus'] = Object.fromEntries(
    Object.entries(row).filter(([column, value]) => !left.has(column) && value !== ''),
  );
  addCitations(draft, scopusReferences(text('References')), text('Cited by'));
  return draft;
}

/**
 * `Author full names` is "Liu, Fang (57201234567); …". `Authors` is "Liu F.; Li C." (2023 on), "Gao X., Ni W." (2021),
 * "Pan, Y., Yu, C." (2014); saved again from the first it may be "E.A., Bradley, Elizabeth A.; …".
 */
export function scopusAuthors(full: string, short: string): Author[] {
  const source = full === '' ? short : full;
  if (/^\[no author/i.test(source)) return [];
  if (source.includes(';') || full !== '')
    return source.split(';').map((part) => fromFull(part.replace(/\s*\(\d+\)\s*$/, '')));
  const parts = source
    .split(/,\s*/)
    .map((part) => part.trim())
    .filter(notEmpty);
  if (parts.length > 1 && parts.every((part, i) => i % 2 === 0 || INITIALS.test(part)))
    return parts.flatMap((family, i) => (i % 2 === 0 ? [nameOf(family, parts[i + 1] ?? '')] : []));
  return parts.map(fromFull);
}

const INITIALS = /^(?:\p{Lu}\p{Ll}?\.[- ]?)+$/u;

/** `Gao X.` → `X. Gao`, `Liu, Fang` → `Fang Liu`, `E.A., Bradley, Elizabeth A.` → `Elizabeth A. Bradley`. */
function fromFull(name: string): Author {
  const parts = name
    .split(',')
    .map((part) => part.trim())
    .filter(notEmpty);
  if (parts.length === 3 && INITIALS.test(parts[0]!)) return nameOf(parts[1]!, parts[2]);
  return parts.length > 1 ? turnName(name) : turnInitials(name);
}
