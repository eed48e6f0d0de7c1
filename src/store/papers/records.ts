/** The sources' own records of a paper. */
import type { Paper, PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { recordHash } from './hash.js';
import { type PaperRow, fromRow, recordFromJson, recordJson, SELECT_PAPERS } from './rows.js';
import type { PaperRecord } from '../store.js';

/** A record with what the database knows about it. */
export interface KnownRecord extends PaperRecord {
  readonly record: number;
  readonly hash: string;
  /** Its JSON is kept, since it differs from the merged paper. */
  readonly kept: boolean;
}

interface RecordRow {
  readonly record: number;
  readonly id: string;
  readonly hash: string;
  readonly json: string | null;
  readonly name: string;
}

/** The number of a source; a new one gets one. */
export function sourceNumber(db: Connection, name: string): number {
  const known = db.sql<{ source: number }>('SELECT source FROM sources WHERE name = ?').get(name);
  return known?.source ?? Number(db.sql('INSERT INTO sources (name) VALUES (?)').run(name).lastInsertRowid);
}

export interface NewRecord {
  readonly source: number;
  readonly paper: Paper;
  /** Whether its JSON is stored; without, the paper just stored is the record. */
  readonly keep: boolean;
}

export function addRecord(db: Connection, key: PaperKey, { source, paper, keep }: NewRecord): void {
  db.sql('INSERT INTO records (paper, source, id, hash, json) VALUES (?, ?, ?, ?, ?)').run(
    key,
    source,
    paper.id,
    recordHash(paper),
    keep ? recordJson(paper) : null,
  );
}

/** The records of a paper, oldest first. `merged` is the paper as stored. */
export function recordsOf(db: Connection, key: PaperKey, merged: Paper): KnownRecord[] {
  const rows = db
    .sql<RecordRow>(
      `
    SELECT r.record, r.id, r.hash, r.json, s.name FROM records r JOIN sources s USING (source)
    WHERE r.paper = ? ORDER BY r.record`,
    )
    .all(key);
  return rows.map(({ record, hash, json, name }) => {
    const paper = json === null ? { ...merged, sources: [name] } : recordFromJson(json, name);
    return { record, hash, source: name, paper, kept: json !== null };
  });
}

/** Gives every record of a paper its own JSON: before records part from the paper that some of them equal. */
export function keepAll(db: Connection, records: readonly KnownRecord[]): void {
  for (const { record, kept, paper } of records) {
    if (!kept) db.sql('UPDATE records SET json = ? WHERE record = ?').run(recordJson(paper), record);
  }
}

export function records(db: Connection, key: PaperKey): PaperRecord[] {
  return db.read(() => {
    const row = db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key);
    if (row === undefined) return [];
    return recordsOf(db, key, fromRow(row).paper).map(({ source, paper }) => ({ source, paper }));
  });
}
