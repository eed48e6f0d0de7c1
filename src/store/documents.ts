import type { Connection } from './connection.js';

export function putDocument(connection: Connection, name: string, bytes: Uint8Array): void {
  connection.write(() => connection.sql('INSERT OR REPLACE INTO documents VALUES (?, ?)').run(name, bytes));
}

export function getDocument(connection: Connection, name: string): Uint8Array | null {
  return connection.sql<Uint8Array>('SELECT bytes FROM documents WHERE name = ?').pluck().get(name) ?? null;
}

export function removeDocument(connection: Connection, name: string): boolean {
  return connection.write(() => connection.sql('DELETE FROM documents WHERE name = ?').run(name).changes > 0);
}

export function documentNames(connection: Connection, prefix = ''): string[] {
  return connection.sql<string>('SELECT name FROM documents WHERE substr(name, 1, length(?)) = ? ORDER BY name').pluck().all(prefix, prefix);
}
