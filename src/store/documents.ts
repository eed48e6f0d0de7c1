import { crc32 } from 'node:zlib';
import type { Connection } from './connection.js';

export function putDocument(db: Connection, name: string, bytes: Uint8Array): void {
  db.write(() => db.sql('INSERT OR REPLACE INTO documents VALUES (?, ?, ?)').run(name, bytes, crc32(bytes)));
}

export function getDocument(db: Connection, name: string): Uint8Array | null {
  return db.column<Uint8Array>('SELECT bytes FROM documents WHERE name = ?').get(name) ?? null;
}

export function removeDocument(db: Connection, name: string): boolean {
  return db.write(() => db.sql('DELETE FROM documents WHERE name = ?').run(name).changes > 0);
}

export function documentNames(db: Connection, prefix = ''): string[] {
  return db
    .column<string>('SELECT name FROM documents WHERE substr(name, 1, length(?)) = ? ORDER BY name')
    .all(prefix, prefix);
}
