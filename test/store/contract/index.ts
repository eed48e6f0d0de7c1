/** What every store does. Run over each implementation; one that cannot do a case would have to say so here. */
import { onTestFinished } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import { duplicatesContract } from './duplicates.js';
import { keptContract } from './kept.js';
import { marksContract } from './marks.js';
import { misuseContract } from './misuse.js';
import { papersContract } from './papers.js';
import type { Subject } from './subject.js';
import { upsertContract } from './upsert.js';
import { vectorsContract } from './vectors.js';

export function storeContract(name: string, open: () => Promise<Store>): void {
  const subject: Subject = {
    name,
    async store() {
      const made = await open();
      onTestFinished(() => made.close());
      return made;
    },
  };
  misuseContract(subject);
  upsertContract(subject);
  papersContract(subject);
  vectorsContract(subject);
  duplicatesContract(subject);
  marksContract(subject);
  keptContract(subject);
}
