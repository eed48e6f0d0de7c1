import type { Connection } from './connection.js';
import { fold } from './papers/fold.js';

export interface SourceRow {
  readonly source: number;
  readonly name: string;
}

/** The sources of that name: whole when there is one, else those whose last part it is. Case and accents ignored. */
export function sourcesNamed(db: Connection, name: string): SourceRow[] {
  const wanted = fold(name);
  const all = db.sql<SourceRow>('SELECT source, name FROM sources ORDER BY source').all();
  const exact = all.filter((row) => row.name === name);
  if (exact.length > 0) return exact;
  const whole = all.filter((row) => fold(row.name) === wanted);
  return whole.length > 0 ? whole : all.filter((row) => fold(row.name.split(/[/\\]/).at(-1)!) === wanted);
}
