/** Papers and keys by id, ids by key. */
import type { PaperKey } from '../types.js';
import type { Connection } from './connection.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from './rows.js';
import type { StoredPaper } from './store.js';

/** From this many keys on, one walk over the index of ids costs less than a look-up each. */
const MANY = 2000;

export function get(connection: Connection, id: string): StoredPaper | null {
  return connection.read(() => {
    const key = keyOf(connection, id);
    return key === 0 ? null : one(connection, key);
  });
}

export function getByKey(connection: Connection, keys: ArrayLike<PaperKey>): (StoredPaper | null)[] {
  return connection.read(() => Array.from(keys, (key) => one(connection, key)));
}

export function keysOf(connection: Connection, ids: readonly string[]): Int32Array {
  return connection.read(() => Int32Array.from(ids, (id) => keyOf(connection, id)));
}

export function idsOf(connection: Connection, keys: ArrayLike<PaperKey>): (string | null)[] {
  if (keys.length < MANY) {
    const find = connection.sql<{ id: string }>('SELECT id FROM papers WHERE key = ?');
    return connection.read(() => Array.from(keys, (key) => find.get(key)?.id ?? null));
  }
  const all = new Map<PaperKey, string>();
  for (const { key, id } of connection.sql<{ key: PaperKey; id: string }>('SELECT key, id FROM papers').iterate()) all.set(key, id);
  return Array.from(keys, (key) => all.get(key) ?? null);
}

/** The key for an id of a paper or, failing that, of one of its records; 0 when there is none. */
export function keyOf(connection: Connection, id: string): PaperKey {
  const paper = connection.sql<{ key: PaperKey }>('SELECT key FROM papers WHERE id = ?').get(id);
  return paper?.key ?? connection.sql<{ key: PaperKey }>('SELECT paper AS key FROM records WHERE id = ? LIMIT 1').get(id)?.key ?? 0;
}

function one(connection: Connection, key: PaperKey): StoredPaper | null {
  const row = connection.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key);
  return row === undefined ? null : fromRow(row);
}
