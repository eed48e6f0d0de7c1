/** The entries of a vocabulary that each paper is nearest to, found by walking down its tree. */
import { dots, topIndices } from '../math/index.js';
import type { Matrix } from '../types.js';
import type { VocabularyEntry } from './read-vocabulary.js';

/** For each paper the same number of places: an entry, or -1 where fewer are near. */
export interface NearestEntries {
  /** Places a paper. */
  readonly most: number;
  /** Of paper `i` from `i * most` on, the nearest first. */
  readonly entries: Int32Array;
  /** Cosines, for each place; 0 where there is no entry. */
  readonly likeness: Float32Array;
}

/** Entries a paper is given at most: a third or fourth one is of little help to a reader. */
const MOST = 3;
/**
 * A second entry counts when its cosine is at most so far below the first one's. Neighbouring entries of a vocabulary
 * overlap, and a paper that is as near to two of them is of both.
 */
const WITHIN = 0.04;
/**
 * Entries of each level whose narrower ones are looked at (beam search). `bench/map/fields.ts` compares the answers
 * with those of a search through all entries.
 */
const BEAM = 16;

/**
 * The narrowest entries nearest to each paper (`papers`, unit length), out of those that have nothing below them.
 * Cost: 0.2 ms a paper for OpenAlex's 4,798 entries. A vocabulary without a tree is compared whole.
 */
export function nearestEntries(
  papers: Matrix,
  entries: readonly Pick<VocabularyEntry, 'broader'>[],
  vectors: Matrix,
): NearestEntries {
  const tree = treeOf(entries, vectors);
  const found = {
    most: MOST,
    entries: new Int32Array(papers.rows * MOST).fill(-1),
    likeness: new Float32Array(papers.rows * MOST),
  };
  const scratch = new Float64Array(papers.dimensions);
  for (let i = 0; i < papers.rows; i++) {
    const best = descend(tree, (group) => {
      const products = new Float64Array(group.members.length);
      dots(papers.data, i, group.rows, scratch, products);
      return products;
    });
    best.forEach(({ entry, like }, n) => {
      if (like < best[0]!.like - WITHIN) return;
      found.entries[i * MOST + n] = entry;
      found.likeness[i * MOST + n] = like;
    });
  }
  return found;
}

/** Entries with the same broader one, and their vectors one after another. */
interface Group {
  readonly members: Int32Array;
  readonly rows: Float64Array;
}

interface Tree {
  readonly roots: Group;
  /** By entry; missing where nothing is below. */
  readonly below: ReadonlyMap<number, Group>;
}

function treeOf(entries: readonly Pick<VocabularyEntry, 'broader'>[], { data, dimensions }: Matrix): Tree {
  const children = new Map<number, number[]>();
  entries.forEach(({ broader }, entry) => {
    const siblings = children.get(broader);
    if (siblings === undefined) children.set(broader, [entry]);
    else siblings.push(entry);
  });
  const groups = new Map(
    Array.from(children, ([broader, members]): [number, Group] => {
      const rows = new Float64Array(members.length * dimensions);
      members.forEach((entry, n) =>
        rows.set(data.subarray(entry * dimensions, (entry + 1) * dimensions), n * dimensions),
      );
      return [broader, { members: Int32Array.from(members), rows }];
    }),
  );
  const roots = groups.get(-1)!;
  groups.delete(-1);
  return { roots, below: groups };
}

interface Scored {
  readonly entry: number;
  readonly like: number;
}

/** The nearest entries with nothing below them, the nearest first, ties by number. */
function descend({ roots, below }: Tree, compare: (group: Group) => Float64Array): Scored[] {
  let best: Scored[] = [];
  let level = [roots];
  while (level.length > 0) {
    const entries: number[] = [];
    const likeness: number[] = [];
    for (const group of level) {
      const products = compare(group);
      group.members.forEach((entry, n) => {
        if (below.has(entry)) {
          entries.push(entry);
          likeness.push(products[n]!);
        } else best = kept(best, { entry, like: products[n]! });
      });
    }
    level = Array.from(topIndices(Float64Array.from(likeness), BEAM), (n) => below.get(entries[n]!)!);
  }
  return best;
}

function kept(best: Scored[], one: Scored): Scored[] {
  const last = best.at(-1);
  if (best.length === MOST && one.like < last!.like) return best;
  return [...best, one].sort((a, b) => b.like - a.like || a.entry - b.entry).slice(0, MOST);
}
