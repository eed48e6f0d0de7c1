/** One paper from the records that several sources have of it. */
import type { Paper } from '../types.js';

/**
 * Merges the records of one paper, oldest first: the newer wins where both say something, fields that only one of them
 * fills stay, lists and objects are united. The id is the oldest record's.
 */
export function mergeRecords(records: readonly Paper[]): Paper {
  return records.reduce(mergeTwo);
}

function mergeTwo(older: Paper, newer: Paper): Paper {
  return {
    id: older.id,
    title: newer.title || older.title,
    abstract: newer.abstract || older.abstract,
    authors: newer.authors.length > 0 ? newer.authors : older.authors,
    year: newer.year ?? older.year,
    venue: newer.venue ?? older.venue,
    doi: newer.doi ?? older.doi,
    url: newer.url ?? older.url,
    labels: union(older.labels, newer.labels),
    sources: union(older.sources, newer.sources),
    ids: { ...older.ids, ...newer.ids },
    extra: { ...older.extra, ...newer.extra },
  };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  const all = new Set(a);
  for (const item of b) all.add(item);
  return all.size === a.length ? a : [...all];
}
