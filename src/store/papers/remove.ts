import { FieldmapError } from '../../errors.js';
import type { PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { dropCitations } from './citations.js';
import { keyOf } from './get.js';
import { deletePaper, rewritePaper } from './paper.js';
import { recordsOf } from './records.js';
import { type PaperRow, fromRow, recordJson, SELECT_PAPERS } from './rows.js';
import { type SourceRow, sourcesNamed } from '../sources.js';
import type { RemoveReport } from '../store.js';

export function remove(db: Connection, ids: readonly string[]): RemoveReport {
  return db.write((change) => {
    const removed: string[] = [];
    const left: string[] = [];
    const gone = new Set<string>();
    for (const id of new Set(ids)) {
      const key = keyOf(db, id);
      if (key > 0) {
        remember(db, key);
        removed.push(deletePaper(db, key, change));
        gone.add(removed.at(-1)!);
      } else if (!gone.has(id)) left.push(id);
    }
    dropLeftovers(db);
    return { removed, left };
  });
}

/** So that the records are left out when their file is added again. */
function remember(db: Connection, key: PaperKey): void {
  const { paper } = fromRow(db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key)!);
  const put = db.sql('INSERT OR REPLACE INTO removed VALUES (?, ?)');
  for (const record of recordsOf(db, key, paper)) put.run(record.paper.id, recordJson(record.paper));
}

export function removeSource(db: Connection, name: string): RemoveReport {
  return db.write((change) => {
    const source = onlySource(db, name);
    const keys = db
      .column<PaperKey>('SELECT DISTINCT paper FROM records WHERE source = ? ORDER BY paper')
      .all(source.source);
    const removed: string[] = [];
    const left: string[] = [];
    for (const key of keys) {
      const others = db
        .column<number>('SELECT count(*) FROM records WHERE paper = ? AND source != ?')
        .get(key, source.source)!;
      if (others === 0) {
        removed.push(deletePaper(db, key, change));
      } else {
        rewritePaper(db, key, change, source);
        left.push(db.column<string>('SELECT id FROM papers WHERE key = ?').get(key)!);
      }
    }
    dropLeftovers(db);
    return { removed, left };
  });
}

function onlySource(db: Connection, name: string): SourceRow {
  const named = sourcesNamed(db, name);
  if (named.length === 1) return named[0]!;
  const names =
    named.length > 0
      ? named.map((row) => row.name)
      : db.column<string>('SELECT name FROM sources ORDER BY source LIMIT 20').all();
  const what = named.length > 0 ? `${named.length} sources are called` : 'No paper came from a source called';
  throw new FieldmapError(
    'not-found',
    `${what} ${JSON.stringify(name)}.`,
    names.length === 0 ? 'The library is empty.' : `Give one of these: ${names.join(', ')}.`,
  );
}

function dropLeftovers(db: Connection): void {
  db.sql('DELETE FROM blocks WHERE paper NOT IN (SELECT paper FROM facets)').run();
  dropCitations(db);
  db.sql('DELETE FROM sources WHERE source NOT IN (SELECT source FROM records)').run();
}
