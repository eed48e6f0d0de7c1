/** One paper as a document of the index, and back. */
import { hash } from 'node:crypto';
import {
  contentHash,
  fold,
  mergeRecords,
  slotOf,
  type PaperRecord,
  type StoredPaper,
} from '../../store/index.js';
import type { Citations } from '../../text/index.js';
import type { Paper, Vector } from '../../types.js';
import { countTerms, PackedTerms, packTerms, termText } from '../counted-terms.js';
import type { Keys } from './keys.js';

/** What is read of a document, unless vectors are wanted too. */
export const TEXT_FIELDS = ['id', 'records', 'contentHash', 'embedded'];
/** What a document keeps when a record changes that leaves the text as it is. */
export const VECTOR_FIELDS = ['embedded', 'truncated', 'meaning', 'sentences', 'sample'];

/** A record and the run of `add` that brought it. */
export interface StoredRecord extends PaperRecord {
  readonly run: string;
}

/** What is stored of a paper. The engine's own fields (`terms`, `vector`) are made from it with each writing. */
export interface PaperDocument {
  readonly id: string;
  readonly records: readonly StoredRecord[];
  readonly citations?: Citations | null;
  readonly contentHash: string;
  readonly embedded: boolean;
  readonly truncated?: boolean;
  /** See counted-terms.ts; base64, as the next two. */
  readonly counted?: string;
  /** The document vector, 32-bit floats. */
  readonly meaning?: string;
  /** As in a library in a folder. */
  readonly sentences?: string;
  readonly sample?: number;
}

export interface FoundDocument {
  readonly _id: string;
  readonly _seq_no?: number;
  readonly _primary_term?: number;
  readonly _source: PaperDocument;
  readonly _score?: number;
  readonly sort?: readonly unknown[];
  /** By column, without reading the document. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

/** The engine takes up to 512 bytes for the name of a document. */
const LONGEST_NAME = 500;

export function documentName(id: string): string {
  return Buffer.byteLength(id) <= LONGEST_NAME ? id : `sha256 ${hash('sha256', id, 'hex')}`;
}

export function paperOf({ id, records }: PaperDocument): Paper {
  return mergedPaper(id, records);
}

export function mergedPaper(id: string, records: readonly PaperRecord[]): Paper {
  return { ...mergeRecords(records.map(({ paper }) => paper)), id };
}

export function storedOf(document: PaperDocument, keys: Keys): StoredPaper {
  return { key: keys.of(document.id), paper: paperOf(document), contentHash: document.contentHash };
}

/** All that is stored but the vectors. */
export function fieldsOf(
  id: string,
  records: readonly StoredRecord[],
  citations: Citations | null,
): Record<string, unknown> {
  const papers = records.map(({ paper }) => paper);
  const paper = mergedPaper(id, records);
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
    ...(citations !== null && { citations, hasCitations: true }),
    recordCount: records.length,
    title: fold(paper.title),
    authors: paper.authors.map(fold),
    venue: paper.venue === null ? null : fold(paper.venue),
    labels: paper.labels.map(fold),
    sources: paper.sources,
    year: paper.year,
    hasAbstract: paper.abstract !== '',
    contentHash: contentHash(paper),
    slot: slotOf(id),
    counted: packTerms(counted),
    length: counted.length,
  };
}

/** What is sent to the engine: what is stored, and what it searches in, which is stored nowhere but in its index. */
export function indexed(stored: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { counted, meaning } = stored as { counted: string; meaning?: string };
  return {
    ...stored,
    terms: termText(new PackedTerms(counted).unpack()),
    ...(meaning !== undefined && { vector: Array.from(unpackVector(meaning), short) }),
  };
}

export function packVector({ buffer, byteOffset, byteLength }: Vector): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

export function unpackVector(packed: string): Vector {
  return new Float32Array(bytesOf(packed).buffer);
}

/** In memory of its own: a piece of Node's pool may begin at any byte. */
export function bytesOf(packed: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(packed, 'base64'));
}

/** Nine digits tell every 32-bit number from its neighbours; written whole, a 32-bit number has 17. */
function short(value: number): number {
  return Number(value.toPrecision(9));
}
