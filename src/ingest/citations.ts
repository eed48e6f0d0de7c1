/** References and cited-by counts of OpenAlex, Crossref, Semantic Scholar and Scopus. */
import { CITATIONS, type Reference } from '../text/index.js';
import type { Draft } from './draft.js';
import { isObject, scalar } from './fields.js';
import type { JsonRecord } from './json/json.js';
import { cleanDoi, cleanText, bareArxivId, yearOf } from './text.js';

/** Reviews of thousands of references are lists, not papers; Crossref's longest have 9,000. */
const MOST = 10_000;
const LONGEST_TEXT = 400;

function reference(id: string | null, text = '', year: number | null = null): Reference {
  return { id, text: cleanText(text).slice(0, LONGEST_TEXT), year };
}

/** Notes what the paper cites and how often it is cited; nothing where the source says neither. */
export function addCitations(draft: Draft, references: readonly Reference[], citedBy: unknown): void {
  const count = typeof citedBy === 'string' && /^\d+$/.test(citedBy) ? Number(citedBy) : citedBy;
  const cited = typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null;
  const kept = references.filter(({ id, text }) => id !== null || text.length > 10).slice(0, MOST);
  if (kept.length > 0 || cited !== null) draft.extra[CITATIONS] = { references: kept, citedBy: cited };
}

/** `referenced_works`: addresses of works, without titles. */
export function openalexReferences(works: unknown): Reference[] {
  const list = typeof works === 'string' ? works.split('|') : Array.isArray(works) ? works : [];
  return list.flatMap((work: unknown) => {
    const id = /W\d+/.exec(scalar(work) ?? '')?.[0];
    return id === undefined ? [] : [reference(`openalex:${id.toLowerCase()}`)];
  });
}

/** `reference`: what publishers deposit, some with a DOI, some with words only. */
export function crossrefReferences(list: unknown): Reference[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((one) => {
    const text = (key: string): string => scalar(one[key]) ?? '';
    const doi = cleanDoi(text('DOI'));
    const title = text('article-title') || text('volume-title') || text('series-title');
    return reference(doi === null ? null : `doi:${doi}`, title || text('unstructured'), yearOf(text('year')));
  });
}

/** `references`: papers with the fields that were asked for, in the batch API one level down. */
export function s2References(list: unknown): Reference[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).map((one) => {
    const paper = isObject(one['citedPaper']) ? one['citedPaper'] : one;
    return reference(s2Id(paper), scalar(paper['title']) ?? '', yearOf(paper['year']));
  });
}

function s2Id(paper: JsonRecord): string | null {
  const ids = isObject(paper['externalIds']) ? paper['externalIds'] : {};
  const doi = cleanDoi(scalar(ids['DOI']) ?? '');
  if (doi !== null) return `doi:${doi}`;
  const arxiv = bareArxivId(scalar(ids['ArXiv']) ?? '');
  if (arxiv !== null) return `arxiv:${arxiv}`;
  const pmid = scalar(ids['PubMed']);
  if (pmid !== null) return `pmid:${pmid}`;
  const own = scalar(paper['paperId']);
  return own === null || own === '' ? null : `s2:${own.toLowerCase()}`;
}

/**
 * One text, parted by semicolons. From 2023 on "Doe J., Roe R., Title of the paper, Journal, 12, pp. 3-4, (2019)", before
 * "Doe, J., Title of the paper (2019) Journal, 12, pp. 3-4".
 */
export function scopusReferences(text: string): Reference[] {
  return text
    .split(/;\s+/)
    .filter((one) => one.trim().length > 20)
    .map((one) => {
      const doi = cleanDoi(one);
      const year = /\(((?:19|20)\d\d)\)/.exec(one)?.[1] ?? null;
      return reference(doi === null ? null : `doi:${doi}`, titleIn(one), yearOf(year));
    });
}

/** What follows the names: the first stretch between commas of three words or more that begins with no initials. */
function titleIn(text: string): string {
  const before = /^(.*?)\s*\((?:19|20)\d\d\)\s*\S/.exec(text)?.[1] ?? text;
  const parts = before.split(/,\s+/);
  const from = parts.findIndex(
    (part) => part.split(/\s+/).filter((word) => /^\p{L}{2}/u.test(word)).length >= 3,
  );
  if (from < 0) return text;
  return before === text ? parts[from]! : parts.slice(from).join(', ');
}
