/** One paper of the naive store: all its records, merged anew at every question. */
import type { Paper, PaperKey, PaperVectors } from '../../../src/types.js';
import type { PaperRecord } from '../../../src/store/store.js';
import { mergeRecords } from '../../../src/store/papers/merge.js';

export interface Entry {
  readonly key: PaperKey;
  readonly id: string;
  records: PaperRecord[];
  vectors: { of: string; vectors: PaperVectors } | null;
  /** Null: duplicates have not been looked for. */
  blocks: readonly number[] | null;
  /** All blocks it was ever settled with, and those of papers joined to it in the same call. */
  lastBlocks: readonly number[];
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
export const plain = (text: string): string =>
  squeeze(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ł/g, 'l').replace(/ø/g, 'o');
export const textOf = (paper: Paper): string => `${squeeze(paper.title)}\n${squeeze(paper.abstract)}`;

/** Everything but the sources, in one spelling. */
export function essence(paper: Paper): string {
  const sorted = (object: Readonly<Record<string, unknown>>): unknown => Object.entries(object).sort();
  return JSON.stringify([
    paper.id,
    textOf(paper),
    paper.authors.map(squeeze),
    paper.year,
    paper.venue && squeeze(paper.venue),
    paper.doi,
    paper.url,
    paper.labels,
    sorted(paper.ids),
    sorted(paper.extra),
  ]);
}

function lastGiven<T>(values: readonly T[], empty: T, isEmpty = (value: T): boolean => value === empty): T {
  return values.filter((value) => !isEmpty(value)).at(-1) ?? empty;
}

export function merged(entry: Entry): Paper {
  const papers = entry.records.map((record) => record.paper);
  // How different papers become one is the subject of merge.test.ts.
  if (new Set(papers.map((p) => p.id)).size > 1) return { ...mergeRecords(papers), id: entry.id };
  const isList = (list: readonly string[]): boolean => list.length === 0;
  return {
    id: entry.id,
    title: lastGiven(
      papers.map((p) => p.title),
      '',
    ),
    abstract: lastGiven(
      papers.map((p) => p.abstract),
      '',
    ),
    authors: lastGiven(
      papers.map((p) => p.authors),
      [],
      isList,
    ),
    year: lastGiven(
      papers.map((p) => p.year),
      null,
    ),
    venue: lastGiven(
      papers.map((p) => p.venue),
      null,
    ),
    doi: lastGiven(
      papers.map((p) => p.doi),
      null,
    ),
    url: lastGiven(
      papers.map((p) => p.url),
      null,
    ),
    labels: [...new Set(papers.flatMap((p) => p.labels))],
    sources: [...new Set(entry.records.map((record) => record.source))],
    ids: Object.assign({}, ...papers.map((p) => p.ids)) as Record<string, string>,
    extra: Object.assign({}, ...papers.map((p) => p.extra)) as Record<string, unknown>,
  };
}
