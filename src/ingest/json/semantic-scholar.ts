/** Semantic Scholar: answers of its Graph and Recommendations APIs, and its bulk data sets. */
import { addCitations, s2References } from '../citations.js';
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { authorsOf, isObject, labelsOf, scalar } from '../fields.js';
import { readJson, type JsonRecord } from './json.js';
import { bareArxivId, notEmpty, yearOf } from '../text.js';

export const readSemanticScholar = (source: TextSource): AsyncGenerator<Item> =>
  readJson(source, draftOfSemanticScholar);

/** Only the fields that were asked for are there; `citations` and `references` are other papers. */
export function draftOfSemanticScholar(record: JsonRecord): Draft {
  const draft = emptyDraft();
  const text = (key: string): string => scalar(record[key]) ?? '';
  draft.title = text('title');
  draft.abstract = text('abstract') || text('paperAbstract');
  draft.authors = authorsOf(record['authors']);
  draft.year = yearOf(record['year']) ?? yearOf(record['publicationDate']);
  draft.venue =
    [text('venue'), nameIn(record['publicationVenue']), nameIn(record['journal'])].find(notEmpty) ?? null;
  draft.url = text('url') || text('s2Url') || null;
  draft.labels = [...labelsOf(record['fieldsOfStudy']), ...labelsOf(record['s2FieldsOfStudy'])];
  const paperId = text('paperId') || (/^[0-9a-f]{40}$/.exec(text('id'))?.[0] ?? '');
  if (paperId !== '') draft.ids['s2'] = paperId;
  const ids = isObject(record['externalIds'])
    ? record['externalIds']
    : isObject(record['externalids'])
      ? record['externalids']
      : {};
  draft.doi = scalar(ids['DOI']) ?? (text('doi') || null);
  const arxiv = bareArxivId(scalar(ids['ArXiv']) ?? text('arxivId'));
  if (arxiv !== null) draft.ids['arxiv'] = arxiv;
  for (const [scheme, key] of [
    ['pmid', 'PubMed'],
    ['pmcid', 'PubMedCentral'],
    ['anthology', 'ACL'],
    ['mag', 'MAG'],
    ['dblp', 'DBLP'],
  ] as const) {
    const id = scalar(ids[key]);
    if (id !== null && id !== '')
      draft.ids[scheme] = scheme === 'pmcid' && !id.startsWith('PMC') ? `PMC${id}` : id;
  }
  // A sentence that a model wrote is no abstract, but is worth keeping.
  const kept = ['tldr', 'corpusId', 'publicationTypes', 'publicationDate', 'citationCount', 'journal'];
  draft.extra['s2'] = Object.fromEntries(
    kept.filter((key) => key in record && record[key] !== null).map((key) => [key, record[key]]),
  );
  addCitations(draft, s2References(record['references']), record['citationCount']);
  return draft;
}

function nameIn(value: unknown): string {
  return isObject(value) ? (scalar(value['name']) ?? '') : (scalar(value) ?? '');
}

export function isSemanticScholar(record: JsonRecord): boolean {
  return (
    'paperId' in record ||
    'paperAbstract' in record ||
    'corpusid' in record ||
    ('corpusId' in record && 'title' in record)
  );
}
