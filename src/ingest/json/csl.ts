/** CSL-JSON (Zotero, Better BibTeX, Manubot, Pandoc, Crossref's citeproc answers). */
import { ID_NAME } from '../../io/index.js';
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { isObject, labelsOf, scalar } from '../fields.js';
import { readJson, type JsonRecord } from './json.js';
import { bodyOf, personOf, turnName, turnNames, type Author } from '../authors.js';
import { bareArxivId, cleanText, notEmpty, yearOf } from '../text.js';

export const readCsl = (source: TextSource): AsyncGenerator<Item> => readJson(source, draftOfCsl);

/** Types whose editors are their authors. */
const EDITED = /^(?:.*book.*|monograph|collection|proceedings|periodical)$/;

/** Long or of no use for a bibliography. */
const LEFT_OUT = new Set([
  'abstract',
  'reference',
  'references',
  'relation',
  'indexed',
  'deposited',
  'link',
  'assertion',
  'license',
  'content-domain',
]);

/** `extra.csl` keeps all fields but the abstract and reference lists. */
export function draftOfCsl(record: JsonRecord): Draft {
  const draft = emptyDraft();
  const text = (...keys: string[]): string =>
    keys.map((key) => scalar(record[key]) ?? '').find(notEmpty) ?? '';
  draft.abstract = text('abstract');
  draft.title = text('title', 'title-short') || (draft.abstract === '' ? text('container-title') : '');
  draft.vernacularTitle = text('original-title');
  draft.authors = cslNames(record['author']);
  if (draft.authors.length === 0 && EDITED.test(text('type')))
    draft.authors = cslNames(record['editor'] ?? record['container-author']);
  draft.year =
    cslYear(record['issued']) ??
    cslYear(record['published']) ??
    cslYear(record['published-print']) ??
    cslYear(record['published-online']) ??
    cslYear(record['event-date']) ??
    cslYear(record['original-date']);
  draft.venue = text('container-title', 'collection-title', 'event-title', 'event') || null;
  if (draft.venue === draft.title) draft.venue = null;
  // A thesis has a university, a report an institution, where an article has a journal.
  if (/^(?:thesis|dissertation|report)$/.test(text('type'))) draft.venue ??= text('publisher') || null;
  draft.doi = text('DOI', 'doi') || doiInNote(text('note')) || null;
  draft.url = text('URL', 'url') || null;
  draft.labels = [
    ...labelsOf(record['keyword']),
    ...labelsOf(record['categories']),
    ...labelsOf(record['subject']),
  ];
  addIds(draft, text);
  addOwn(draft, record['custom']);
  draft.extra['csl'] = Object.fromEntries(
    Object.entries(record).filter(([key]) => !LEFT_OUT.has(key) && key !== '__proto__'),
  );
  return draft;
}

function addIds(draft: Draft, text: (...keys: string[]) => string): void {
  const note = text('note');
  const pmid = /^\d+$/.exec(text('PMID', 'pmid'))?.[0] ?? /^\s*PMID: ?(\d+)/im.exec(note)?.[1];
  if (pmid !== undefined) draft.ids['pmid'] = pmid;
  const pmcid = /PMC\d+/.exec(text('PMCID', 'pmcid'))?.[0];
  if (pmcid !== undefined) draft.ids['pmcid'] = pmcid;
  const arxiv = /\barxiv: ?(\S+)/i.exec(`${text('number')} ${note} ${text('archive_location')}`)?.[1];
  const id = arxiv === undefined ? null : bareArxivId(arxiv);
  if (id !== null) draft.ids['arxiv'] = id;
}

/** CSL keeps a place for what it does not know. */
function addOwn(draft: Draft, custom: unknown): void {
  if (!isObject(custom)) return;
  draft.id = scalar(custom[ID_NAME]);
  if (isObject(custom['ids']))
    for (const [scheme, id] of Object.entries(custom['ids']))
      if (typeof id === 'string') draft.ids[scheme] = id;
}

/** Manubot keeps the id it was asked for in the note. */
function doiInNote(note: string): string {
  return /\bdoi:\s*(10\.\S+)/i.exec(note)?.[1] ?? '';
}

/** `family` + `given` with particles and suffix, `literal`, or `name`. */
export function cslNames(people: unknown): Author[] {
  if (typeof people === 'string') return turnNames(cleanText(people).split(/; ?| and /));
  if (!Array.isArray(people)) return [];
  return people.map((person: unknown) =>
    isObject(person) ? cslName(person) : turnName(scalar(person) ?? ''),
  );
}

function cslName(person: JsonRecord): Author {
  const part = (key: string): string => (typeof person[key] === 'string' ? person[key] : '');
  if (part('family') === '') return bodyOf(part('literal') || part('name') || part('given'));
  const family = `${part('dropping-particle')} ${part('non-dropping-particle')} ${part('family')}`;
  return personOf(family, part('given'), part('suffix'));
}

/** `{"date-parts": [[2019, 5]]}` with numbers or texts, `literal`, `raw`, or a plain text. */
export function cslYear(date: unknown): number | null {
  if (!isObject(date)) return yearOf(date);
  const parts: unknown = date['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts.flat(2)[0] : undefined;
  return (
    yearOf(typeof first === 'string' ? Number.parseInt(first, 10) : first) ??
    yearOf(date['literal']) ??
    yearOf(date['raw']) ??
    yearOf(date['date-time']) ??
    yearOf(scalar(date['year']))
  );
}

export function isCsl(record: JsonRecord): boolean {
  const { type, author, issued } = record;
  if (typeof type !== 'string' || !('title' in record)) return false;
  const dated =
    isObject(issued) &&
    ('date-parts' in issued || 'literal' in issued || 'raw' in issued || 'season' in issued);
  const named =
    Array.isArray(author) &&
    author.length > 0 &&
    author.every((one) => isObject(one) && ('family' in one || 'literal' in one || 'given' in one));
  return (
    dated ||
    named ||
    isObject(record['custom']) ||
    'container-title' in record ||
    'citation-key' in record ||
    CSL_TYPES.test(type)
  );
}

const CSL_TYPES =
  /^(?:article-(?:journal|magazine|newspaper)|paper-conference|post-weblog|webpage|legal_case|motion_picture|entry-(?:dictionary|encyclopedia)|personal_communication)$/;
