/**
 * The days on which papers came in. Keys of papers ascend and are never used again: it is enough to keep, for each day,
 * the newest key that there was before it.
 */
import { z } from 'zod';
import { documentBytes, parseDocument, type DocumentKind } from '../session/documents.js';
import type { Context } from '../session/context.js';

interface Days {
  /** Ascending. */
  readonly days: readonly Day[];
}

interface Day {
  /** `2026-03-31`, by the clock of the machine. */
  readonly day: string;
  /** The newest paper's key before the first that came on this day; 0 for the library's first day. */
  readonly before: number;
}

const DOCUMENT = 'days';

const DAYS: DocumentKind<Days> = {
  title: 'list of days on which papers were added',
  version: 1,
  schema: z.object({ days: z.array(z.object({ day: z.string(), before: z.int().min(0) })) }),
  hint: 'Run `fieldmap doctor --repair` to begin it anew; papers stay.',
};

/** Called before papers are added. */
export async function noteDay(context: Context): Promise<void> {
  // A cluster does not keep the order in which papers came.
  if (context.options.cluster) return;
  const { days } = await read(context);
  const day = today();
  if (days.some((one) => one.day >= day)) return;
  const before = await newestKey(context);
  // A day that brought nothing is none.
  const kept = days.filter((one) => one.before < before);
  await context.store.putDocument(DOCUMENT, documentBytes(DAYS, { days: [...kept, { day, before }] }));
}

/**
 * The key after which papers came on `day` or later; null when nothing has come since. Papers from before the days were
 * kept (by an earlier fieldmap) count as older than any day.
 */
export async function keyBefore(context: Context, day: string): Promise<number | null> {
  const { days } = await read(context);
  return days.find((one) => one.day >= day)?.before ?? null;
}

/** The last day on which papers came, unless it was the first: which key they follow. */
export async function lastDay(context: Context): Promise<Day | null> {
  const newest = await newestKey(context);
  const last = (await read(context)).days.findLast(({ before }) => before < newest);
  return last === undefined || last.before === 0 ? null : last;
}

export async function newestKey({ store }: Context): Promise<number> {
  return (await store.filter({})).at(-1) ?? 0;
}

async function read({ store }: Context): Promise<Days> {
  const bytes = await store.getDocument(DOCUMENT);
  return bytes === null ? { days: [] } : parseDocument(DAYS, bytes);
}

function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
