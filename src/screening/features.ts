/** Papers as a classifier sees them: TF-IDF of words and pairs of words, beside the embedding. */
import { terms, withoutBoilerplate } from '../text/index.js';
import type { Matrix } from '../types.js';
import type { Features, SparseRows } from './types.js';

export interface Text {
  readonly title: string;
  readonly abstract: string;
}

/** Share of the vectors in a likeness of two papers; the rest is that of the words. See docs/decisions/review-work.md. */
const VECTORS = 0.3;

/** `vectors`: a row a paper, of unit length; zeros for one that has none. No dimensions: words alone. */
export function screeningFeatures(texts: Iterable<Text>, vectors: Matrix): Features {
  const { data, dimensions } = vectors;
  const share = dimensions === 0 ? 0 : VECTORS;
  const scaled = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) scaled[i] = data[i]! * Math.sqrt(share);
  return { words: tfIdf(texts, Math.sqrt(1 - share)), vectors: scaled, dimensions };
}

/** Columns that terms are hashed into: no table of strings, which for 60,000 papers has five million pairs of words. */
const BUCKETS = 1 << 20;

/** Terms in two papers at least: `(1 + ln tf) ln(N / df)`, rows of length `length` (Salton and Buckley 1988). */
export function tfIdf(texts: Iterable<Text>, length: number): SparseRows {
  const papers = Array.from(texts, bucketsOf);
  const having = new Int32Array(BUCKETS);
  for (const own of papers)
    for (let at = 0; at < own.length; at++) if (own[at] !== own[at - 1]) having[own[at]!]!++;
  const columns = new Int32Array(BUCKETS).fill(-1);
  const weights: number[] = [];
  let entries = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = having[bucket]!;
    if (count < 2 || count === papers.length) continue;
    columns[bucket] = weights.length;
    weights.push(Math.log(papers.length / count));
    entries += count;
  }
  const rows: SparseRows = {
    rows: papers.length,
    columns: weights.length,
    offsets: new Int32Array(papers.length + 1),
    indices: new Int32Array(entries),
    values: new Float32Array(entries),
  };
  papers.forEach((own, i) => {
    const start = rows.offsets[i]!;
    const end = fillRow(rows, start, own, columns);
    let square = 0;
    for (let at = start; at < end; at++) square += (rows.values[at]! *= weights[rows.indices[at]!]!) ** 2;
    const scale = square === 0 ? 0 : length / Math.sqrt(square);
    for (let at = start; at < end; at++) rows.values[at]! *= scale;
    rows.offsets[i + 1] = end;
  });
  return rows;
}

/** Buckets of the terms of a paper and of its pairs of neighbouring terms, ascending, one for each time they occur. */
function bucketsOf({ title, abstract }: Text): Int32Array {
  const buckets: number[] = [];
  for (const text of [title, withoutBoilerplate(abstract)]) {
    let before = 0;
    for (const term of terms(text)) {
      const hash = hashOf(term);
      buckets.push(bucketOf(hash));
      // "Randomized trial" says more than its two words.
      if (before !== 0) buckets.push(bucketOf(Math.imul(before, 0x9e3779b1) ^ hash));
      before = hash;
    }
  }
  return Int32Array.from(buckets).sort();
}

/** FNV-1a over UTF-16 units. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash;
}

function bucketOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

/** Writes the entries of one row from `at` on, not yet weighed by how rare they are; answers where they end. */
function fillRow({ indices, values }: SparseRows, at: number, own: Int32Array, columns: Int32Array): number {
  let end = at;
  for (let i = 0; i < own.length;) {
    const bucket = own[i]!;
    const first = i;
    while (own[i] === bucket) i++;
    if (columns[bucket]! < 0) continue;
    indices[end] = columns[bucket]!;
    values[end++] = 1 + Math.log(i - first);
  }
  return end;
}
