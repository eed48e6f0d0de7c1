import type { MatchEvidence } from '../../types.js';
import type { Connection } from '../connection.js';
import type { Duplicates } from '../store.js';

interface Row {
  readonly one: string;
  readonly other: string;
  readonly evidence: string;
}

export function duplicates(db: Connection): Duplicates {
  return db.read(() => {
    const merges = db
      .sql<Row>(
        `
      SELECT p.id AS one, j.id AS other, j.evidence FROM joined j JOIN papers p ON p.key = j.paper
      ORDER BY j.paper, j.id`,
      )
      .all();
    const near = db
      .sql<Row>(
        `
      SELECT a.id AS one, b.id AS other, n.evidence
      FROM near_misses n JOIN papers a ON a.key = n.a JOIN papers b ON b.key = n.b
      ORDER BY n.a, n.b`,
      )
      .all();
    return {
      merges: [
        ...merges.map(({ one, other, evidence }) => ({ id: one, joined: other, evidence: parsed(evidence) })),
        ...equalIds(db),
      ],
      nearMisses: near.map(({ one, other, evidence }) => ({ a: one, b: other, evidence: parsed(evidence) })),
    };
  });
}

interface SameId {
  readonly paper: string;
  readonly id: string;
  readonly name: string;
}

/**
 * Records that came with the id of a paper from another source, and were taken for it. Two of one source are no join:
 * the later one is what the source says now.
 */
function equalIds(db: Connection): Duplicates['merges'] {
  const rows = db
    .sql<SameId>(
      `
    SELECT p.id AS paper, r.id, s.name FROM facets f JOIN papers p ON p.key = f.paper
      JOIN records r ON r.paper = f.paper JOIN sources s USING (source)
    WHERE f.records > 1 GROUP BY r.paper, r.id, r.source ORDER BY r.paper, r.id, min(r.record)`,
    )
    .all();
  return rows.flatMap(({ paper, id, name }, i) => {
    const before = rows[i - 1];
    if (before?.paper !== paper || before.id !== id) return [];
    const evidence = { agree: [`id in ${before.name} and ${name}`], differ: [] };
    return [{ id: paper, joined: id, evidence, sources: [before.name, name] as const }];
  });
}

function parsed(evidence: string): MatchEvidence {
  return JSON.parse(evidence) as MatchEvidence;
}
