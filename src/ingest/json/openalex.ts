/** OpenAlex works: answers of its API, snapshot lines, one work. */
import { addCitations, openalexReferences } from '../citations.js';
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { isObject, scalar } from '../fields.js';
import { readJson, type JsonRecord } from './json.js';
import { notEmpty, yearOf } from '../text.js';

export const readOpenalex = (source: TextSource): AsyncGenerator<Item> => readJson(source, draftOfOpenalex);

export function draftOfOpenalex(record: JsonRecord): Draft | string {
  if (record['type'] === 'grant') return 'a grant, not a paper';
  const draft = emptyDraft();
  draft.title = scalar(record['title']) ?? scalar(record['display_name']) ?? '';
  draft.abstract = abstractOf(record['abstract_inverted_index']) || (scalar(record['abstract']) ?? '');
  draft.authors = list(record['authorships'])
    .map((one) => nameOf(one))
    .filter(notEmpty);
  draft.year = yearOf(record['publication_year']) ?? yearOf(record['publication_date']);
  draft.doi = scalar(record['doi']);
  draft.venue = venueOf(record);
  draft.url = landingPage(record) ?? scalar(record['id']);
  draft.labels = [...list(record['keywords']), ...list(record['topics']), ...list(record['concepts'])]
    .map(labelOf)
    .filter(notEmpty)
    .slice(0, 20);
  addOpenalexIds(
    draft,
    isObject(record['ids']) ? { openalex: record['id'], ...record['ids'] } : { openalex: record['id'] },
  );
  const kept = ['type', 'language', 'cited_by_count', 'biblio', 'is_retracted', 'publication_date'];
  draft.extra['openalex'] = Object.fromEntries(
    kept.filter((key) => record[key] !== null && key in record).map((key) => [key, record[key]]),
  );
  addCitations(draft, openalexReferences(record['referenced_works']), record['cited_by_count']);
  return draft;
}

function list(value: unknown): JsonRecord[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function nameOf(authorship: JsonRecord): string {
  const author = authorship['author'];
  return (
    (isObject(author) ? scalar(author['display_name']) : null) ?? scalar(authorship['raw_author_name']) ?? ''
  );
}

function labelOf(one: JsonRecord): string {
  const score = one['score'];
  return typeof score === 'number' && score < 0.3
    ? ''
    : (scalar(one['display_name']) ?? scalar(one['keyword']) ?? '');
}

function venueOf(record: JsonRecord): string | null {
  const locations = [
    record['primary_location'],
    record['host_venue'],
    record['best_oa_location'],
    ...list(record['locations']),
  ];
  for (const location of locations) {
    if (!isObject(location)) continue;
    const source = isObject(location['source']) ? location['source'] : location;
    const name = scalar(source['display_name']);
    if (name !== null && name !== '') return name;
  }
  return null;
}

function landingPage(record: JsonRecord): string | null {
  const location = record['primary_location'];
  return isObject(location) ? scalar(location['landing_page_url']) : null;
}

/** OpenAlex writes its own ids and others' as addresses. */
export function addOpenalexIds(draft: Draft, ids: JsonRecord): void {
  const found = (key: string, pattern: RegExp): void => {
    const id = pattern.exec(scalar(ids[key]) ?? '')?.[0];
    if (id !== undefined) draft.ids[key] = id;
  };
  found('openalex', /W\d+/);
  found('pmid', /\d+/);
  found('pmcid', /PMC\d+|(?<=\/)\d+/i);
  if (draft.ids['pmcid'] !== undefined && !draft.ids['pmcid'].startsWith('PMC'))
    draft.ids['pmcid'] = `PMC${draft.ids['pmcid']}`;
  found('mag', /\d+/);
}

/** Words by position, put in order again; positions may have gaps, and some indexes hold whole documents. */
function abstractOf(index: unknown): string {
  const words: string[] = [];
  if (!isObject(index)) return '';
  // An older layout has the index one level down.
  const positions = isObject(index['InvertedIndex']) ? index['InvertedIndex'] : index;
  for (const [word, places] of Object.entries(positions)) {
    if (!Array.isArray(places)) continue;
    for (const place of places)
      if (typeof place === 'number' && place >= 0 && place < 1_000_000) words[place] = word;
  }
  return words.filter((word) => word !== undefined).join(' ');
}

export function isOpenalex(record: JsonRecord): boolean {
  return (
    'abstract_inverted_index' in record ||
    /^https:\/\/openalex\.org\/W\d/.test(scalar(record['id']) ?? '') ||
    ('authorships' in record && 'display_name' in record)
  );
}
