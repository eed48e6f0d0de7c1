/** The papers that have vectors, with them. */
import { picked } from '../../math/index.js';
import type { Store } from '../../store/index.js';
import type { Matrix, Paper } from '../../types.js';

/** Paper `i` has `keys[i]`, keys ascending, and row `i` of `vectors`. */
export interface EmbeddedPapers {
  readonly keys: Int32Array;
  readonly papers: readonly Paper[];
  readonly vectors: Matrix;
}

/** Without those that another process removes between the two reads. */
export async function embeddedPapers(store: Store): Promise<EmbeddedPapers> {
  const { keys, matrix } = await store.allDocumentVectors();
  const stored = await store.getByKey(keys);
  const papers = stored.flatMap((one) => (one === null ? [] : [one.paper]));
  if (papers.length === keys.length) return { keys, papers, vectors: matrix };
  const there = [...keys.keys()].filter((i) => stored[i] !== null);
  return { keys: Int32Array.from(there, (i) => keys[i]!), papers, vectors: picked(matrix, there) };
}
