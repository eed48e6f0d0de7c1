/** One paper as a document of the index, and back. */
import { hash } from 'node:crypto';
import { contentHash, fold, mergeRecords, type PaperRecord, type StoredPaper } from '../store/index.js';
import type { Paper } from '../types.js';
import { countTerms, termText } from './counted-terms.js';
import type { Keys } from './keys.js';

/** What is read of a document, unless vectors are wanted too. */
export const TEXT_FIELDS = ['id', 'records', 'contentHash', 'embedded'];
export const ALL_FIELDS = [...TEXT_FIELDS, 'vector', 'sentences'];

export interface PaperDocument {
  readonly id: string;
  readonly records: readonly PaperRecord[];
  readonly contentHash: string;
  readonly embedded: boolean;
  readonly vector?: readonly number[];
  readonly sentences?: string;
}

export interface FoundDocument {
  readonly _id: string;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
  readonly _source: PaperDocument;
  readonly _score?: number;
  readonly sort?: readonly unknown[];
}

/** The engine takes up to 512 bytes for the name of a document. */
const LONGEST_NAME = 500;

export function documentName(id: string): string {
  return Buffer.byteLength(id) <= LONGEST_NAME ? id : `sha256 ${hash('sha256', id, 'hex')}`;
}

export function paperOf({ id, records }: PaperDocument): Paper {
  return { ...mergeRecords(records.map(({ paper }) => paper)), id };
}

export function storedOf(document: PaperDocument, keys: Keys): StoredPaper {
  return { key: keys.of(document.id), paper: paperOf(document), contentHash: document.contentHash };
}

/** All fields but the vectors. A paper whose text has changed is written whole, so that its vectors go. */
export function fieldsOf(id: string, records: readonly PaperRecord[]): Record<string, unknown> {
  const papers = records.map(({ paper }) => paper);
  const paper = { ...mergeRecords(papers), id };
  const counted = countTerms(paper);
  const identifiers = papers.flatMap(({ doi, ids }) => [
    ...(doi === null ? [] : [doi]),
    ...Object.values(ids),
  ]);
  return {
    id,
    names: [...new Set(papers.map((one) => one.id))],
    identifiers: [...new Set(identifiers.map((value) => value.toLowerCase().trim()))],
    records,
    recordCount: records.length,
    title: fold(paper.title),
    authors: paper.authors.map(fold),
    venue: paper.venue === null ? null : fold(paper.venue),
    labels: paper.labels.map(fold),
    sources: paper.sources,
    year: paper.year,
    hasAbstract: paper.abstract !== '',
    contentHash: contentHash(paper),
    terms: termText(counted),
    length: counted.length,
  };
}
