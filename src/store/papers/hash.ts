/** What tells whether something changed. 128 bits of SHA-256, hex. */
import { hash } from 'node:crypto';
import type { Paper } from '../../types.js';
import { foldSpace } from './fold.js';

/** Of the text that is embedded. The template is not part of it: another template is another model (see model.ts). */
export function contentHash(paper: Pick<Paper, 'title' | 'abstract'>): string {
  return hash('sha256', `${foldSpace(paper.title)}\n${foldSpace(paper.abstract)}`, 'hex').slice(0, 32);
}

/** In the place of a record's hash: it is not what was stored, and its source's next record replaces it. */
export const DAMAGED = '';

/** Of all fields but the sources. Same for papers that differ in white space or in the order of object keys only. */
export function recordHash(paper: Paper): string {
  const { id, title, abstract, authors, year, venue, doi, url, labels, ids, extra } = paper;
  const fields = [
    id,
    foldSpace(title),
    foldSpace(abstract),
    authors.map(foldSpace),
    year,
    venue === null ? null : foldSpace(venue),
    doi,
    url,
    labels,
    ordered(ids),
    ordered(extra),
  ];
  return hash('sha256', JSON.stringify(fields), 'hex').slice(0, 32);
}

/** The same JSON value with object keys in order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return {};
  return entries
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, inner]) => [key, ordered(inner)]);
}
