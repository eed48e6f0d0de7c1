/** Europe PMC: answers of its REST API, `lite` and `core`. */
import type { Draft, Item, TextSource } from '../draft.js';
import { draftOfRecord, isObject, labelsOf, scalar } from '../fields.js';
import { readJson, type JsonRecord } from './json.js';

export const readEuropePmc = (source: TextSource): AsyncGenerator<Item> => readJson(source, draftOfEuropePmc);

/** The names are mostly those of any table; `source` is a database there, and journal and labels lie deeper. */
export function draftOfEuropePmc(record: JsonRecord): Draft {
  const { id, source, journalInfo, authorList, ...rest } = record;
  const info = isObject(journalInfo) ? journalInfo : {};
  const journal = isObject(info['journal']) ? info['journal'] : {};
  const draft = draftOfRecord({
    ...(isObject(authorList) && { authorList }),
    ...rest,
    authorString: (scalar(record['authorString']) ?? '').replace(/\.$/, ''),
  });
  draft.venue ??= scalar(journal['title']) ?? scalar(journal['medlineAbbreviation']);
  // A preprint's server.
  draft.venue ??= scalar(inside(record['bookOrReportDetails'], 'publisher'));
  draft.labels.push(...labelsOf(inside(record['keywordList'], 'keyword')));
  const mesh = inside(record['meshHeadingList'], 'meshHeading');
  if (Array.isArray(mesh))
    draft.labels.push(...labelsOf(mesh.filter(isObject).map((one) => one['descriptorName'])));
  if (draft.ids['pmid'] === undefined && source === 'MED' && typeof id === 'string') draft.ids['pmid'] = id;
  const { pmid } = draft.ids;
  draft.url ??= pmid === undefined ? null : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  addDetails(draft, info, journal);
  return draft;
}

/** Under the names by which an export finds them. */
function addDetails(draft: Draft, info: JsonRecord, journal: JsonRecord): void {
  for (const [name, value] of [
    ['volume', info['volume'] ?? draft.extra['journalVolume']],
    ['issue', info['issue']],
    ['issn', journal['issn'] ?? journal['essn']],
    ['pages', draft.extra['pageInfo']],
    ['month', info['monthOfPublication']],
  ] as const) {
    const text = scalar(value);
    if (text !== null && text !== '' && text !== '0') draft.extra[name] = text;
  }
}

function inside(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

export function isEuropePmc(record: JsonRecord): boolean {
  return 'authorString' in record && 'source' in record && 'title' in record;
}
