/** The indexes and the store behind the few functions that ranking needs. */
import { FieldmapError } from '../../errors.js';
import { row } from '../../math/index.js';
import { exactNeighbors } from '../../neighbors/index.js';
import type { Filter } from '../../questions/index.js';
import type { ScoredKeys, SearchSources } from '../../search/index.js';
import type { Matrix, PaperKey, Vector } from '../../types.js';
import type { Context } from '../session/context.js';

/** Filters that leave no more papers than this are scanned exactly: 5,000 × 384 products take 3 ms, reading them 20. */
const SCAN = 5000;

/** `signal` ends a ranking between two of its steps; `filter` is what a cluster is to apply itself. */
export async function searchSources(
  context: Context,
  {
    signal,
    filter = {},
  }: { readonly signal?: AbortSignal | undefined; readonly filter?: Filter | undefined },
): Promise<SearchSources> {
  if (context.options.cluster) return context.options.cluster.sources(filter, signal);
  const { store } = context;
  const [lexical, neighbors, { papers, embedded }] = await Promise.all([
    context.lexical(),
    context.neighbors(),
    store.revision(),
  ]);
  const all = { context, complete: papers === embedded };
  return {
    lexical,
    async nearest(vector, k, allowed) {
      if (allowed === null) return named(neighbors.search(vector, k));
      if (allowed.length <= SCAN) return scan(all, vector, k, allowed);
      return nearestAllowed(neighbors, vector, k, allowed) ?? scan(all, vector, k, allowed);
    },
    unrelated: () => context.unrelated(),
    vectors: (keys) => vectorsOf(all, keys),
    sentences: (keys) => store.sentenceVectors(keys),
    ids: (keys) => store.idsOf(keys),
    papers: async (keys) => (await store.getByKey(keys)).map((stored) => stored?.paper ?? null),
    async byIdentifier(value) {
      const byId = await store.get(value);
      const found = byId ? [byId] : await store.findByIdentifier(value);
      return Int32Array.from(found, ({ key }) => key);
    },
    byAuthor: (name) => store.filter({ author: [name] }),
    allKeys: () => store.filter({}),
    ...(signal && { pause: () => pause(signal) }),
  };
}

async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new FieldmapError('interrupted', 'Nobody waits for the answer any more.');
}

/** A library whose papers are not all embedded yet (an `add` was stopped, or is at work) needs looking twice. */
interface Vectors {
  readonly context: Context;
  readonly complete: boolean;
}

function named({ keys, similarities }: { keys: Int32Array; similarities: Float32Array }): ScoredKeys {
  return { keys, scores: similarities };
}

/** Every vector of `allowed` against the question. */
async function scan(all: Vectors, vector: Vector, k: number, allowed: Int32Array): Promise<ScoredKeys> {
  const { keys, matrix } = await embeddedOnly(all, allowed);
  const { rows, similarities } = exactNeighbors(matrix, vector, k);
  return { keys: Int32Array.from(rows, (row) => keys[row]!), scores: similarities };
}

/**
 * The index knows no filters: more than `k` are asked for, as many as leave `k` on average and half as many again;
 * null where too few of them pass: then everything allowed has to be scanned.
 */
function nearestAllowed(
  neighbors: {
    readonly size: number;
    search(vector: Vector, k: number): { keys: Int32Array; similarities: Float32Array };
  },
  vector: Vector,
  k: number,
  allowed: Int32Array,
): ScoredKeys | null {
  const passes = new Set<PaperKey>(allowed);
  const found = neighbors.search(
    vector,
    Math.min(neighbors.size, Math.ceil((1.5 * k * neighbors.size) / allowed.length) + 32),
  );
  const kept = Array.from(found.keys.keys())
    .filter((i) => passes.has(found.keys[i]!))
    .slice(0, k);
  if (kept.length < Math.min(k, allowed.length)) return null;
  return {
    keys: Int32Array.from(kept, (i) => found.keys[i]!),
    scores: Float32Array.from(kept, (i) => found.similarities[i]!),
  };
}

/** Those of `keys` that have a vector, and it. */
async function embeddedOnly(
  { context: { store }, complete }: Vectors,
  keys: Int32Array,
): Promise<{ keys: Int32Array; matrix: Matrix }> {
  if (complete) {
    try {
      return { keys, matrix: await store.documentVectors(keys) };
    } catch (error) {
      // Another process has changed the text of one of them since this question was begun.
      if (!(error instanceof FieldmapError && error.code === 'not-found')) throw error;
    }
  }
  const sentences = await store.sentenceVectors(keys);
  const embedded = keys.filter((_, i) => sentences[i] !== null);
  return { keys: embedded, matrix: await store.documentVectors(embedded) };
}

/** Row `i` for key `i`, zeros where a paper has no vector. */
async function vectorsOf(all: Vectors, keys: Int32Array): Promise<Matrix> {
  const { keys: embedded, matrix: found } = await embeddedOnly(all, keys);
  if (embedded.length === keys.length) return found;
  const { dimensions } = found;
  const data = new Float32Array(keys.length * dimensions);
  let next = 0;
  keys.forEach((key, i) => {
    if (key === embedded[next]) data.set(row(found, next++), i * dimensions);
  });
  return { data, rows: keys.length, dimensions };
}
