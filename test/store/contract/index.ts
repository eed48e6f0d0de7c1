/** What every store does. Run over each implementation; one that cannot do a case says so (`lacks`). */
import { onTestFinished } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import { duplicatesContract } from './duplicates.js';
import { keptContract } from './kept.js';
import { marksContract } from './marks.js';
import { misuseContract } from './misuse.js';
import { papersContract } from './papers.js';
import { refusesContract } from './refuses.js';
import type { Lack, Subject } from './subject.js';
import { upsertContract } from './upsert.js';
import { vectorsContract } from './vectors.js';

export function storeContract(name: string, open: () => Promise<Store>, lacks: readonly Lack[] = []): void {
  const subject: Subject = {
    name,
    lacks: new Set(lacks),
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
  refusesContract(subject);
  if (!subject.lacks.has('duplicates')) duplicatesContract(subject);
  if (!subject.lacks.has('marks')) marksContract(subject);
  keptContract(subject);
}
