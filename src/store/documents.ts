import type { Connection } from './connection.js';

export function putDocument(connection: Connection, name: string, bytes: Uint8Array): void {
  connection.write(() => connection.sql('INSERT OR REPLACE INTO documents VALUES (?, ?)').run(name, bytes));
}

export function getDocument(connection: Connection, name: string): Uint8Array | null {
  return connection.column<Uint8Array>('SELECT bytes FROM documents WHERE name = ?').get(name) ?? null;
}

export function removeDocument(connection: Connection, name: string): boolean {
  return connection.write(() => connection.sql('DELETE FROM documents WHERE name = ?').run(name).changes > 0);
}

export function documentNames(connection: Connection, prefix = ''): string[] {
  return connection.column<string>('SELECT name FROM documents WHERE substr(name, 1, length(?)) = ? ORDER BY name').all(prefix, prefix);
}
