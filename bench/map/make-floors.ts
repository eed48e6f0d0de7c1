/**
 * Makes test/fixtures/topics/floors.bin, which test/labels/floors.test.ts judges topics and labels by without a model:
 * vectors of 50 papers of each of 8 arXiv categories and of vocabulary entries: the 120 nearest to them and
 * as many others, a byte a number.
 *
 *   npm run build && npx tsx bench/map/make-floors.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dot } from '../../src/math/matrix.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import { readVectors, readVocabulary } from '../../src/vocabulary/index.js';
import { benchLibrary } from '../libraries.js';

const CATEGORIES = [
  'cs.CR',
  'cs.RO',
  'cs.SE',
  'math.GR',
  'physics.ao-ph',
  'physics.plasm-ph',
  'q-bio.NC',
  'stat.ME',
];
const PAPERS = 50;
const ENTRIES = 240;

const store = await openSqliteStore(await benchLibrary('arxiv-20'), { mode: 'read' });
const model = (await store.getModel())!;
const { keys, matrix } = await store.allDocumentVectors();
const rowOf = new Map(Array.from(keys, (key, row) => [key, row]));
const chosen = new Map(CATEGORIES.map((category) => [category, [] as number[]]));
for await (const { key, paper } of store.scan()) {
  const rows = chosen.get(paper.labels[0]!);
  if (rows && rows.length < PAPERS) rows.push(rowOf.get(key)!);
}
await store.close();
const rows = CATEGORIES.flatMap((category) => chosen.get(category)!);
const { dimensions, data } = matrix;
const vocabulary = readVocabulary();
const vectors = readVectors(`vocabulary/${model.id}.vectors`, {
  vocabulary,
  modelHash: model.hash,
  dimensions,
})!;
const nearest = new Float64Array(vectors.rows).map((_, entry) =>
  rows.reduce((sum, row) => {
    const like = dot(data, row * dimensions, vectors.data, entry * dimensions, dimensions);
    return sum + Math.max(0, like) ** 4;
  }, 0),
);
const entries = Array.from(nearest.keys())
  .sort((a, b) => nearest[b]! - nearest[a]!)
  .filter((_, rank) => rank < ENTRIES / 2 || rank % 38 === 0)
  .sort((a, b) => a - b);
const all = [
  ...rows.map((row) => [data, row] as const),
  ...entries.map((entry) => [vectors.data, entry] as const),
];
const bytes = all.flatMap(([from, row]) =>
  Array.from(from.subarray(row * dimensions, (row + 1) * dimensions), (x) =>
    Math.round(128 + 127 * Math.max(-1, Math.min(1, 3 * x))),
  ),
);
const folder = new URL('../../test/fixtures/topics/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('floors.bin', folder), Uint8Array.from(bytes));
writeFileSync(
  new URL('floors.json', folder),
  `${JSON.stringify({ dimensions, papers: PAPERS, categories: CATEGORIES, entries: entries.map((e) => vocabulary.entries[e]!.id) })}\n`,
);
console.log(`${rows.length} papers, ${entries.length} entries, ${bytes.length} bytes`);
