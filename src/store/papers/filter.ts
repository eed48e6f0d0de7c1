import type { Filter } from '../../questions/index.js';
import type { Mark } from '../../types.js';
import type { Connection } from '../connection.js';
import { mapName } from '../map.js';
import { marked } from '../marks/marks.js';
import { fold } from './fold.js';
import { sourcesNamed } from '../sources.js';

/** A condition in SQL over `facets f`, with its values. */
interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** One walk over the narrow table of facets: about 20 ms for 60,000 papers, less by year or topic alone. */
export function filter(db: Connection, wanted: Filter): Int32Array {
  return db.read(() => {
    const conditions = conditionsOf(db, wanted);
    const where =
      conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => `(${sql})`).join(' AND ')}`;
    const keys = db
      .column<number>(`SELECT f.paper FROM facets f${where} ORDER BY f.paper`)
      .all(...conditions.flatMap(({ values }) => values));
    return Int32Array.from(keys);
  });
}

function conditionsOf(db: Connection, wanted: Filter): Condition[] {
  const conditions: Condition[] = [];
  const { year, author, venue, label, source, topic } = wanted;
  if (year) conditions.push({ sql: 'f.year BETWEEN ? AND ?', values: [year.from ?? -1e9, year.to ?? 1e9] });
  if (author?.length) conditions.push(anyOf('instr(f.authors, ?) > 0', author.map(fold)));
  if (venue?.length) conditions.push(anyOf('instr(f.venue, ?) > 0', venue.map(fold)));
  if (label?.length)
    conditions.push(
      anyOf(
        'instr(f.labels, ?) > 0',
        label.map((name) => `\n${fold(name)}\n`),
      ),
    );
  if (source?.length) {
    const numbers = source.flatMap((name) => sourcesNamed(db, name).map((row) => row.source));
    const sql = `f.paper IN (SELECT paper FROM records WHERE source IN (${marks(numbers)}))`;
    conditions.push({ sql, values: numbers });
  }
  if (topic?.length) {
    const map = mapName(db);
    const sql = `f.paper IN (${TOPIC.replace('ANY', marks(topic))})`;
    conditions.push({ sql, values: [map, ...topic, map, map] });
  }
  if (wanted.marked?.length || wanted.tag?.length) conditions.push(...markConditions(db, wanted));
  return conditions;
}

/** What is marked is a small part of a library: asked once, and given to SQLite as a list. */
function markConditions(db: Connection, { marked: decisions = [], tag = [] }: Filter): Condition[] {
  const all = marked(db);
  const among = (keys: readonly number[], not = ''): Condition => ({
    sql: `f.paper ${not} IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(keys)],
  });
  const keysWhere = (passes: (mark: Mark) => boolean): number[] =>
    all.flatMap(({ key, mark }) => (passes(mark) ? [key] : []));
  const conditions: Condition[] = [];
  if (decisions.includes('unmarked'))
    conditions.push(
      among(
        keysWhere(({ decision }) => decision !== null && !decisions.includes(decision)),
        'NOT',
      ),
    );
  else if (decisions.length > 0)
    conditions.push(among(keysWhere(({ decision }) => decision !== null && decisions.includes(decision))));
  if (tag.length > 0) {
    const names = new Set(tag.map(fold));
    conditions.push(among(keysWhere(({ tags }) => tags.some((name) => names.has(fold(name))))));
  }
  return conditions;
}

/** Papers of a topic or of one that has it as parent, however far up. */
const TOPIC = `
  WITH RECURSIVE wanted (id) AS (
    SELECT id FROM topics WHERE map = ? AND id IN (ANY)
    UNION SELECT t.id FROM topics t JOIN wanted w ON t.parent = w.id AND t.map = ?)
  SELECT paper FROM assignments WHERE map = ? AND topic IN wanted`;

function anyOf(sql: string, values: readonly string[]): Condition {
  return { sql: values.map(() => sql).join(' OR '), values };
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
