/** What was joined as one paper and what nearly was, with the evidence; joins and splits by hand. */
import type { Duplicates as Pairs, PaperRecord } from '../../store/index.js';
import type { MatchEvidence, Paper } from '../../types.js';
import type { Context } from '../session/context.js';

/** One of two records, with what a person judges by. */
export interface DuplicateRecord {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  readonly sources: readonly string[];
}

export interface Duplicates {
  /** `joined`: the id that a record had that is now part of the paper `id`. */
  readonly merges: readonly {
    readonly id: string;
    readonly joined: string;
    readonly records: readonly [DuplicateRecord, DuplicateRecord];
    readonly evidence: MatchEvidence;
  }[];
  /** Kept apart. */
  readonly nearMisses: readonly {
    readonly a: string;
    readonly b: string;
    readonly records: readonly [DuplicateRecord, DuplicateRecord];
    readonly evidence: MatchEvidence;
  }[];
}

/** Cost: one look-up for each paper that was joined or nearly was. */
export async function duplicates({ store }: Context): Promise<Duplicates> {
  const { merges, nearMisses } = await store.duplicates();
  const parts = new Map<string, readonly PaperRecord[]>();
  for (const id of new Set(merges.map((merge) => merge.id)))
    parts.set(id, await store.records((await store.keysOf([id]))[0]!));
  const papers = new Map<string, Paper>();
  for (const id of new Set(nearMisses.flatMap(({ a, b }) => [a, b])))
    papers.set(id, (await store.get(id))!.paper);
  return {
    merges: merges.map((merge) => {
      const { id, joined, evidence } = merge;
      return { id, joined, records: recordsOf(merge, parts.get(id)!), evidence };
    }),
    nearMisses: nearMisses.map(({ a, b, evidence }) => {
      const records = [shown(papers.get(a)!), shown(papers.get(b)!)] as const;
      return { a, b, records, evidence };
    }),
  };
}

/** The record that stayed, and the one that was joined to it. */
function recordsOf(
  { id, joined, sources }: Pairs['merges'][number],
  records: readonly PaperRecord[],
): readonly [DuplicateRecord, DuplicateRecord] {
  const find = (wanted: string, source?: string): DuplicateRecord =>
    shown(
      (
        records.find((one) => one.paper.id === wanted && (source === undefined || one.source === source)) ??
        records[0]!
      ).paper,
    );
  return sources === undefined
    ? [find(id), find(joined)]
    : [find(joined, sources[0]), find(joined, sources[1])];
}

function shown({ id, title, authors, year, venue, sources }: Paper): DuplicateRecord {
  return { id, title, authors, year, venue, sources };
}

/** Undoes a join for good; the parts are embedded anew. Answers the ids of the two papers. @throws FieldmapError `not-found`. */
export async function splitDuplicate(context: Context, id: string): Promise<readonly [string, string]> {
  const parts = await context.store.split(id);
  await embedParts(context);
  return parts;
}

/**
 * Joins two papers for good, and takes a split of the two back; what they became is embedded anew. Answers the id that
 * stays and the one that was joined into it. @throws FieldmapError `not-found`.
 */
export async function joinAsDuplicates(
  context: Context,
  a: string,
  b: string,
): Promise<readonly [string, string]> {
  const joined = await context.store.join(a, b);
  await embedParts(context);
  return joined;
}

async function embedParts(context: Context): Promise<void> {
  const { embedPending } = await import('./embed-pending.js');
  await embedPending(context);
}
