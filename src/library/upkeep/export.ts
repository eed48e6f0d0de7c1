/** A selection taken away: the whole library, hits, a topic, a range of years, in the formats of bibliographies. */
import { writerOf } from '../../export/index.js';
import type { exportFields, Filter, OptionsOf } from '../../questions/index.js';
import { ask } from '../asking/ask.js';
import type { Context } from '../session/context.js';
import { allowedKeys } from '../asking/filter.js';

/** `format`: default `jsonl`. */
export interface ExportOptions extends OptionsOf<typeof exportFields> {
  readonly filter?: Filter;
  /** The hits of this question, best first; default: every paper, in the order added. */
  readonly question?: string;
  /** These papers, in this order, in place of a question and a filter. */
  readonly ids?: readonly string[];
}

/** Papers fetched at a time. */
const PAGE = 500;

export async function* exportPapers(context: Context, options: ExportOptions): AsyncGenerator<string> {
  yield* exportKeys(context, await selection(context, options), options.format ?? 'jsonl');
}

/** The papers with these keys, in their order, each with the label of its topic and what was decided of it. */
async function* exportKeys(
  { store }: Context,
  keys: Int32Array,
  format: NonNullable<ExportOptions['format']>,
): AsyncGenerator<string> {
  const writer = writerOf(format);
  const labels = new Map((await store.getTopics()).map(({ id, label }) => [id, label]));
  yield writer.begin;
  for (let at = 0; at < keys.length; at += PAGE) {
    const page = keys.subarray(at, at + PAGE);
    const [papers, topics] = [await store.getByKey(page), await store.topicsOf(page)];
    const marks = await store.marksOf(page);
    for (const [i, stored] of papers.entries()) {
      if (stored !== null)
        yield writer.write({
          paper: stored.paper,
          topic: labels.get(topics[i] ?? '') ?? null,
          mark: marks[i] ?? null,
        });
    }
  }
  yield writer.end;
}

async function selection(
  context: Context,
  { filter, question, ids, count }: ExportOptions,
): Promise<Int32Array> {
  if (ids !== undefined) return context.store.keysOf(ids);
  if (question === undefined)
    return ((await allowedKeys(context, filter)) ?? (await context.store.filter(filter ?? {}))).subarray(
      0,
      count,
    );
  const { hits } = await ask(context, question, { ...(filter && { filter }), count: count ?? 100 });
  return context.store.keysOf(hits.map(({ id }) => id));
}
