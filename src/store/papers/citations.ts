/** What papers cite: read with one question for the whole library, never with a hit. */
import { CITATIONS, citationsIn, type Citations, type Reference } from '../../text/index.js';
import type { Paper, PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';

export interface PaperCitations extends Citations {
  readonly key: PaperKey;
}

/** The paper without its citations, and these. */
export function partCitations(paper: Paper): { readonly paper: Paper; readonly citations: Citations | null } {
  const citations = citationsIn(paper.extra);
  if (citations === null) return { paper, citations };
  const extra = Object.fromEntries(Object.entries(paper.extra).filter(([name]) => name !== CITATIONS));
  return { paper: { ...paper, extra }, citations };
}

type Packed = readonly [id: string | null, text: string, year: number | null];

/** The newest export wins; one without references leaves those that are there. */
export function putCitations(db: Connection, id: string, { references, citedBy }: Citations): void {
  const packed = references.map(({ id: of, text, year }): Packed => [of, text, year]);
  db.sql(
    `INSERT INTO citations VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET
      cited_by = coalesce(excluded.cited_by, cited_by), refs = iif(excluded.refs = '[]', refs, excluded.refs)`,
  ).run(id, citedBy, JSON.stringify(packed));
}

interface Row {
  readonly paper: PaperKey;
  readonly cited_by: number | null;
  readonly refs: string;
}

/** Of each paper of which something is known, by key; of one with several records what all of them say. */
export function citations(db: Connection): PaperCitations[] {
  const rows = db
    .sql<Row>(
      `SELECT r.paper, c.cited_by, c.refs FROM (SELECT DISTINCT id, paper FROM records) r JOIN citations c ON c.id = r.id
       ORDER BY r.paper, c.id`,
    )
    .all();
  const found = new Map<PaperKey, { key: PaperKey; references: Reference[]; citedBy: number | null }>();
  for (const { paper, cited_by: citedBy, refs } of rows) {
    const one = found.get(paper) ?? { key: paper, references: [], citedBy: null };
    for (const [id, text, year] of JSON.parse(refs) as Packed[]) one.references.push({ id, text, year });
    if (citedBy !== null) one.citedBy = Math.max(one.citedBy ?? 0, citedBy);
    found.set(paper, one);
  }
  return [...found.values()];
}

/** Forgets those of records that are gone. */
export function dropCitations(db: Connection): void {
  db.sql('DELETE FROM citations WHERE id NOT IN (SELECT id FROM records)').run();
}
