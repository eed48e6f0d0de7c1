/** What the panels take from the page. */
import type { Abstracts, Data, Texts } from '../data/types.js';
import type { Reading } from '../marks/reading.js';
import type { Acts } from './acts.js';

export interface Context {
  readonly data: Data;
  readonly texts: Texts;
  /** Null in a slim page, and where no abstract is shown. */
  readonly abstracts: Abstracts | null;
  readonly reading: Reading;
  readonly acts: Acts;
}
