/** Counters and digests by which caches know whether they still fit. */
import { hash } from 'node:crypto';
import type { StateRow } from './papers/change.js';
import type { Connection } from './connection.js';
import type { Revision } from './store.js';

/** The last answer for each connection: counting takes 2 ms at 60,000 papers, and every question asks. */
const known = new WeakMap<Connection, { readonly state: string; readonly revision: Revision }>();

export function revision(db: Connection): Revision {
  return db.read(() => {
    const row = db.sql<StateRow>('SELECT * FROM state').get()!;
    const model = db.sql<{ value: string }>(`SELECT value FROM settings WHERE name = 'model'`).get();
    // Counts change with the counters only, whoever writes: no other process need be asked.
    const state = JSON.stringify([row, model?.value]);
    const last = known.get(db);
    if (last?.state === state) return last.revision;
    const papers = db.sql<{ n: number }>('SELECT count(*) AS n FROM facets').get()!.n;
    const pending = db.sql<{ n: number }>('SELECT count(*) AS n FROM facets WHERE embedded = 0').get()!.n;
    const found = {
      papers,
      embedded: papers - pending,
      revision: row.revision,
      vectorsRevision: row.vectors_revision,
      textDigest: row.text_digest,
      vectorsDigest: hash('sha256', `${row.vectors_digest} ${model?.value ?? ''}`, 'hex').slice(0, 16),
    };
    known.set(db, { state, revision: found });
    return found;
  });
}
