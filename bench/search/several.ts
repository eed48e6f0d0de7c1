/**
 * `similar` from several papers on systematic reviews: five included papers drawn at random are given, all others ranked;
 * average precision of the other included ones, four draws a review. `npx tsx bench/search/several.ts [seed]`, after a
 * build. Wanted: 1.15 times the cosine with the mean of the five on average, on no review 3 % below it.
 * The numbers were chosen with seed 42: report with others.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededRandom } from '../../src/math/random.js';
import { openSqliteStore } from '../../src/store/index.js';
import type * as Package from '../../src/index.js';
import { benchLibrary, corpusFile, DIST } from '../libraries.js';

const REVIEWS = ['adhd', 'atypicalantipsychotics', 'estrogens', 'nsaids', 'triptans', 'nagtegaal-2019'];
const DRAWS = 4;
const GIVEN = 5;

const { openLibrary } = (await import(`../${DIST}/index.js`)) as typeof Package;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

interface Papers {
  readonly ids: readonly string[];
  readonly vectors: readonly Float32Array[];
}

async function papersOf(dir: string): Promise<Papers> {
  const store = await openSqliteStore(dir, { mode: 'read' });
  const { keys, matrix } = await store.allDocumentVectors();
  const ids = (await store.idsOf(keys)).map((id) => id!);
  await store.close();
  const { data, dimensions } = matrix;
  return { ids, vectors: ids.map((_id, i) => data.subarray(i * dimensions, (i + 1) * dimensions)) };
}

function byCosine({ ids, vectors }: Papers, given: readonly string[]): string[] {
  const rows = given.map((id) => vectors[ids.indexOf(id)]!);
  const sum = vectors[0]!.map((_value, j) => mean(rows.map((row) => row[j]!)));
  const scores = vectors.map((vector) => vector.reduce((all, value, j) => all + value * sum[j]!, 0));
  return [...ids.keys()].sort((a, b) => scores[b]! - scores[a]!).map((i) => ids[i]!);
}

/** Papers that the answer leaves out come last in the library's order. */
function averagePrecision(
  ranked: readonly string[],
  all: readonly string[],
  relevant: ReadonlySet<string>,
): number {
  let [found, sum] = [0, 0];
  [...new Set([...ranked, ...all])].forEach((id, i) => {
    if (relevant.has(id)) sum += ++found / (i + 1);
  });
  return sum / relevant.size;
}

async function measure(name: string, seed: number): Promise<{ cosine: number; similar: number }> {
  const dir = await benchLibrary(`screening/${name}`);
  const papers = await papersOf(dir);
  const file = join(dirname(corpusFile(`screening/${name}`)), 'included.json');
  const known = new Set(papers.ids);
  const included = (JSON.parse(readFileSync(file, 'utf8')) as (string | number)[])
    .map(String)
    .filter((id) => known.has(id));
  const library = await openLibrary({ dir, mode: 'read' });
  const random = seededRandom(seed);
  const found: { cosine: number; similar: number }[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const left = [...included];
    const given = Array.from({ length: GIVEN }, () => left.splice(random.below(left.length), 1)[0]!);
    const others = papers.ids.filter((id) => !given.includes(id));
    const relevant = new Set(left);
    const { hits } = await library.similar(given, { count: papers.ids.length });
    found.push({
      cosine: averagePrecision(
        byCosine(papers, given).filter((id) => !given.includes(id)),
        others,
        relevant,
      ),
      similar: averagePrecision(
        hits.map(({ id }) => id),
        others,
        relevant,
      ),
    });
  }
  await library.close();
  return { cosine: mean(found.map((one) => one.cosine)), similar: mean(found.map((one) => one.similar)) };
}

const seed = Number(process.argv[2] ?? 7);
const table: Record<string, Record<string, string>> = {};
const rows: { cosine: number; similar: number }[] = [];
for (const name of REVIEWS) {
  const row = await measure(name, seed);
  rows.push(row);
  table[name] = {
    cosine: row.cosine.toFixed(3),
    similar: row.similar.toFixed(3),
    ratio: (row.similar / row.cosine).toFixed(3),
  };
}
console.table(table);
const [cosine, similar] = [mean(rows.map((row) => row.cosine)), mean(rows.map((row) => row.similar))];
console.log(
  `Mean of the reviews, seed ${seed}: cosine ${cosine.toFixed(3)}, similar ${similar.toFixed(3)}, ${(similar / cosine).toFixed(3)} times (wanted ≥ 1.15).`,
);
