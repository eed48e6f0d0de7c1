/**
 * What SQLite does not check: a bit that flips inside a text or a vector leaves a sound database that says something
 * else. Texts have hashes of their own (`facets.content_hash`, `records.hash`); vectors and documents have a CRC-32 from
 * their writing on (none when an older fieldmap wrote them: those are believed).
 */
import { crc32 } from 'node:zlib';
import type { PaperKey } from '../types.js';
import type { Change } from './papers/change.js';
import { withoutBoilerplate } from '../text/index.js';
import type { Connection } from './connection.js';
import { mapDocument } from './map.js';
import { dimensionsOf } from './model.js';
import { unpackSentences } from './vectors/vectors.js';
import { contentHash, DAMAGED, recordHash } from './papers/hash.js';
import { dropVectors, rewriteFacets, rewritePaper } from './papers/paper.js';
import { recordsOf } from './papers/records.js';
import { foldedColumns, fromRow, SELECT_PAPERS, type PaperRow } from './papers/rows.js';
import type { Damage } from './store.js';

interface Found {
  /** Papers whose vectors are not as they were written. */
  readonly vectors: readonly PaperKey[];
  readonly documents: readonly string[];
  /** Papers that say something else than was stored. */
  readonly papers: readonly PaperKey[];
  /** Papers of which only what filters look at differs from the paper. */
  readonly facets: readonly PaperKey[];
  /** Papers of which an older fieldmap read only the first window, or headings and publishers' lines as well. */
  readonly partlyRead: readonly PaperKey[];
}

/** Reads everything: 5 s for 60,000 papers. */
export function damage(db: Connection): Damage {
  return db.read(() => told(db, find(db)));
}

/**
 * Makes again what can be made again: vectors are dropped, to be embedded anew, and filters are taken from the papers;
 * documents are removed. Of papers the vectors are dropped too, and the file that they came from, added again, replaces
 * them. Answers what there was.
 */
export function repair(db: Connection): Damage {
  return db.write((change) => {
    const found = find(db);
    const answer = told(db, found);
    for (const key of new Set([...found.vectors, ...found.papers, ...found.partlyRead]))
      drop(db, key, change);
    for (const key of found.facets) {
      rewritePaper(db, key, change);
      rewriteFacets(db, key, paperOf(db, key).paper);
    }
    for (const key of found.papers) db.sql('UPDATE records SET hash = ? WHERE paper = ?').run(DAMAGED, key);
    for (const name of found.documents) db.sql('DELETE FROM documents WHERE name = ?').run(name);
    db.sql('DELETE FROM topics WHERE NOT json_valid(json)').run();
    return answer;
  });
}

function drop(db: Connection, key: PaperKey, change: Change): void {
  const hash = db.column<string>('SELECT content_hash FROM facets WHERE paper = ?').get(key);
  if (hash !== undefined) dropVectors(db, key, hash, change);
}

function told(db: Connection, { vectors, documents, papers, facets, partlyRead }: Found): Damage {
  const ids = (keys: readonly PaperKey[]): string[] => keys.map((key) => paperOf(db, key).paper.id);
  return {
    vectors: ids(vectors),
    documents,
    papers: ids(papers),
    facets: ids(facets),
    partlyRead: ids(partlyRead),
  };
}

function paperOf(db: Connection, key: PaperKey): ReturnType<typeof fromRow> {
  return fromRow(db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key)!);
}

function find(db: Connection): Found {
  const vectors = new Set<PaperKey>();
  for (const [table, column] of [
    ['document_vectors', 'vector'],
    ['sentence_vectors', 'vectors'],
  ] as const) {
    const rows = db.tuples<[PaperKey, Uint8Array, number]>(
      `SELECT paper, ${column}, crc FROM ${table} WHERE crc IS NOT NULL`,
    );
    for (const [key, bytes, crc] of rows.iterate()) if (crc32(bytes) !== crc) vectors.add(key);
  }
  const documents: string[] = [];
  for (const [name, bytes, crc] of db
    .tuples<[string, Uint8Array, number]>('SELECT name, bytes, crc FROM documents WHERE crc IS NOT NULL')
    .iterate())
    if (crc32(bytes) !== crc) documents.push(name);
  for (const map of db.column<string>('SELECT DISTINCT map FROM topics WHERE NOT json_valid(json)').all()) {
    const name = mapDocument(map);
    if (!documents.includes(name)) documents.push(name);
  }
  const papers: PaperKey[] = [];
  const facets: PaperKey[] = [];
  for (const key of db.column<PaperKey>('SELECT key FROM papers ORDER BY key').all()) {
    if (!isAsStored(db, key)) papers.push(key);
    else if (!isFilteredAsItIs(db, key)) facets.push(key);
  }
  const partlyRead = readOtherwise(db, vectors);
  return { vectors: [...vectors].sort((a, b) => a - b), documents, papers, facets, partlyRead };
}

/** `damaged`: papers whose vectors cannot be looked into. */
function readOtherwise(db: Connection, damaged: ReadonlySet<PaperKey>): PaperKey[] {
  const keys = new Set(db.column<PaperKey>('SELECT paper FROM facets WHERE truncated = 2').all());
  const dimensions = dimensionsOf(db);
  const rows = db.tuples<[PaperKey, string, string, Uint8Array]>(
    'SELECT p.key, p.title, p.abstract, s.vectors FROM papers p JOIN sentence_vectors s ON s.paper = p.key',
  );
  for (const [key, title, abstract, bytes] of rows.iterate()) {
    const own = withoutBoilerplate(abstract);
    if (own === abstract || damaged.has(key)) continue;
    const { spans } = unpackSentences(bytes, dimensions);
    const shift = title.length + 1;
    for (let s = 0; s < spans.length; s += 2) {
      const [start, end] = [spans[s]! - shift, spans[s + 1]! - shift];
      if (start >= 0 && own.slice(start, end) !== abstract.slice(start, end)) keys.add(key);
    }
  }
  return [...keys].sort((a, b) => a - b);
}

function isAsStored(db: Connection, key: PaperKey): boolean {
  try {
    const { paper, contentHash: stored } = paperOf(db, key);
    if (contentHash(paper) !== stored) return false;
    return recordsOf(db, key, paper).every((record) => recordHash(record.paper) === record.hash);
  } catch (error) {
    // What was JSON is none.
    if (error instanceof SyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}

interface FacetRow {
  readonly title: string;
  readonly authors: string;
  readonly venue: string;
  readonly labels: string;
  readonly year: number | null;
}

function isFilteredAsItIs(db: Connection, key: PaperKey): boolean {
  const { paper } = paperOf(db, key);
  const row = db
    .sql<FacetRow>('SELECT title, authors, venue, labels, year FROM facets WHERE paper = ?')
    .get(key)!;
  const sources = new Set(recordsOf(db, key, paper).map(({ source }) => source));
  if (sources.size !== paper.sources.length || !paper.sources.every((name) => sources.has(name)))
    return false;
  const written = [row.title, row.authors, row.venue, row.labels];
  return row.year === paper.year && foldedColumns(paper).every((text, i) => text === written[i]);
}
