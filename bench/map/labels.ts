/**
 * Labels and terms of maps, to be read and measured:
 *
 *   npm run build && npx tsx bench/map/labels.ts [--only NAME]
 *
 * Writes bench/map/labels.md: every label and its terms on arXiv-20, the ACL Anthology, SciFact, six screening sets and
 * the files of ../shared/fixtures. Prints for arXiv-20, where the papers' categories are known:
 *
 * - likeness: cosine of the label's vector with that of the name of the category that most papers of the topic have;
 *   wanted 0.66 on average;
 * - MRR: the rank of the label's own topic among all topics by the cosine of label and topic centre; wanted 0.92;
 * - AUC: how surely the label's cosine tells the topic's papers from all others; wanted 0.97 on average, 0.93 at least;
 * - NPMI and diversity of the ten terms against BERTopic's c-TF-IDF on the same topics.
 *
 * Libraries are made on the first run and kept under out/bench/ (the ACL: ten minutes).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { eng } from 'stopword';
import { auc } from '../../src/concepts/auc.js';
import type * as Embedding from '../../src/embed/index.js';
import type * as Package from '../../src/index.js';
import { nameTopics, readLabelSource, type NamedGroup } from '../../src/labels/label-topics.js';
import { centroids, groupSizes } from '../../src/math/centroids.js';
import { dot } from '../../src/math/matrix.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import type { TopicMap } from '../../src/topic-map/schema.js';
import type { Matrix, Paper, Vector } from '../../src/types.js';
import { benchLibrary, DIST } from '../libraries.js';
import { bertopicTerms } from './bertopic.js';
import { coherence, diversity } from './coherence.js';
import { adjustedRand, vMeasure } from './metrics.js';

const SETS = [
  'arxiv-20',
  'scifact',
  ...['adhd', 'atypicalantipsychotics', 'estrogens', 'nagtegaal-2019', 'nsaids', 'triptans'].map(
    (name) => `screening/${name}`,
  ),
  'fixtures',
  'acl-anthology',
];
const CATEGORIES = new URL('../../../shared/vocabulary/arxiv-categories.tsv', import.meta.url);
const FIXTURES = new URL('../../../shared/fixtures', import.meta.url).pathname;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const pages: string[] = ['# Labels and terms\n\nMade by `bench/map/labels.ts`.\n'];
for (const name of SETS.filter((set) => values.only === undefined || set === values.only)) {
  const map = await mapOf(name);
  pages.push(page(name, map));
  if (name === 'arxiv-20') pages.push(await measured(map));
  if (values.only === undefined) writeFileSync(new URL('labels.md', import.meta.url), pages.join('\n'));
}
if (values.only !== undefined) process.stdout.write(pages.join('\n'));

/** The map as the defaults make it. */
async function mapOf(name: string): Promise<TopicMap> {
  const { openLibrary } = (await import(`../${DIST}/index.js`)) as typeof Package;
  const dir = name === 'fixtures' ? `out/bench/${name}` : await benchLibrary(name);
  forgetMap(`${dir}/fieldmap.sqlite`);
  const library = await openLibrary({ dir });
  if (name === 'fixtures') await library.add([{ name, path: FIXTURES }]);
  const started = performance.now();
  await library.map({ out: `out/bench/maps/${name}` });
  process.stderr.write(`${name}: map in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  await library.close();
  return JSON.parse(readFileSync(`out/bench/maps/${name}/topic-map.json`, 'utf8')) as TopicMap;
}

/** A refit would keep the topics of the last map where they are as good: here each map is the first. */
function forgetMap(file: string): void {
  if (!existsSync(file)) return;
  const db = new Database(file);
  db.exec("DELETE FROM topics; DELETE FROM assignments; DELETE FROM documents WHERE name = 'topic-map'");
  db.close();
}

function page(name: string, { topics, papers, about }: TopicMap): string {
  const parents = new Set(topics.map(({ parent }) => parent));
  const lines = topics.map(({ id, label, labelSource, size, parent, terms }) => {
    const level = parents.has(id) ? '**' : '';
    const list = terms.map(({ term }) => term).join(' · ');
    return `${parent === null ? '' : '  '}- ${level}${label}${level} (${labelSource}, ${size}): ${list}`;
  });
  return `## ${name}\n\n${papers.length} papers, about: ${about ?? 'no field in common'}.\n\n${lines.join('\n')}\n`;
}

interface Measured {
  readonly map: TopicMap;
  readonly leaves: TopicMap['topics'];
  readonly papers: readonly Paper[];
  readonly vectors: Matrix;
  /** Per paper its topic, or -1. */
  readonly assignment: Int32Array;
}

async function measured(map: TopicMap): Promise<string> {
  const store = await openSqliteStore('out/bench/arxiv-20', { mode: 'read' });
  const { matrix: vectors } = await store.allDocumentVectors();
  const papers: Paper[] = [];
  for await (const { paper } of store.scan()) papers.push(paper);
  await store.close();
  const parents = new Set(map.topics.map(({ parent }) => parent));
  const leaves = map.topics.filter(({ id }) => !parents.has(id));
  const number = new Map(leaves.map(({ id }, t) => [id, t]));
  const topicOf = new Map(map.papers.map(({ id, topic }) => [id, topic === null ? -1 : number.get(topic)!]));
  const assignment = Int32Array.from(papers, ({ id }) => topicOf.get(id)!);
  const set = { map, leaves, papers, vectors, assignment };
  return `### Measured\n\n${await labelTable(set)}\n${termTable(set)}`;
}

/** Each label against the name of the category of most of its papers, its topic, and its papers. */
async function labelTable({ map, leaves, papers, vectors, assignment }: Measured): Promise<string> {
  const names = categoryNames();
  const { data, rows, dimensions } = vectors;
  const centers = centroids(vectors, assignment, leaves.length);
  const majority = leaves.map((_, t) => mostFrequent(papers, assignment, t));
  const embedded = await embed([
    ...leaves.map(({ label }) => label),
    ...majority.map((id) => names.get(id)!),
  ]);
  const results = leaves.map(({ label }, t) => {
    const vector = embedded[t]!;
    const likeness = dot(vector, 0, embedded[leaves.length + t]!, 0, dimensions);
    const toTopics = leaves.map((__, other) => dot(vector, 0, centers.data, other * dimensions, dimensions));
    const rank = 1 + toTopics.filter((value) => value > toTopics[t]!).length;
    const [inside, outside]: [number[], number[]] = [[], []];
    for (let i = 0; i < rows; i++)
      (assignment[i] === t ? inside : outside).push(dot(vector, 0, data, i * dimensions, dimensions));
    return { label, category: names.get(majority[t]!)!, likeness, rank, auc: auc(inside, outside)! };
  });
  const mean = (pick: (one: (typeof results)[number]) => number): number =>
    results.reduce((sum, one) => sum + pick(one), 0) / results.length;
  const number = new Map(leaves.map(({ id }, t) => [id, t]));
  const nearest = Int32Array.from(map.papers, ({ nearestTopic }) => number.get(nearestTopic!)!);
  const truth = map.papers.map(({ labels }) => [...names.keys()].indexOf(labels[0]!));
  const summary =
    `v-measure ${vMeasure(truth, nearest).toFixed(4)}, ARI ${adjustedRand(truth, nearest).toFixed(3)}; ` +
    `${leaves.length} topics: likeness ${mean((one) => one.likeness).toFixed(3)}, ` +
    `MRR ${mean((one) => 1 / one.rank).toFixed(3)}, AUC ${mean((one) => one.auc).toFixed(3)}, ` +
    `lowest ${Math.min(...results.map((one) => one.auc)).toFixed(3)}; ` +
    `papers ${Array.from(groupSizes(assignment, leaves.length)).join(', ')}`;
  process.stderr.write(`${summary}\n`);
  const table = results.map(
    (one) =>
      `| ${one.label} | ${one.category} | ${one.likeness.toFixed(2)} | ${one.rank} | ${one.auc.toFixed(3)} |`,
  );
  return `${summary}.\n\n| label | category of most papers | likeness | rank | AUC |\n| --- | --- | --- | --- | --- |\n${table.join('\n')}\n`;
}

function categoryNames(): Map<string, string> {
  if (!existsSync(CATEGORIES)) throw new Error(`There is no ${CATEGORIES.pathname}.`);
  const lines = readFileSync(CATEGORIES, 'utf8').trim().split('\n').slice(1);
  return new Map(lines.map((line) => line.split('\t') as [string, string]));
}

function mostFrequent(papers: readonly Paper[], assignment: Int32Array, topic: number): string {
  const counts = new Map<string, number>();
  papers.forEach(({ labels }, i) => {
    if (assignment[i] === topic) counts.set(labels[0]!, (counts.get(labels[0]!) ?? 0) + 1);
  });
  return [...counts].sort(([, a], [, b]) => b - a)[0]![0];
}

/** Document vectors by the bundled model. */
async function embed(texts: readonly string[]): Promise<Vector[]> {
  const { openEmbedder, resolveModel } = (await import(`../${DIST}/embed/index.js`)) as typeof Embedding;
  const embedder = openEmbedder(resolveModel('all-MiniLM-L6-v2'), { threads: 1 });
  const found: Vector[] = [];
  await embedder.embedPapers(
    texts.map((title, key) => ({ key, title, abstract: '' })),
    { onBatch: (batch) => batch.forEach(({ key, vectors }) => (found[key] = vectors.document)) },
  );
  await embedder.close();
  return found;
}

/** NPMI over abstracts and diversity (the share of different terms) of ten terms a topic, beside BERTopic's. */
function termTable({ leaves, papers, assignment }: Measured): string {
  const source = readLabelSource(papers);
  const none = new Int32Array(leaves.length).fill(-1);
  const { named } = nameTopics(source, { assignment, count: leaves.length, areas: none, areaCount: 0 });
  const own = named.topics.map(({ terms }: NamedGroup) => terms.map(({ term }) => String(term)));
  const rowsOf = new Map(own.flat().map((term) => [term, [] as number[]]));
  for (let row = 0; row < source.index.texts; row++) {
    for (let at = source.index.offsets[row]!; at < source.index.offsets[row + 1]!; at++)
      rowsOf.get(String(source.index.terms[at]))?.push(row);
  }
  const line = (
    name: string,
    terms: readonly (readonly string[])[],
    rows: (term: string) => ArrayLike<number>,
  ): string =>
    `| ${name} | ${coherence(terms, rows, papers.length).toFixed(3)} | ${diversity(terms).toFixed(3)} |`;
  const texts = papers.map(({ title, abstract }) => `${title}. ${abstract}`);
  const rivals = (
    [
      ['BERTopic, its defaults (words, stop words kept)', 1, new Set<string>()],
      ['BERTopic, words without stop words', 1, new Set(eng)],
      ['BERTopic, one to three words without stop words', 3, new Set(eng)],
    ] as const
  ).map(([name, longest, stopWords]) => {
    const found = bertopicTerms(texts, assignment, leaves.length, longest, stopWords);
    return line(name, found.topics, (term) => found.papersOf(term));
  });
  return `| terms | NPMI | diversity |\n| --- | --- | --- |\n${[line('fieldmap', own, (term) => rowsOf.get(term)!), ...rivals].join('\n')}\n`;
}
