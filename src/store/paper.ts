/** Writing one paper: its row, facets and identifiers stay in step here and nowhere else. */
import type { Paper, PaperKey } from '../types.js';
import type { Connection } from './connection.js';
import { contentHash, recordHash } from './hash.js';
import { mergeRecords } from './merge.js';
import { type KnownRecord, recordsOf } from './records.js';
import type { Change } from './change.js';
import { type PaperRow, foldedColumns, fromRow, paperColumns, recordJson, SELECT_PAPERS } from './rows.js';
import type { SourceRow } from './sources.js';

/** Stores a paper that was not there; its first record is the caller's to add. */
export function addPaper(connection: Connection, paper: Paper, change: Change): PaperKey {
  const key = Number(connection.sql(`
    INSERT INTO papers (id, title, abstract, year, venue, doi, url, authors, labels, sources, ids, extra)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(...paperColumns(paper)).lastInsertRowid);
  const hash = contentHash(paper);
  connection.sql(`
    INSERT INTO facets (paper, content_hash, year, has_abstract, embedded, truncated, records, title, authors, venue, labels)
    VALUES (?, ?, ?, ?, 0, 0, 1, ?, ?, ?, ?)`).run(key, hash, paper.year, Number(paper.abstract !== ''), ...foldedColumns(paper));
  addIdentifiers(connection, key, paper);
  change.text(key, hash);
  return key;
}

/**
 * Merges the records of a paper anew, without those of the source `leaving`, and stores the outcome. True when more than
 * its list of sources changed.
 */
export function rewritePaper(connection: Connection, key: PaperKey, change: Change, leaving?: SourceRow): boolean {
  const { paper: old, contentHash: oldText } = fromRow(connection.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key)!);
  const all = recordsOf(connection, key, old);
  const records = all.filter((record) => record.source !== leaving?.name);
  if (leaving) connection.sql('DELETE FROM records WHERE paper = ? AND source = ?').run(key, leaving.source);
  // The id stays even when the record that brought it is gone.
  const merged: Paper = { ...mergeRecords(records.map((record) => record.paper)), id: old.id };
  const hash = recordHash(merged);
  const changed = hash !== recordHash(old);
  const paper = changed ? merged : { ...old, sources: merged.sources };
  connection.sql(`
    UPDATE papers SET id = ?, title = ?, abstract = ?, year = ?, venue = ?, doi = ?, url = ?, authors = ?, labels = ?, sources = ?,
      ids = ?, extra = ? WHERE key = ?`).run(...paperColumns(paper), key);
  keepWhatDiffers(connection, records, hash);
  connection.sql('DELETE FROM identifiers WHERE paper = ?').run(key);
  for (const record of records) addIdentifiers(connection, key, record.paper);
  connection.sql('UPDATE facets SET records = ? WHERE paper = ?').run(records.length, key);
  change.papers = true;
  connection.sql('DELETE FROM joined WHERE paper = ? AND id NOT IN (SELECT id FROM records WHERE paper = ?)').run(key, key);
  if (changed) rewriteFacets(connection, key, paper, oldText, change);
  return changed;
}

function rewriteFacets(connection: Connection, key: PaperKey, paper: Paper, oldText: string, change: Change): void {
  connection.sql('UPDATE facets SET matched = 0, year = ?, has_abstract = ?, title = ?, authors = ?, venue = ?, labels = ? WHERE paper = ?')
    .run(paper.year, Number(paper.abstract !== ''), ...foldedColumns(paper), key);
  const newText = contentHash(paper);
  if (newText === oldText) return;
  dropVectors(connection, key, oldText, change);
  connection.sql('UPDATE facets SET content_hash = ? WHERE paper = ?').run(newText, key);
  change.text(key, oldText);
  change.text(key, newText);
}

/** A record equal to the merged paper needs no JSON of its own. */
function keepWhatDiffers(connection: Connection, records: readonly KnownRecord[], mergedHash: string): void {
  for (const { record, hash, kept, paper } of records) {
    const keep = hash !== mergedHash;
    if (keep !== kept) connection.sql('UPDATE records SET json = ? WHERE record = ?').run(keep ? recordJson(paper) : null, record);
  }
}

function addIdentifiers(connection: Connection, key: PaperKey, paper: Paper): void {
  const insert = connection.sql('INSERT OR IGNORE INTO identifiers (value, scheme, paper) VALUES (?, ?, ?)');
  if (paper.doi !== null) insert.run(paper.doi.toLowerCase(), 'doi', key);
  for (const scheme in paper.ids) insert.run(paper.ids[scheme]!.toLowerCase(), scheme, key);
}

/** Removes a paper and, through foreign keys, all that belongs to it. Answers its id. */
export function deletePaper(connection: Connection, key: PaperKey, change: Change): string {
  const { id, text } = connection.sql<{ id: string; text: string }>(`
    SELECT p.id, f.content_hash AS text FROM papers p JOIN facets f ON f.paper = p.key WHERE p.key = ?`).get(key)!;
  dropVectors(connection, key, text, change);
  connection.sql('DELETE FROM papers WHERE key = ?').run(key);
  change.text(key, text);
  return id;
}

/** `contentHash`: of the text that the vectors are of. */
function dropVectors(connection: Connection, key: PaperKey, contentHash: string, change: Change): void {
  if (connection.sql('DELETE FROM document_vectors WHERE paper = ?').run(key).changes === 0) return;
  connection.sql('DELETE FROM sentence_vectors WHERE paper = ?').run(key);
  connection.sql('UPDATE facets SET embedded = 0, truncated = 0 WHERE paper = ?').run(key);
  change.vectors(key, contentHash);
}
