import type { Connection } from './connection.js';

export function getSetting(db: Connection, name: string): unknown {
  const json = db.column<string>('SELECT value FROM settings WHERE name = ?').get(name);
  return json === undefined ? null : JSON.parse(json);
}

export function setSetting(db: Connection, name: string, value: unknown): void {
  db.write(() => {
    if (value === null || value === undefined) db.sql('DELETE FROM settings WHERE name = ?').run(name);
    else db.sql('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(name, JSON.stringify(value));
  });
}
