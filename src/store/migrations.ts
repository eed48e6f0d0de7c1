/**
 * The tables, as numbered steps. Append only: a step that has been released is never edited, since libraries that ran
 * it exist. `PRAGMA user_version` of a file is the number of steps it has seen.
 */
import type { Database } from 'better-sqlite3';

type Migration = (db: Database) => void;

/**
 * - `papers`: the merged paper as it is shown. Keys come from AUTOINCREMENT, hence are never used again.
 * - `facets`: what filters, counts and title look-ups scan, in narrow rows (folded text), so that they touch a tenth of
 *   the pages that `papers` fills. `labels` is `\nlabel\nlabel\n`.
 * - `records`: each source's record of a paper. `json` is null when the record equals the merged paper.
 * - `identifiers`: of all records, lower case.
 * - vectors: 32-bit floats in one table, sentences (vectors.ts has the layout) in another, so that reading all document
 *   vectors does not walk over sentences.
 * - `state`: one row; see revision.ts.
 */
function m001_initial(db: Database): void {
  db.exec(`
    CREATE TABLE papers (
      key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, abstract TEXT NOT NULL,
      year INTEGER, venue TEXT, doi TEXT, url TEXT, authors TEXT NOT NULL, labels TEXT NOT NULL, sources TEXT NOT NULL,
      ids TEXT NOT NULL, extra TEXT NOT NULL);
    CREATE TABLE facets (
      paper INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE, content_hash TEXT NOT NULL, year INTEGER,
      has_abstract INTEGER NOT NULL, embedded INTEGER NOT NULL, truncated INTEGER NOT NULL, records INTEGER NOT NULL,
      title TEXT NOT NULL, authors TEXT NOT NULL, venue TEXT NOT NULL, labels TEXT NOT NULL);
    CREATE INDEX facets_pending ON facets (paper) WHERE embedded = 0;
    CREATE TABLE sources (source INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE records (
      record INTEGER PRIMARY KEY, paper INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
      source INTEGER NOT NULL REFERENCES sources, id TEXT NOT NULL, hash TEXT NOT NULL, json TEXT);
    CREATE INDEX records_by_id ON records (id);
    CREATE INDEX records_by_paper ON records (paper);
    CREATE INDEX records_by_source ON records (source, paper);
    CREATE TABLE identifiers (
      value TEXT NOT NULL, scheme TEXT NOT NULL, paper INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
      PRIMARY KEY (value, scheme, paper)) WITHOUT ROWID;
    CREATE INDEX identifiers_by_paper ON identifiers (paper);
    CREATE TABLE document_vectors (
      paper INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE, vector BLOB NOT NULL);
    CREATE TABLE sentence_vectors (
      paper INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE, vectors BLOB NOT NULL);
    CREATE TABLE topics (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, parent TEXT, json TEXT NOT NULL);
    CREATE TABLE assignments (
      paper INTEGER PRIMARY KEY REFERENCES papers ON DELETE CASCADE, topic TEXT, x REAL NOT NULL, y REAL NOT NULL);
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE documents (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE state (
      one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, vectors_revision INTEGER NOT NULL,
      text_digest TEXT NOT NULL, vectors_digest TEXT NOT NULL);
    INSERT INTO state VALUES (1, 0, 0, '0000000000000000', '0000000000000000');
  `);
}

/**
 * The same paper under several ids.
 * - `facets.matched`: 0 until duplicates have been looked for since the paper came or changed.
 * - `blocks`: numbers that possible duplicates share (src/duplicates/blocks.ts). No index by paper, hence no foreign
 *   key: it would double the cost. Rows of papers that are gone are passed over, and cleared by `remove`.
 * - `joined`: papers that were found to be another one, by the id they had, with the evidence.
 * - `near_misses`: pairs that a person should look at; `a` < `b`.
 * - `apart`: pairs of record ids that a person has told apart for good; `a` < `b`.
 */
