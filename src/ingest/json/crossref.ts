/** Crossref: answers of its REST API (`/works`, one work) and dumps of works. */
import { addCitations, crossrefReferences } from '../citations.js';
import type { Draft, Item, TextSource } from '../draft.js';
import { cslYear, draftOfCsl } from './csl.js';
import { isObject, scalar } from '../fields.js';
import { readJson, type JsonRecord } from './json.js';
import { notEmpty } from '../text.js';

export const readCrossref = (source: TextSource): AsyncGenerator<Item> => readJson(source, draftOfCrossref);

/** The fields are CSL's in lists, with earlier and later dates of publication besides `issued`. */
export function draftOfCrossref(record: JsonRecord): Draft {
  const draft = draftOfCsl(record);
  const subtitle = scalar(record['subtitle']) ?? '';
  if (subtitle !== '' && draft.title !== '' && !draft.title.toLowerCase().includes(subtitle.toLowerCase()))
    draft.title += `: ${subtitle}`;
  draft.year ??= cslYear(record['created']);
  // The `source` of a deposit and the `publisher` are no venue.
  draft.venue =
    [record['container-title'], record['short-container-title'], institutionOf(record)]
      .map((value) => scalar(value) ?? '')
      .find(notEmpty) ?? null;
  const kept = [
    'type',
    'volume',
    'issue',
    'page',
    'article-number',
    'publisher',
    'ISSN',
    'ISBN',
    'language',
    'issued',
    'container-title',
    'is-referenced-by-count',
    'editor',
  ];
  draft.extra['csl'] = Object.fromEntries(
    kept.filter((key) => key in record).map((key) => [key, record[key]]),
  );
  addCitations(draft, crossrefReferences(record['reference']), record['is-referenced-by-count']);
  return draft;
}

/** bioRxiv and the like: a preprint has no container but an institution. */
function institutionOf(record: JsonRecord): string {
  const institution: unknown = Array.isArray(record['institution'])
    ? record['institution'][0]
    : record['institution'];
  return isObject(institution) ? (scalar(institution['name']) ?? '') : '';
}

export function isCrossref(record: JsonRecord): boolean {
  return (
    'DOI' in record &&
    (Array.isArray(record['title']) || ('prefix' in record && 'member' in record) || 'indexed' in record)
  );
}
