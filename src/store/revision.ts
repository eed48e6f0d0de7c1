/** Counters and digests by which caches know whether they still fit. */
import { hash } from 'node:crypto';
import type { StateRow } from './change.js';
import type { Connection } from './connection.js';
import type { Revision } from './store.js';

export function revision(db: Connection): Revision {
  return db.read(() => {
    const state = db.sql<StateRow>('SELECT * FROM state').get()!;
    const papers = db.sql<{ n: number }>('SELECT count(*) AS n FROM facets').get()!.n;
    const pending = db.sql<{ n: number }>('SELECT count(*) AS n FROM facets WHERE embedded = 0').get()!.n;
    const model = db.sql<{ value: string }>(`SELECT value FROM settings WHERE name = 'model'`).get();
    return {
      papers,
      embedded: papers - pending,
      revision: state.revision,
      vectorsRevision: state.vectors_revision,
      textDigest: state.text_digest,
      vectorsDigest: hash('sha256', `${state.vectors_digest} ${model?.value ?? ''}`, 'hex').slice(0, 16),
    };
  });
}
