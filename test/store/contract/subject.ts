import type { Store } from '../../../src/store/store.js';

/** What a part of the contract is about. */
export interface Subject {
  /** Of the implementation, for the names of the tests. */
  readonly name: string;
  /** An empty store that is closed when the test is over. */
  readonly store: () => Promise<Store>;
}
