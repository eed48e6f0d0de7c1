/**
 * Time of the store's verbs on real papers with made-up vectors. `npx tsx bench/store.ts`
 * Needs ../shared/corpora/arxiv-100k. Processor time stands beside the wall clock: it is what counts on a busy machine.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LIBRARY_FILE } from '../src/config.js';
import { openSqliteStore } from '../src/store/sqlite.js';
import type { Store } from '../src/store/store.js';
import type { Paper, PaperVectors } from '../src/types.js';

const FILE = '../shared/corpora/arxiv-100k/corpus.jsonl.gz';
const DIMENSIONS = 384;
const SENTENCES = 8;

interface Figure {
  readonly verb: string;
  readonly 'wall ms': number;
  readonly 'cpu ms': number;
  readonly wanted: string;
}

async function main(): Promise<void> {
  if (!existsSync(FILE)) return console.log(`${FILE} is absent: nothing measured.`);
  const dir = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
  try {
    console.table(await figures(dir, readPapers()));
    console.log(`${(statSync(join(dir, LIBRARY_FILE)).size / 1e6).toFixed(0)} MB on disk`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function figures(dir: string, papers: Paper[]): Promise<Figure[]> {
  const list: Figure[] = [];
  const time = async <T>(verb: string, wanted: string, work: () => Promise<T>): Promise<T> => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    const result = await work();
    const { user, system } = process.cpuUsage(cpu);
    const [wallMs, cpuMs] = [performance.now() - wall, (user + system) / 1000];
    list.push({ verb, 'wall ms': rounded(wallMs), 'cpu ms': rounded(cpuMs), wanted });
    return result;
  };
  const n = papers.length;
  const writer = await time('open, new library', '', () => openSqliteStore(dir, { mode: 'create' }));
  await time(`upsert ${n} new papers`, '', () => writer.upsert(papers));
  await time(`upsert ${n} known papers`, '≤ 5000', () => writer.upsert(papers));
  await time(`putVectors ${n}`, '', () => embed(writer));
  await writer.close();
  const store = await time('open to read', '≤ 15', () => openSqliteStore(dir, { mode: 'read' }));
  const some = Int32Array.from({ length: 300 }, (_, i) => 1 + ((i * 7919) % n));
  await time(`allDocumentVectors, ${n}`, `≤ ${rounded((400 * n) / 58919)}`, () => store.allDocumentVectors());
  await time('documentVectors, 300', '', () => store.documentVectors(some));
  await time('sentenceVectors, 300', 'a few', () => store.sentenceVectors(some));
  await time('getByKey, 10', '', () => store.getByKey(some.subarray(0, 10)));
  await time('filter by author', '', () => store.filter({ author: ['müller'] }));
  await time('filter by year', '', () => store.filter({ year: { from: 2015, to: 2020 } }));
  await time('findByTitle', '', () => store.findByTitle('neural', 10));
  await time('statusCounts', '', () => store.statusCounts());
  await time('scan', '', async () => {
    for await (const one of store.scan()) if (one.key < 0) return;
  });
  await store.close();
  return list;
}

async function embed(store: Store): Promise<void> {
  await store.setModel({
    id: 'made-up',
    hash: '',
    dimensions: DIMENSIONS,
    pooling: 'mean',
    maxTokens: 256,
    queryPrefix: '',
    documentPrefix: '',
    template: '',
  });
  const vectors: PaperVectors = {
    document: new Float32Array(DIMENSIONS).fill(1 / Math.sqrt(DIMENSIONS)),
    sentences: {
      scales: new Float32Array(SENTENCES),
      spans: new Uint32Array(2 * SENTENCES),
      values: new Int8Array(SENTENCES * DIMENSIONS).fill(77),
    },
    truncated: false,
  };
  for (let pending = await store.pending(512); pending.length > 0; pending = await store.pending(512)) {
    await store.putVectors(pending.map((paper) => ({ ...paper, vectors })));
  }
}

function readPapers(): Paper[] {
  const lines = gunzipSync(readFileSync(FILE)).toString().trim().split('\n');
  return lines.map((line) => ({
    doi: null,
    url: null,
    venue: null,
    labels: [],
    extra: {},
    ids: {},
    year: null,
    authors: [],
    ...(JSON.parse(line) as Pick<Paper, 'id' | 'title' | 'abstract'>),
    sources: ['corpus.jsonl.gz'],
  }));
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

await main();
