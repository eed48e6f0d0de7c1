import type { Connection } from './connection.js';
import type { StatusCounts } from './store.js';

type Totals = Pick<StatusCounts, 'papers' | 'records' | 'withAbstract' | 'embedded' | 'truncated' | 'merged'>;

/** Reads the narrow table of facets only. */
export function statusCounts(db: Connection): StatusCounts {
  return db.read(() => {
    const totals = db
      .sql<Totals>(
        `
      SELECT count(*) AS papers, coalesce(sum(records), 0) AS records, coalesce(sum(has_abstract), 0) AS withAbstract, coalesce(sum(embedded), 0) AS embedded,
        coalesce(sum(truncated > 0), 0) AS truncated, coalesce(sum(records > 1), 0) AS merged FROM facets`,
      )
      .get()!;
    const bySource = db
      .sql<StatusCounts['bySource'][number]>(
        `
      SELECT s.name AS source, count(*) AS records, count(DISTINCT r.paper) AS papers FROM sources s JOIN records r USING (source)
      GROUP BY s.source ORDER BY s.source`,
      )
      .all();
    const byYear = db
      .sql<StatusCounts['byYear'][number]>(
        'SELECT year, count(*) AS papers FROM facets GROUP BY year ORDER BY year IS NULL, year',
      )
      .all();
    return { ...totals, withoutAbstract: totals.papers - totals.withAbstract, bySource, byYear };
  });
}

export function count(db: Connection): number {
  return db.column<number>('SELECT count(*) FROM facets').get()!;
}
