/** A selection taken away as text. */
import type { Filter, Paper } from '../types.js';
import { ask } from './ask.js';
import type { Context } from './context.js';
import type { ExportFormat } from './export-formats.js';

export interface ExportOptions {
  /** Default `jsonl`. */
  readonly format?: ExportFormat;
  readonly filter?: Filter;
  /** The hits of this question, best first; default: every paper, in the order added. */
  readonly question?: string;
  /** How many; default all, with a question 100. */
  readonly count?: number;
}

/** Papers fetched at a time. */
const PAGE = 500;

export async function* exportPapers(context: Context, options: ExportOptions): AsyncGenerator<string> {
  for await (const paper of selection(context, options)) yield `${JSON.stringify(paper)}\n`;
}

async function* selection(context: Context, { filter = {}, question, count }: ExportOptions): AsyncGenerator<Paper> {
  if (question !== undefined) {
    for (const { paper } of (await ask(context, question, { filter, count: count ?? 100 })).hits) yield paper;
    return;
  }
  const keys = (await context.store.filter(filter)).subarray(0, count);
  for (let at = 0; at < keys.length; at += PAGE) {
    for (const stored of await context.store.getByKey(keys.subarray(at, at + PAGE))) if (stored) yield stored.paper;
  }
}
