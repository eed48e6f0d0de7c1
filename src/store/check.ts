import type { Connection } from './connection.js';

/** Each query finds rows that must not be there. */
const INVARIANTS: readonly (readonly [string, string])[] = [
  ['papers without facets', 'SELECT count(*) FROM papers WHERE key NOT IN (SELECT paper FROM facets)'],
  ['papers without a record', 'SELECT count(*) FROM papers WHERE key NOT IN (SELECT paper FROM records)'],
  [
    'papers marked as embedded without a vector',
    'SELECT count(*) FROM facets WHERE embedded = 1 AND paper NOT IN (SELECT paper FROM document_vectors)',
  ],
  [
    'vectors of papers not marked as embedded',
    'SELECT count(*) FROM document_vectors WHERE paper NOT IN (SELECT paper FROM facets WHERE embedded = 1)',
  ],
  [
    'document vectors without sentence vectors',
    'SELECT count(*) FROM document_vectors WHERE paper NOT IN (SELECT paper FROM sentence_vectors)',
  ],
];

export function check(db: Connection): string[] {
  return db.read(() => {
    const found = db
      .column<string>('PRAGMA integrity_check(20)')
      .all()
      .filter((line) => line !== 'ok');
    for (const [what, query] of INVARIANTS) {
      const n = db.column<number>(query).get()!;
      if (n > 0) found.push(`${n} ${what}`);
    }
    const orphans = db.sql('PRAGMA foreign_key_check').all().length;
    if (orphans > 0) found.push(`${orphans} rows that belong to no paper`);
    return found;
  });
}
