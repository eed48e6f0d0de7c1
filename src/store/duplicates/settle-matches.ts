import type { PaperKey, PaperMatch } from '../../types.js';
import type { Connection } from '../connection.js';
import type { SettledPaper } from '../store.js';
import { joinedByHand, joinPapers } from './join.js';

export function settleMatches(
  db: Connection,
  settled: readonly SettledPaper[],
  joins: readonly PaperMatch[],
  nearMisses: readonly PaperMatch[],
): string[] {
  return db.write((change) => {
    for (const one of settled) settle(db, one);
    const now = new Map<PaperKey, PaperKey>();
    const joined: string[] = [];
    const byHand = joinedByHand(
      db,
      settled.map(({ key }) => key),
    );
    for (const match of [...byHand, ...joins]) {
      const found = resolved(now, match);
      if (!mayJoin(db, found)) continue;
      joined.push(joinPapers(db, found, change));
      now.set(found.from, found.into);
    }
    // What a joined paper had in common with others, the paper it became has too.
    for (const { key, blocks } of settled) if (now.has(key)) addBlocks(db, find(now, key), blocks);
    for (const match of nearMisses) noteNearMiss(db, resolved(now, match));
    return joined;
  });
}

function settle(db: Connection, { key, blocks }: SettledPaper): void {
  if (db.sql('UPDATE facets SET matched = 1 WHERE paper = ?').run(key).changes === 0) return;
  db.sql('DELETE FROM near_misses WHERE a = ?').run(key);
  db.sql('DELETE FROM near_misses WHERE b = ?').run(key);
  addBlocks(db, key, blocks);
}

function addBlocks(db: Connection, key: PaperKey, blocks: readonly number[]): void {
  const add = db.sql('INSERT OR IGNORE INTO blocks VALUES (?, ?)');
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

/** Whether two papers are there, are two, and were not told apart by a person. */
function mayJoin(db: Connection, { into, from }: PaperMatch): boolean {
  return into !== from && exist(db, into, from) && !areApart(db, into, from);
}

function noteNearMiss(db: Connection, { into, from, evidence }: PaperMatch): void {
  if (!mayJoin(db, { into, from, evidence })) return;
  db.sql('INSERT OR REPLACE INTO near_misses VALUES (?, ?, ?)').run(into, from, JSON.stringify(evidence));
}

function exist(db: Connection, a: PaperKey, b: PaperKey): boolean {
  return db.column<number>('SELECT count(*) FROM facets WHERE paper IN (?, ?)').get(a, b) === 2;
}

/** Whether a person has split any record of the one from any of the other. */
function areApart(db: Connection, a: PaperKey, b: PaperKey): boolean {
  return (
    db
      .sql(
        `
    SELECT 1 FROM records r JOIN records s ON s.paper = ?
      JOIN apart ON apart.a = min(r.id, s.id) AND apart.b = max(r.id, s.id)
    WHERE r.paper = ? LIMIT 1`,
      )
      .get(b, a) !== undefined
  );
}
