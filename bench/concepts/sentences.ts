/**
 * Are concepts better learned from sentences than from papers? `npx tsx bench/concepts/sentences.ts [CORPUS]`. Either
 * dictionary codes the papers: variance left of them, how well terms and exemplars tell where a concept fires, and how
 * many concepts of a random half are found in the other's.
 */
import { codeVectors } from '../../src/concepts/code.js';
import { describeConcepts } from '../../src/concepts/describe.js';
import { learnDictionary } from '../../src/concepts/learn.js';
import { matchAtoms } from '../../src/concepts/match.js';
import type { Dictionary } from '../../src/concepts/types.js';
import { picked, row } from '../../src/math/matrix.js';
import { seededRandom, shuffle } from '../../src/math/random.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import type { Matrix, Paper } from '../../src/types.js';
import { isThere, libraryDir } from '../search/corpora.js';
import { termsOf, timed, varianceLeft, vectorsOf, type Vectors } from './material.js';

/** Each sentence as if it were a paper of its own; at most so many of a paper, evenly taken. */
const MOST_SENTENCES = 4;

async function sentencesOf(
  name: string,
  { keys, vectors, papers }: Vectors,
  rows: Int32Array,
): Promise<{ vectors: Matrix; papers: Paper[] }> {
  const store = await openSqliteStore(libraryDir(name), { mode: 'read' });
  const { dimensions } = vectors;
  const parts: Float32Array[] = [];
  const texts: Paper[] = [];
  const stored = await store.sentenceVectors(Array.from(rows, (i) => keys[i]!));
  rows.forEach((i, n) => {
    const paper = papers[i]!;
    const { scales, values, spans } = stored[n]!;
    const whole = `${paper.title}\n${paper.abstract}`;
    const step = Math.max(1, scales.length / MOST_SENTENCES);
    for (let at = 0; at < scales.length; at += step) {
      const s = Math.floor(at);
      parts.push(
        Float32Array.from(
          values.subarray(s * dimensions, (s + 1) * dimensions),
          (value) => value * scales[s]!,
        ),
      );
      texts.push({ ...paper, title: whole.slice(spans[2 * s], spans[2 * s + 1]), abstract: '' });
    }
  });
  await store.close();
  const data = new Float32Array(parts.length * dimensions);
  parts.forEach((part, n) => data.set(part, n * dimensions));
  return { vectors: { data, rows: parts.length, dimensions }, papers: texts };
}

function papersOf({ vectors, papers }: Vectors, rows: Int32Array): { vectors: Matrix; papers: Paper[] } {
  return { vectors: picked(vectors, [...rows]), papers: Array.from(rows, (i) => papers[i]!) };
}

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const all = await vectorsOf(name);
  const every = Int32Array.from({ length: all.vectors.rows }, (_, i) => i);
  const order = shuffle(every.slice(), seededRandom(42));
  const halves = [order.slice(0, order.length >> 1).sort(), order.slice(order.length >> 1).sort()];
  const results: Record<string, Record<string, string | number>> = {};
  for (const kind of ['papers', 'sentences'] as const) {
    const learn = async (rows: Int32Array): Promise<Dictionary> => {
      const from = kind === 'papers' ? papersOf(all, rows) : await sentencesOf(name, all, rows);
      return learnDictionary(from.vectors, {
        seed: 42,
        terms: termsOf(from.papers),
        count: Math.round(5.12 * Math.sqrt(rows.length)),
      });
    };
    const start = process.cpuUsage();
    const dictionary = { ...(await learn(every)), mean: meanOf(all.vectors) };
    const { user, system } = process.cpuUsage(start);
    const codes = timed(() => codeVectors(all.vectors, dictionary)).result;
    const described = describeConcepts({
      vectors: all.vectors,
      dictionary,
      codes,
      papers: termsOf(all.papers),
      named: [],
      seed: 42,
    });
    const [one, other] = [await learn(halves[0]!), await learn(halves[1]!)];
    const again = matchAtoms(one.atoms, other.atoms).filter((k) => k >= 0).length / one.atoms.rows;
    results[kind] = {
      concepts: dictionary.atoms.rows,
      'variance of papers left': varianceLeft(all.vectors, dictionary, codes).toFixed(3),
      'AUC of terms': median(described.map(({ termScore }) => termScore)),
      'of exemplars': median(described.map(({ exemplarScore }) => exemplarScore)),
      'concepts a paper': (codes.concepts.length / all.vectors.rows).toFixed(2),
      'found in the other half': `${(100 * again).toFixed(0)} %`,
      'learned in s': ((user + system) / 1e6).toFixed(0),
    };
  }
  console.table(results);
}

/** Codes are of what is left of a paper's vector when the mean of the papers is taken away. */
function meanOf(vectors: Matrix): Float32Array {
  const mean = new Float32Array(vectors.dimensions);
  for (let i = 0; i < vectors.rows; i++)
    row(vectors, i).forEach((value, j) => (mean[j]! += value / vectors.rows));
  return mean;
}

function median(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[known.length >> 1]!.toFixed(3);
}
