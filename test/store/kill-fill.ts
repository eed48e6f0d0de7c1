import type { Paper } from '../../src/types.js';
import type { Store } from '../../src/store/store.js';
import { MODEL, paper, vectors } from './helpers.js';

const PAPERS = 400;

/** Stores and embeds the same papers each time, going on where an earlier run was stopped. */
export async function fill(store: Store, onCommit: () => void): Promise<void> {
  await store.setModel(MODEL);
  await store.upsert(papers(), { onBatch: onCommit });
  for (;;) {
    const pending = await store.pending(20);
    if (pending.length === 0) return;
    await store.putVectors(pending.map((p) => ({ ...p, vectors: vectors(p.key % 100) })));
    onCommit();
    await new Promise(setImmediate);
  }
}

async function* papers(): AsyncGenerator<Paper> {
  for (let i = 0; i < PAPERS; i++) {
    yield paper(`p${i}`, { abstract: `text ${i} `.repeat(100), doi: `10.1/${i}` });
    if (i % 20 === 0) await new Promise(setImmediate);
  }
}
