import type { Store } from '../../../src/store/store.js';

/** What a store may lack; whoever lacks one says so when it is asked for it. */
export type Lack =
  /** Every vector in one memory. */
  | 'all vectors'
  | 'duplicates'
  | 'marks'
  | 'map'
  /** What was removed comes back with its file. */
  | 'removals'
  /** Digests by content: it changes nothing that a cache would be kept of. */
  | 'digests'
  /** Vectors of another model in place of those there are. */
  | 'other models'
  /** Papers and sources in the order first added; else by id and by name. */
  | 'order of adding';

/** What a part of the contract is about. */
export interface Subject {
  /** Of the implementation, for the names of the tests. */
  readonly name: string;
  /** An empty store that is closed when the test is over. */
  readonly store: () => Promise<Store>;
  readonly lacks: ReadonlySet<Lack>;
}
