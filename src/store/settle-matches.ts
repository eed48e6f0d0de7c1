import type { PaperKey } from '../types.js';
import type { Change } from './change.js';
import type { Connection } from './connection.js';
import { deletePaper, rewritePaper } from './paper.js';
import { keepAll, recordsOf } from './records.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from './rows.js';
import type { PaperMatch, SettledPaper } from './store.js';

export function settleMatches(
  connection: Connection, settled: readonly SettledPaper[], joins: readonly PaperMatch[], nearMisses: readonly PaperMatch[],
): string[] {
  return connection.write((change) => {
    for (const one of settled) settle(connection, one);
    const now = new Map<PaperKey, PaperKey>();
    const joined: string[] = [];
    for (const match of joins) {
      const found = resolved(now, match);
      const id = join(connection, found, change);
      if (id === null) continue;
      joined.push(id);
      now.set(found.from, found.into);
    }
    // What a joined paper had in common with others, the paper it became has too.
    for (const { key, blocks } of settled) if (now.has(key)) addBlocks(connection, find(now, key), blocks);
    for (const match of nearMisses) noteNearMiss(connection, resolved(now, match));
    return joined;
  });
}

function settle(connection: Connection, { key, blocks }: SettledPaper): void {
  if (connection.sql('UPDATE facets SET matched = 1 WHERE paper = ?').run(key).changes === 0) return;
  connection.sql('DELETE FROM near_misses WHERE a = ?').run(key);
  connection.sql('DELETE FROM near_misses WHERE b = ?').run(key);
  addBlocks(connection, key, blocks);
}

function addBlocks(connection: Connection, key: PaperKey, blocks: readonly number[]): void {
  const add = connection.sql('INSERT OR IGNORE INTO blocks VALUES (?, ?)');
  for (const block of blocks) add.run(block, key);
}

/** The key of the paper that a joined paper is now. */
function find(now: ReadonlyMap<PaperKey, PaperKey>, key: PaperKey): PaperKey {
  const next = now.get(key);
  return next === undefined ? key : find(now, next);
}

/** The match with the papers that its papers are now; the older key first. */
function resolved(now: ReadonlyMap<PaperKey, PaperKey>, match: PaperMatch): PaperMatch {
  const [a, b] = [find(now, match.into), find(now, match.from)];
  return { into: Math.min(a, b), from: Math.max(a, b), evidence: match.evidence };
}

/** The id that was joined into the other; null when both are one already, gone, or told apart by a person. */
function join(connection: Connection, { into, from, evidence }: PaperMatch, change: Change): string | null {
  if (into === from || !exist(connection, into, from) || areApart(connection, into, from)) return null;
  const row = connection.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(from)!;
  keepAll(connection, recordsOf(connection, from, fromRow(row).paper));
  const own = connection.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(into)!;
  keepAll(connection, recordsOf(connection, into, fromRow(own).paper));
  connection.sql('UPDATE records SET paper = ? WHERE paper = ?').run(into, from);
  connection.sql('UPDATE joined SET paper = ? WHERE paper = ?').run(into, from);
  connection.sql('INSERT OR REPLACE INTO joined VALUES (?, ?, ?)').run(row.id, into, JSON.stringify(evidence));
  deletePaper(connection, from, change);
  rewritePaper(connection, into, change);
  return row.id;
}

function noteNearMiss(connection: Connection, { into, from, evidence }: PaperMatch): void {
  if (into === from || !exist(connection, into, from) || areApart(connection, into, from)) return;
  connection.sql('INSERT OR REPLACE INTO near_misses VALUES (?, ?, ?)').run(into, from, JSON.stringify(evidence));
}

function exist(connection: Connection, a: PaperKey, b: PaperKey): boolean {
  return connection.column<number>('SELECT count(*) FROM facets WHERE paper IN (?, ?)').get(a, b) === 2;
}

/** Whether a person has split any record of the one from any of the other. */
function areApart(connection: Connection, a: PaperKey, b: PaperKey): boolean {
  return connection.sql(`
    SELECT 1 FROM records r JOIN records s ON s.paper = ? JOIN apart ON apart.a = min(r.id, s.id) AND apart.b = max(r.id, s.id)
    WHERE r.paper = ? LIMIT 1`).get(b, a) !== undefined;
}
