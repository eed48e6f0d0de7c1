import type { Connection } from './connection.js';

export function getSetting(connection: Connection, name: string): unknown {
  const json = connection.column<string>('SELECT value FROM settings WHERE name = ?').get(name);
  return json === undefined ? null : JSON.parse(json);
}

export function setSetting(connection: Connection, name: string, value: unknown): void {
  connection.write(() => {
    if (value === null || value === undefined) connection.sql('DELETE FROM settings WHERE name = ?').run(name);
    else connection.sql('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(name, JSON.stringify(value));
  });
}
