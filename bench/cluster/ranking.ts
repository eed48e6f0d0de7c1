/**
 * The same library in a folder and on a cluster: how often the ten best of a question are the same, nDCG@10 of both, and
 * what a question and loading cost.
 *
 *   npx tsx bench/cluster/ranking.ts FOLDER opensearch+http://127.0.0.1:9200/NAME scifact
 *
 * FOLDER is a library made with `fieldmap add`; its papers and vectors are copied to the cluster unless they are there.
 */
import { measure } from '../../src/evaluation/metrics.js';
import type { openLibrary as OpenLibrary } from '../../src/library/library.js';
import type { openCluster as OpenCluster } from '../../src/opensearch/cluster.js';
import type { Paper } from '../../src/types.js';
import type { Store } from '../../src/store/store.js';
import { readJudged } from '../search/corpora.js';

// The built code: workers are JavaScript files.
const built = async <T>(door: string): Promise<T> =>
  (await import(new URL(`../../dist/${door}/index.js`, import.meta.url).href)) as T;
const { openLibrary } = await built<{ openLibrary: typeof OpenLibrary }>('library');
const { openCluster } = await built<{ openCluster: typeof OpenCluster }>('opensearch');
const { openSqliteStore } = await built<{
  openSqliteStore: (dir: string, options: { mode: 'read' }) => Promise<Store>;
}>('store');

const [folder, address, corpus] = process.argv.slice(2) as [string, string, string];

await load();
const questions = readJudged(corpus, '');
const embedded = await openLibrary({ dir: folder, mode: 'read' });
const cluster = await openLibrary({ dir: address, mode: 'read' });
const ndcg = [0, 0];
const times: number[] = [];
let same = 0;
let sameSet = 0;
for (const { id, text, judged } of questions) {
  const here = (await embedded.ask(text)).hits.map((hit) => hit.id);
  const started = performance.now();
  const there = (await cluster.ask(text)).hits.map((hit) => hit.id);
  times.push(performance.now() - started);
  [here, there].forEach((run, i) => (ndcg[i]! += measure(run, judged)['ndcg@10'] / questions.length));
  if (here.join('\n') === there.join('\n')) same++;
  else console.log(`${id}: ${here.join(' ')}\n   not ${there.join(' ')}`);
  if ([...here].sort().join('\n') === [...there].sort().join('\n')) sameSet++;
}
times.sort((a, b) => a - b);
const at = (share: number): string => `${times[Math.floor(share * (times.length - 1))]!.toFixed(0)} ms`;
console.log(
  `${questions.length} questions: same ten in the same order ${same}, same ten ${sameSet}; ` +
    `nDCG@10 folder ${ndcg[0]!.toFixed(4)}, cluster ${ndcg[1]!.toFixed(4)}; ` +
    `ask on the cluster with embedding p50 ${at(0.5)}, p95 ${at(0.95)}`,
);
await embedded.close();
await cluster.close();

/** Copies papers and vectors; what is there already is left alone. */
async function load(): Promise<void> {
  const from = await openSqliteStore(folder, { mode: 'read' });
  const { store: to } = await openCluster(address, 'create');
  const started = performance.now();
  const { new: added } = await to.upsert(papers(from));
  const stored = performance.now();
  await to.setModel((await from.getModel())!);
  for (let after = 0; ;) {
    const pending = await to.pending(500, after);
    if (pending.length === 0) break;
    const keys = await from.keysOf(
      await Promise.all(pending.map(async ({ key }) => (await to.idsOf([key]))[0]!)),
    );
    const { data, dimensions } = await from.documentVectors(keys);
    const sentences = await from.sentenceVectors(keys);
    await to.putVectors(
      pending.map(({ key, contentHash }, i) => ({
        key,
        contentHash,
        vectors: {
          document: data.slice(i * dimensions, (i + 1) * dimensions),
          sentences: sentences[i]!,
          truncated: false,
        },
      })),
    );
    after = pending.at(-1)!.key;
  }
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1);
  if (added > 0)
    console.log(
      `${added} papers stored in ${seconds(started, stored)} s, their vectors in ${seconds(stored, performance.now())} s`,
    );
  await from.close();
  await to.close();
  const cluster = await openCluster(address, 'write');
  await cluster.refresh();
  await cluster.store.close();
}

async function* papers(store: Store): AsyncGenerator<Paper> {
  for await (const { paper } of store.scan()) yield paper;
}
