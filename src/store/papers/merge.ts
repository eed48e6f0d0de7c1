/** One paper from the records that several sources have of it. */
import { isPreprint, isPreprintDoi, NAME_PARTS } from '../../text/index.js';
import type { Paper } from '../../types.js';

/**
 * Merges the records of one paper, oldest first; its id is the oldest record's. Records with one id are versions: the
 * newer wins where both say something, unless it was read off the pages of a PDF or from a list of titles and the older was not. Records with different ids were found to be one paper: the fullest wins, but a
 * published version says where and when it appeared. In both, fields that only one fills stay, lists and objects are
 * united.
 */
export function mergeRecords(records: readonly Paper[]): Paper {
  const versions = new Map<string, Paper>();
  for (const record of records) {
    const before = versions.get(record.id);
    if (before === undefined) versions.set(record.id, record);
    // What was read off a page or typed never replaces what a database says, however old that is.
    else if (trust(record) < trust(before)) versions.set(record.id, mergeTwo(record, before));
    else versions.set(record.id, mergeTwo(before, record));
  }
  const papers = [...versions.values()];
  const merged = papers.length === 1 ? papers[0]! : mergeDifferent(papers);
  return {
    ...merged,
    id: records[0]!.id,
    labels: union(records.map((record) => record.labels)),
    sources: union(records.map((record) => record.sources)),
  };
}

function mergeTwo(weaker: Paper, stronger: Paper): Paper {
  return {
    ...stronger,
    title: stronger.title || weaker.title,
    abstract: stronger.abstract || weaker.abstract,
    authors: stronger.authors.length > 0 ? stronger.authors : weaker.authors,
    year: stronger.year ?? weaker.year,
    venue: stronger.venue ?? weaker.venue,
    doi: stronger.doi ?? weaker.doi,
    url: stronger.url ?? weaker.url,
    ids: { ...weaker.ids, ...stronger.ids },
    extra: mergedExtra(weaker, stronger),
  };
}

/** The parts of names belong to the authors, and come from the record that these come from. */
function mergedExtra(weaker: Paper, stronger: Paper): Paper['extra'] {
  const extra: Record<string, unknown> = { ...weaker.extra, ...stronger.extra };
  if (stronger.authors.length > 0 && !(NAME_PARTS in stronger.extra)) delete extra[NAME_PARTS];
  // Doubts are about fields that are no longer taken from the page.
  if (stronger.abstract !== '' && trust(stronger) === 2 && trust(weaker) === 1) delete extra['pdf'];
  if (trust(weaker) === 0 && trust(stronger) > 0) delete extra['listed'];
  return extra;
}

/** 0: a line of a list, 1: read off the pages of a PDF, where fields are told by their place only, 2: a record. */
function trust({ extra: { pdf, listed } }: Paper): 0 | 1 | 2 {
  if (listed === 'title' || listed === 'identifier') return 0;
  return typeof pdf === 'object' && pdf !== null && 'doubts' in pdf ? 1 : 2;
}

function mergeDifferent(papers: readonly Paper[]): Paper {
  const byFullness = [...papers].sort((a, b) => trust(a) - trust(b) || fullness(a) - fullness(b));
  const merged = byFullness.reduce(mergeTwo);
  const articles = byFullness.filter((paper) => !isPreprint(paper));
  const published = articles.length === 0 ? null : articles.reduce(mergeTwo);
  const doi = published?.doi ?? merged.doi;
  const preprint = papers
    .map((paper) => paper.doi)
    .find((other) => other !== null && other !== doi && isPreprintDoi(other));
  return {
    ...merged,
    doi,
    year: published?.year ?? merged.year,
    venue: published?.venue ?? merged.venue,
    url: published?.url ?? merged.url,
    ids: typeof preprint === 'string' ? { ...merged.ids, preprint } : merged.ids,
  };
}

/** How much a record says: fields filled, an abstract above all; by its length where that is equal. */
function fullness(paper: Paper): number {
  const { title, abstract, authors, year, venue, doi, url, labels, ids } = paper;
  const filled =
    [title, year, venue, doi, url, authors[0], labels[0]].filter(Boolean).length + Object.keys(ids).length;
  return (abstract === '' ? 0 : 10) + filled + Math.min(abstract.length, 9999) / 10000;
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.length === 1 ? lists[0]! : [...new Set(lists.flat())];
}
