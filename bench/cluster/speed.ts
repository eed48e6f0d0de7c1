/**
 * What loading and asking cost on a cluster, without the cost of embedding (quick-embedder.ts).
 *
 *   npx tsx bench/cluster/speed.ts opensearch+http://127.0.0.1:9200/NAME [PAPERS]
 *
 * PAPERS of ../shared/corpora/arxiv-100k (default 100,000; beyond, copies with another id and the words of another paper's
 * title) are added unless they are there. Wanted: 400 papers/s, `ask` p50 ≤ 60 ms and p95 ≤ 200 ms. Processor time is
 * that of this process: the server's is beside it.
 */
import { samplePapers } from '../../src/evaluation/known-items.js';
import type { openLibrary as OpenLibrary } from '../../src/library/library.js';
import { seededRandom } from '../../src/math/random.js';
import type { openCluster as OpenCluster } from '../../src/opensearch/cluster.js';
import type { Filter } from '../../src/questions/index.js';
import type { Paper } from '../../src/types.js';
import { readCorpus } from '../search/corpora.js';
import { drawnQuestions, timed } from '../search/timed.js';
import { QUICK_MODEL, quickEmbedder } from './quick-embedder.js';

const built = async <T>(door: string): Promise<T> =>
  (await import(new URL(`../../dist/${door}/index.js`, import.meta.url).href)) as T;
const { openLibrary } = await built<{ openLibrary: typeof OpenLibrary }>('library');
const { openCluster } = await built<{ openCluster: typeof OpenCluster }>('opensearch');

const QUESTIONS = 200;
const [address = '', wanted = '100000'] = process.argv.slice(2);

const corpus = readCorpus('arxiv-100k') as unknown as Paper[];
await load(Number(wanted));
const library = await openLibrary({ dir: address, embedder: quickEmbedder });
const questions = drawnQuestions(corpus, 2 * QUESTIONS);
for (const question of questions.slice(QUESTIONS, QUESTIONS + 30)) await library.ask(question);
const asked = questions.slice(0, QUESTIONS);
console.table({
  ask: await timed(asked, (one) => library.ask(one)),
  'ask, 2015 to 2016': await timed(asked, (one) => library.ask(one, { filter: years(2015, 2016) })),
  'ask, to 1995': await timed(asked, (one) => library.ask(one, { filter: years(null, 1995) })),
  'ask, mistyped': await timed(asked.map(mistyped), (one) => library.ask(one)),
  lexical: await timed(asked, (one) => library.ask(one, { mode: 'lexical' })),
  dense: await timed(asked, (one) => library.ask(one, { mode: 'dense' })),
  similar: await timed(ids(), (one) => library.similar([one])),
});
await library.close();

async function load(papers: number): Promise<void> {
  const { store } = await openCluster(address, 'create');
  const there = await store.count();
  const started = performance.now();
  const cpu = process.cpuUsage();
  if (there < papers) await store.upsert(made(papers));
  say('stored', papers - there, started, cpu);
  if ((await store.getModel()) === null) await store.setModel(QUICK_MODEL);
  const pending = await store.pendingCount();
  await store.close();
  const filling = await openLibrary({ dir: address, embedder: quickEmbedder });
  const embedding = performance.now();
  const used = process.cpuUsage();
  if (pending > 0) await filling.add([]);
  say('given vectors', pending, embedding, used);
  await filling.close();
}

function say(what: string, papers: number, started: number, cpu: NodeJS.CpuUsage): void {
  if (papers <= 0) return;
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${papers} papers ${what} in ${seconds.toFixed(0)} s, ${(papers / seconds).toFixed(0)}/s; ` +
      `${((user + system) / 1e6).toFixed(0)} s of processor time here`,
  );
}

function* made(papers: number): Generator<Paper> {
  for (let i = 0; i < papers; i++) {
    const paper = corpus[i % corpus.length]!;
    const round = Math.floor(i / corpus.length);
    const other = corpus[(i + 7919 * round) % corpus.length]!;
    yield {
      ...paper,
      id: round === 0 ? paper.id : `${paper.id}-${round}`,
      title: round === 0 ? paper.title : `${paper.title} ${other.title}`,
      authors: paper.authors ?? [],
      year: paper.year ?? 1990 + (i % 34),
      venue: null,
      doi: null,
      url: null,
      labels: [],
      sources: ['arxiv.jsonl'],
      ids: {},
      extra: {},
    };
  }
}

function years(from: number | null, to: number | null): Filter {
  return { year: { from, to } };
}

function ids(): string[] {
  return samplePapers(corpus, QUESTIONS, seededRandom(7)).map(({ id }) => id);
}

/** Two letters of the longest word changed places. */
function mistyped(question: string): string {
  const longest = question.split(' ').reduce((a, b) => (b.length > a.length ? b : a));
  return question.replace(longest, `${longest.slice(0, 2)}${longest[3]}${longest[2]}${longest.slice(4)}`);
}
