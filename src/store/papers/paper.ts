/** Writing one paper: its row, facets and identifiers stay in step here and nowhere else. */
import type { Paper, PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { keepMark } from '../marks/marks.js';
import { contentHash, recordHash } from './hash.js';
import { mergeRecords } from './merge.js';
import { type KnownRecord, recordsOf } from './records.js';
import type { Change } from './change.js';
import { type PaperRow, foldedColumns, fromRow, paperColumns, recordJson, SELECT_PAPERS } from './rows.js';
import type { SourceRow } from '../sources.js';

/** Stores a paper that was not there; its first record is the caller's to add. */
export function addPaper(db: Connection, paper: Paper, change: Change): PaperKey {
  const key = Number(
    db
      .sql(
        `
    INSERT INTO papers (id, title, abstract, year, venue, doi, url, authors, labels, sources, ids, extra)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(...paperColumns(paper)).lastInsertRowid,
  );
  const hash = contentHash(paper);
  db.sql(
    `
    INSERT INTO facets (
      paper, content_hash, year, has_abstract, embedded, truncated, records, title, authors, venue, labels)
    VALUES (?, ?, ?, ?, 0, 0, 1, ?, ?, ?, ?)`,
  ).run(key, hash, paper.year, Number(paper.abstract !== ''), ...foldedColumns(paper));
  addIdentifiers(db, key, paper);
  change.text(key, hash);
  return key;
}

/**
 * Merges the records of a paper anew, without those of the source `leaving`, and stores the outcome. True when more
 * than its list of sources changed.
 */
export function rewritePaper(db: Connection, key: PaperKey, change: Change, leaving?: SourceRow): boolean {
  const { paper: old, contentHash: oldText } = fromRow(
    db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key)!,
  );
  const all = recordsOf(db, key, old);
  const records = all.filter((record) => record.source !== leaving?.name);
  if (leaving) keepMark(db, key, old.id);
  if (leaving) db.sql('DELETE FROM records WHERE paper = ? AND source = ?').run(key, leaving.source);
  // The id stays even when the record that brought it is gone.
  const merged: Paper = { ...mergeRecords(records.map((record) => record.paper)), id: old.id };
  const hash = recordHash(merged);
  const changed = hash !== recordHash(old);
  const paper = changed ? merged : { ...old, sources: merged.sources };
  db.sql(
    `
    UPDATE papers SET id = ?, title = ?, abstract = ?, year = ?, venue = ?, doi = ?, url = ?, authors = ?, labels = ?,
      sources = ?, ids = ?, extra = ? WHERE key = ?`,
  ).run(...paperColumns(paper), key);
  keepWhatDiffers(db, records, hash);
  db.sql('DELETE FROM identifiers WHERE paper = ?').run(key);
  for (const record of records) addIdentifiers(db, key, record.paper);
  db.sql('UPDATE facets SET records = ? WHERE paper = ?').run(records.length, key);
  change.papers = true;
  db.sql('DELETE FROM joined WHERE paper = ? AND id NOT IN (SELECT id FROM records WHERE paper = ?)').run(
    key,
    key,
  );
  if (changed) {
    rewriteFacets(db, key, paper);
    const newText = contentHash(paper);
    if (newText !== oldText) changeText(db, key, { oldText, newText }, change);
  }
  return changed;
}

/** What filters look at. */
export function rewriteFacets(db: Connection, key: PaperKey, paper: Paper): void {
  db.sql(
    `
    UPDATE facets SET matched = 0, year = ?, has_abstract = ?, title = ?, authors = ?, venue = ?, labels = ?
    WHERE paper = ?`,
  ).run(paper.year, Number(paper.abstract !== ''), ...foldedColumns(paper), key);
}

function changeText(
  db: Connection,
  key: PaperKey,
  { oldText, newText }: { readonly oldText: string; readonly newText: string },
  change: Change,
): void {
  dropVectors(db, key, oldText, change);
  db.sql('UPDATE facets SET content_hash = ? WHERE paper = ?').run(newText, key);
  change.text(key, oldText);
  change.text(key, newText);
}

/** A record equal to the merged paper needs no JSON of its own. */
function keepWhatDiffers(db: Connection, records: readonly KnownRecord[], mergedHash: string): void {
  for (const { record, hash, kept, paper } of records) {
    const keep = hash !== mergedHash;
    const json = keep ? recordJson(paper) : null;
    if (keep !== kept) db.sql('UPDATE records SET json = ? WHERE record = ?').run(json, record);
  }
}

function addIdentifiers(db: Connection, key: PaperKey, paper: Paper): void {
  const insert = db.sql('INSERT OR IGNORE INTO identifiers (value, scheme, paper) VALUES (?, ?, ?)');
  if (paper.doi !== null) insert.run(paper.doi.toLowerCase(), 'doi', key);
  for (const scheme in paper.ids) insert.run(paper.ids[scheme]!.toLowerCase(), scheme, key);
}

/** Removes a paper and, through foreign keys, all that belongs to it. Answers its id. */
export function deletePaper(db: Connection, key: PaperKey, change: Change): string {
  const { id, text } = db
    .sql<{ id: string; text: string }>(
      `
    SELECT p.id, f.content_hash AS text FROM papers p JOIN facets f ON f.paper = p.key WHERE p.key = ?`,
    )
    .get(key)!;
  dropVectors(db, key, text, change);
  db.sql('DELETE FROM papers WHERE key = ?').run(key);
  change.text(key, text);
  return id;
}

/** `contentHash`: of the text that the vectors are of. */
export function dropVectors(db: Connection, key: PaperKey, contentHash: string, change: Change): void {
  if (db.sql('DELETE FROM document_vectors WHERE paper = ?').run(key).changes === 0) return;
  db.sql('DELETE FROM sentence_vectors WHERE paper = ?').run(key);
  db.sql('UPDATE facets SET embedded = 0, truncated = 0 WHERE paper = ?').run(key);
  change.vectors(key, contentHash);
}
