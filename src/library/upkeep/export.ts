/** A selection taken away: the whole library, hits, a topic, a range of years, in the formats of bibliographies. */
import { cellsOf, writerOf, type Exported } from '../../export/index.js';
import type { Cell } from '../../io/index.js';
import type { Column, exportFields, Filter, OptionsOf, SortBy } from '../../questions/index.js';
import type { Hit } from '../../types.js';
import { ask } from '../asking/ask.js';
import type { Context } from '../session/context.js';
import { allowedKeys } from '../asking/filter.js';
import { orderBy } from '../asking/sorting.js';
import { filterNotes } from '../asking/unmatched-filters.js';

/** `format`: default `jsonl`. */
export interface ExportOptions extends Omit<OptionsOf<typeof exportFields>, 'columns'> {
  readonly filter?: Filter;
  /** The hits of this question, best first; default: every paper, in the order added. */
  readonly question?: string;
  /** These hits, in this order, in place of a question and a filter. */
  readonly hits?: readonly Hit[];
  /** Of a table; default: all that papers have. */
  readonly columns?: readonly Column[];
}

/** Papers fetched at a time. */
const PAGE = 500;

export async function* exportPapers(context: Context, options: ExportOptions): AsyncGenerator<string> {
  const writer = writerOf(options.format ?? 'jsonl', options.columns);
  const papers = selected(context, options);
  // What is wrong with the selection is said before anything is written.
  const first = await papers.next();
  yield writer.begin;
  if (!first.done) yield writer.write(first.value);
  for await (const one of papers) yield writer.write(one);
  yield writer.end;
}

/** The same selection as the rows of a table, a cell a column. */
export async function* tableOf(
  context: Context,
  options: ExportOptions & { readonly columns: readonly Column[] },
): AsyncGenerator<Cell[]> {
  for await (const one of selected(context, options)) yield cellsOf(one, options.columns);
}

/** The papers, each with the label of its topic, what was decided of it and what the question said of it. */
async function* selected(context: Context, options: ExportOptions): AsyncGenerator<Exported> {
  const { store } = context;
  const keys = await selection(context, options);
  const hits = new Map(options.hits?.map((hit) => [hit.id, hit]));
  const labels = new Map((await store.getTopics()).map(({ id, label }) => [id, label]));
  for (let at = 0; at < keys.length; at += PAGE) {
    const page = keys.subarray(at, at + PAGE);
    const [papers, topics] = [await store.getByKey(page), await store.topicsOf(page)];
    const marks = await store.marksOf(page);
    for (const [i, stored] of papers.entries()) {
      if (stored === null) continue;
      const hit = hits.get(stored.paper.id);
      yield {
        paper: stored.paper,
        topic: labels.get(topics[i] ?? '') ?? null,
        mark: marks[i] ?? null,
        ...(hit && { hit }),
      };
    }
  }
}

async function selection(
  context: Context,
  { filter, question, hits, count, sort }: ExportOptions,
): Promise<Int32Array> {
  const { store } = context;
  if (hits !== undefined) return store.keysOf(hits.map(({ id }) => id));
  if (question !== undefined) {
    const answer = await ask(context, question, {
      ...(filter && { filter }),
      ...(sort && { sort }),
      count: count ?? 100,
    });
    if (answer.hits.length === 0) answer.notes.forEach((note) => context.options.onNotice(note));
    return store.keysOf(answer.hits.map(({ id }) => id));
  }
  const allowed = await allowedKeys(context, filter);
  for (const note of await filterNotes(context, filter, allowed)) context.options.onNotice(note);
  const keys = allowed ?? (await store.filter(filter ?? {}));
  return (sort === undefined ? keys : await inOrder(context, keys, sort)).subarray(0, count);
}

async function inOrder({ store }: Context, keys: Int32Array, by: SortBy): Promise<Int32Array> {
  const told: Parameters<typeof orderBy>[0][number][] = [];
  for (let at = 0; at < keys.length; at += PAGE) {
    for (const stored of await store.getByKey(keys.subarray(at, at + PAGE))) {
      const { title = '', authors = [], year = null } = stored?.paper ?? {};
      told.push({ title, authors: authors.slice(0, 1), year });
    }
  }
  return Int32Array.from(orderBy(told, by), (i) => keys[i]!);
}
