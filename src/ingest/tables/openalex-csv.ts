/** The CSV that the OpenAlex web site exports: columns are dotted paths, lists are parted by `|`. */
import { addCitations, openalexReferences } from '../citations.js';
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { readTable } from './csv.js';
import { labelsOf } from '../fields.js';
import { addOpenalexIds } from '../json/openalex.js';
import { notEmpty, yearOf } from '../text.js';

export const readOpenalexCsv = (source: TextSource): AsyncGenerator<Item> => readTable(source, draftOfRow);

export function isOpenalexHeader(columns: readonly string[]): boolean {
  return columns.some((column) =>
    /^(?:authorships|primary_location|open_access|primary_topic)\./.test(column),
  );
}

function draftOfRow(row: Readonly<Record<string, string>>): Draft {
  const draft = emptyDraft();
  const text = (...columns: string[]): string =>
    columns.map((column) => row[column] ?? '').find(notEmpty) ?? '';
  const many = (...columns: string[]): string[] =>
    text(...columns)
      .split('|')
      .map((part) => part.trim())
      .filter(notEmpty);
  draft.title = text('title', 'display_name');
  draft.abstract = text('abstract');
  draft.authors = many('authorships.author.display_name', 'authorships.raw_author_name', 'authors');
  draft.year = yearOf(text('publication_year', 'publication_date'));
  draft.doi = text('doi') || null;
  draft.venue =
    many(
      'primary_location.source.display_name',
      'locations.source.display_name',
      'host_venue.display_name',
    )[0] ?? null;
  draft.url = text('primary_location.landing_page_url', 'best_oa_location.landing_page_url', 'id') || null;
  draft.labels = labelsOf(
    many(
      'keywords.display_name',
      'topics.display_name',
      'primary_topic.display_name',
      'concepts.display_name',
    ).slice(0, 20),
  );
  addOpenalexIds(draft, {
    openalex: text('id', 'ids.openalex'),
    pmid: text('ids.pmid'),
    pmcid: text('ids.pmcid'),
    mag: text('ids.mag'),
  });
  draft.extra['openalex'] = {
    type: text('type'),
    language: text('language'),
    cited_by_count: Number(text('cited_by_count')) || 0,
  };
  addCitations(draft, openalexReferences(text('referenced_works')), text('cited_by_count'));
  return draft;
}
