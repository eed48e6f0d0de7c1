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
      merges: merges.map(({ one, other, evidence }) => ({
        id: one,
        joined: other,
        evidence: parsed(evidence),
      })),
      nearMisses: near.map(({ one, other, evidence }) => ({ a: one, b: other, evidence: parsed(evidence) })),
    };
  });
}

function parsed(evidence: string): MatchEvidence {
  return JSON.parse(evidence) as MatchEvidence;
}
