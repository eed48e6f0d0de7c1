import { FieldmapError } from '../errors.js';
import type { PaperKey } from '../types.js';
import type { Connection } from './connection.js';
import { keyOf } from './get.js';
import { deletePaper, rewritePaper } from './paper.js';
import { type SourceRow, sourcesNamed } from './sources.js';
import type { RemoveReport } from './store.js';

export function remove(connection: Connection, ids: readonly string[]): RemoveReport {
  return connection.write((change) => {
    const removed: string[] = [];
    const left: string[] = [];
    const gone = new Set<string>();
    for (const id of new Set(ids)) {
      const key = keyOf(connection, id);
      if (key > 0) {
        removed.push(deletePaper(connection, key, change));
        gone.add(removed.at(-1)!);
      } else if (!gone.has(id)) left.push(id);
    }
    dropLeftovers(connection);
    return { removed, left };
  });
}

export function removeSource(connection: Connection, name: string): RemoveReport {
  return connection.write((change) => {
    const source = onlySource(connection, name);
    const keys = connection.column<PaperKey>('SELECT DISTINCT paper FROM records WHERE source = ? ORDER BY paper').all(source.source);
    const removed: string[] = [];
    const left: string[] = [];
    for (const key of keys) {
      const others = connection.column<number>('SELECT count(*) FROM records WHERE paper = ? AND source != ?').get(key, source.source)!;
      if (others === 0) {
        removed.push(deletePaper(connection, key, change));
      } else {
        rewritePaper(connection, key, change, source);
        left.push(connection.column<string>('SELECT id FROM papers WHERE key = ?').get(key)!);
      }
    }
    dropLeftovers(connection);
    return { removed, left };
  });
}

function onlySource(connection: Connection, name: string): SourceRow {
  const named = sourcesNamed(connection, name);
  if (named.length === 1) return named[0]!;
  const names = named.length > 0 ? named.map((row) => row.name)
    : connection.column<string>('SELECT name FROM sources ORDER BY source LIMIT 20').all();
  const what = named.length > 0 ? `${named.length} sources are called` : 'No paper came from a source called';
  throw new FieldmapError('not-found', `${what} ${JSON.stringify(name)}.`,
    names.length === 0 ? 'The library is empty.' : `Give one of these: ${names.join(', ')}.`);
}

function dropLeftovers(connection: Connection): void {
  connection.sql('DELETE FROM blocks WHERE paper NOT IN (SELECT paper FROM facets)').run();
  connection.sql('DELETE FROM sources WHERE source NOT IN (SELECT source FROM records)').run();
}
