/** Papers and keys by id, ids by key. */
import type { PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from './rows.js';
import type { StoredPaper } from '../store.js';

/** From this many keys on, one walk over the index of ids costs less than a look-up each. */
const MANY = 2000;

export function get(db: Connection, id: string): StoredPaper | null {
  return db.read(() => {
    const key = keyOf(db, id);
    return key === 0 ? null : one(db, key);
  });
}

export function getByKey(db: Connection, keys: ArrayLike<PaperKey>): (StoredPaper | null)[] {
  return db.read(() => Array.from(keys, (key) => one(db, key)));
}

export function keysOf(db: Connection, ids: readonly string[]): Int32Array {
  return db.read(() => Int32Array.from(ids, (id) => keyOf(db, id)));
}

export function idsOf(db: Connection, keys: ArrayLike<PaperKey>): (string | null)[] {
  if (keys.length < MANY) {
    const find = db.sql<{ id: string }>('SELECT id FROM papers WHERE key = ?');
    return db.read(() => Array.from(keys, (key) => find.get(key)?.id ?? null));
  }
  const all = new Map<PaperKey, string>();
  for (const [key, id] of db.tuples<[PaperKey, string]>('SELECT key, id FROM papers').iterate())
    all.set(key, id);
  return Array.from(keys, (key) => all.get(key) ?? null);
}

/** The key for an id of a paper or, failing that, of one of its records; 0 when there is none. */
export function keyOf(db: Connection, id: string): PaperKey {
  return (
    db.column<PaperKey>('SELECT key FROM papers WHERE id = ?').get(id) ??
    db.column<PaperKey>('SELECT paper FROM records WHERE id = ? LIMIT 1').get(id) ??
    0
  );
}

function one(db: Connection, key: PaperKey): StoredPaper | null {
  const row = db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key);
  return row === undefined ? null : fromRow(row);
}
