/** A filter as a query of the engine: never a list of the papers that pass. */
import { FieldmapError } from '../errors.js';
import type { Filter } from '../questions/index.js';
import { fold } from '../store/index.js';

export type Query = Readonly<Record<string, unknown>>;

/** @throws FieldmapError `usage` for conditions that a library on a cluster cannot answer. */
export function filterQueries({ year, author, venue, label, source, ...others }: Filter): Query[] {
  const { topic, field, marked, tag } = others;
  if (topic?.length || field?.length) throw notOnCluster('--topic and --field', 'there is no map yet');
  if (marked?.length || tag?.length) throw notOnCluster('--marked and --tag', 'marks are not kept there yet');
  const queries: Query[] = [];
  if (year)
    queries.push({
      range: {
        year: { ...(year.from !== null && { gte: year.from }), ...(year.to !== null && { lte: year.to }) },
      },
    });
  if (author?.length) queries.push(any(author.map((name) => part('authors', name))));
  if (venue?.length) queries.push(any(venue.map((name) => part('venue', name))));
  if (label?.length) queries.push({ terms: { labels: label.map(fold) } });
  if (source?.length) queries.push(any(source.map(sourceQuery)));
  return queries;
}

/** A year that is open at both ends still asks for one. */
export function sourceQuery(name: string): Query {
  return any([
    { term: { sources: { value: name, case_insensitive: true } } },
    { wildcard: { sources: { value: `*/${escaped(name)}`, case_insensitive: true } } },
  ]);
}

export function part(field: string, text: string): Query {
  return { wildcard: { [field]: { value: `*${escaped(fold(text))}*` } } };
}

function escaped(text: string): string {
  return text.replace(/[*?\\]/gu, '\\$&');
}

function any(queries: readonly Query[]): Query {
  return { bool: { should: queries, minimum_should_match: 1 } };
}

export function notOnCluster(what: string, why: string): FieldmapError {
  return new FieldmapError(
    'usage',
    `${what} cannot be had of a library on a cluster: ${why}.`,
    'Make a library in a folder for it: `fieldmap export --format jsonl --library ADDRESS > papers.jsonl`, then `fieldmap add papers.jsonl --library DIR`.',
  );
}
