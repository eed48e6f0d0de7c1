/**
 * Research fields of papers, measured on arXiv-20, whose categories are known:
 *
 *   npm run build && npx tsx bench/map/fields.ts
 *
 * Prints how many papers have the same nearest field by the index of the entries as by comparing with each of them, the time of each, and how the papers of each category are spread over OpenAlex's fields.
 */
import { findFields } from '../../src/library/map/paper-fields.js';
import { openSqliteStore } from '../../src/store/index.js';
import { readVocabulary, readVectors, FieldTree, VOCABULARY_DIR } from '../../src/vocabulary/index.js';
import { benchLibrary } from '../libraries.js';

const dir = await benchLibrary('arxiv-20');
const store = await openSqliteStore(dir, { mode: 'read' });
const model = (await store.getModel())!;
const { keys, matrix } = await store.allDocumentVectors();
const papers = await store.getByKey(keys);
await store.close();
const vocabulary = readVocabulary();
const vectors = readVectors(`${VOCABULARY_DIR}/${model.id}.vectors`, {
  vocabulary,
  modelHash: model.hash,
  dimensions: model.dimensions,
})!;
const timed = async <T>(make: () => Promise<T>): Promise<[T, number]> => {
  const started = process.cpuUsage();
  const made = await make();
  const { user, system } = process.cpuUsage(started);
  return [made, (user + system) / 1000 / matrix.rows];
};
const given = { vocabulary, vectors };
const [indexed, indexTime] = await timed(() =>
  findFields(matrix, given, { engine: undefined, threads: 2, signal: undefined }),
);
const [whole, wholeTime] = await timed(() =>
  findFields(matrix, given, { engine: 'exact', threads: 2, signal: undefined }),
);
let same = 0;
for (let i = 0; i < matrix.rows; i++)
  if (indexed.entries[i * indexed.most] === whole.entries[i * whole.most]) same++;
console.log(
  `${matrix.rows} papers: nearest entry as among all in ${((100 * same) / matrix.rows).toFixed(2)} %; ` +
    `${indexTime.toFixed(3)} ms a paper, among all ${wholeTime.toFixed(3)} (processor time)`,
);
const tree = new FieldTree(vocabulary.entries);
const byCategory = new Map<string, Map<string, number>>();
let places = 0;
papers.forEach((stored, i) => {
  const category = stored!.paper.labels[0]!;
  const counts = byCategory.get(category) ?? new Map<string, number>();
  byCategory.set(category, counts);
  const field = vocabulary.entries[tree.at(indexed.entries[i * indexed.most]!, 0)]!.name;
  counts.set(field, (counts.get(field) ?? 0) + 1);
  for (let n = 0; n < indexed.most; n++) if (indexed.entries[i * indexed.most + n]! >= 0) places++;
});
console.log(`${(places / matrix.rows).toFixed(2)} fields a paper`);
for (const [category, counts] of [...byCategory].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, 4);
  console.log(`${category}: ${most.map(([name, count]) => `${name} ${count}`).join(', ')}`);
}
