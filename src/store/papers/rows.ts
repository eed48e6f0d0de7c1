/** Papers as rows and back. */
import type { Paper, PaperKey } from '../../types.js';
import { fold } from './fold.js';
import type { StoredPaper } from '../store.js';

/** A row of `papers` with the content hash of `facets`. */
export interface PaperRow {
  readonly key: PaperKey;
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly year: number | null;
  readonly venue: string | null;
  readonly doi: string | null;
  readonly url: string | null;
  readonly authors: string;
  readonly labels: string;
  readonly sources: string;
  readonly ids: string;
  readonly extra: string;
  readonly content_hash: string;
}

/** To be followed by a condition or an order. */
export const SELECT_PAPERS = 'SELECT p.*, f.content_hash FROM papers p JOIN facets f ON f.paper = p.key';

export function fromRow(row: PaperRow): StoredPaper {
  const { key, id, title, abstract, year, venue, doi, url } = row;
  const paper: Paper = {
    id,
    title,
    abstract,
    authors: JSON.parse(row.authors) as string[],
    year,
    venue,
    doi,
    url,
    labels: list(row.labels),
    sources: list(row.sources),
    ids: row.ids === '{}' ? {} : (JSON.parse(row.ids) as Record<string, string>),
    extra: row.extra === '{}' ? {} : (JSON.parse(row.extra) as Record<string, unknown>),
  };
  return { key, paper, contentHash: row.content_hash };
}

function list(json: string): string[] {
  return json === '[]' ? [] : (JSON.parse(json) as string[]);
}

/** The values of the columns of `papers` after the key, in their order. */
export function paperColumns(paper: Paper): unknown[] {
  return [
    paper.id,
    paper.title,
    paper.abstract,
    paper.year,
    paper.venue,
    paper.doi,
    paper.url,
    JSON.stringify(paper.authors),
    JSON.stringify(paper.labels),
    JSON.stringify(paper.sources),
    JSON.stringify(paper.ids),
    JSON.stringify(paper.extra),
  ];
}

/** The values of the text columns of `facets`: title, authors, venue, labels. */
export function foldedColumns(paper: Paper): string[] {
  const labels = paper.labels.length === 0 ? '' : `\n${paper.labels.map(fold).join('\n')}\n`;
  return [fold(paper.title), paper.authors.map(fold).join('\n'), fold(paper.venue ?? ''), labels];
}

/** A record without its sources: they are kept beside it. */
export function recordJson(paper: Paper): string {
  return JSON.stringify({ ...paper, sources: undefined });
}

export function recordFromJson(json: string, source: string): Paper {
  return { ...(JSON.parse(json) as Omit<Paper, 'sources'>), sources: [source] };
}