function m002_duplicates(db: Database): void {
  db.exec(`
    ALTER TABLE facets ADD COLUMN matched INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX facets_unmatched ON facets (paper) WHERE matched = 0;
    CREATE TABLE blocks (block INTEGER NOT NULL, paper INTEGER NOT NULL, PRIMARY KEY (block, paper)) WITHOUT ROWID;
    CREATE TABLE joined (
      id TEXT PRIMARY KEY, paper INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE, evidence TEXT NOT NULL)
      WITHOUT ROWID;
    CREATE INDEX joined_by_paper ON joined (paper);
    CREATE TABLE near_misses (
      a INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE, b INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE,
      evidence TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
    CREATE INDEX near_misses_by_b ON near_misses (b);
    CREATE TABLE apart (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
  `);
}

/** CRC-32 of what was written; null for what was written before there was one. See damage.ts. */
function m003_checksums(db: Database): void {
  db.exec(`
    ALTER TABLE document_vectors ADD COLUMN crc INTEGER;
    ALTER TABLE sentence_vectors ADD COLUMN crc INTEGER;
    ALTER TABLE documents ADD COLUMN crc INTEGER;
  `);
}

/** `facets.truncated` is 2 where only the first 256 tokens or so were read: until then papers were read in one window. */
function m004_windows(db: Database): void {
  db.exec('UPDATE facets SET truncated = 2 WHERE truncated = 1');
}

/**
 * Decisions on papers, by the id of a record (marks/marks.ts): no foreign key, since they outlive the paper's row.
 * `tags` is a JSON array. `decided` counts decisions: a greater number is a later one, 0 none yet.
 */
function m005_marks(db: Database): void {
  db.exec(`
    CREATE TABLE marks (
      id TEXT PRIMARY KEY, decision TEXT, reason TEXT NOT NULL, star INTEGER NOT NULL, tags TEXT NOT NULL,
      note TEXT NOT NULL, decided INTEGER NOT NULL) WITHOUT ROWID;
  `);
}

/** What papers cite, by the id they came with (papers/citations.ts): `refs` is a JSON array of `[id, text, year]`. */
function m006_citations(db: Database): void {
  db.exec('CREATE TABLE citations (id TEXT PRIMARY KEY, cited_by INTEGER, refs TEXT NOT NULL) WITHOUT ROWID');
}

/**
 * What a person has decided about papers as such.
 * - `together`: pairs of record ids that a person has joined; `a` < `b`. The counterpart of `apart`.
 * - `removed`: records of papers that were removed by id, so that adding their file again leaves them out; `json` is the
 *   record, since another paper may come with the same id.
 */
function m007_decisions(db: Database): void {
  db.exec(`
    CREATE TABLE together (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
    CREATE INDEX together_by_b ON together (b);
    CREATE TABLE removed (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  `);
}

/**
 * Several maps beside one another, each under a name; the one that there was is `main`. The setting `map` says which is
 * read where none is named.
 */
function m008_maps(db: Database): void {
  db.exec(`
    ALTER TABLE topics RENAME TO topics_before;
    CREATE TABLE topics (
      map TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, parent TEXT, json TEXT NOT NULL,
      PRIMARY KEY (map, position), UNIQUE (map, id)) WITHOUT ROWID;
    INSERT INTO topics SELECT 'main', position, id, parent, json FROM topics_before;
    DROP TABLE topics_before;
    ALTER TABLE assignments RENAME TO assignments_before;
    CREATE TABLE assignments (
      map TEXT NOT NULL, paper INTEGER NOT NULL REFERENCES papers ON DELETE CASCADE, topic TEXT, x REAL NOT NULL,
      y REAL NOT NULL, PRIMARY KEY (map, paper)) WITHOUT ROWID;
    CREATE INDEX assignments_by_paper ON assignments (paper);
    INSERT INTO assignments SELECT 'main', paper, topic, x, y FROM assignments_before;
    DROP TABLE assignments_before;
  `);
}

export const MIGRATIONS: readonly Migration[] = [
  m001_initial,
  m002_duplicates,
  m003_checksums,
  m004_windows,
  m005_marks,
  m006_citations,
  m007_decisions,
  m008_maps,
];
