/** Papers into the index: idempotent, by stable id; two processes that write the same paper do not undo one another. */
import { FieldmapError } from '../errors.js';
import {
  contentHash,
  interrupted,
  nextId,
  recordHash,
  type PaperRecord,
  type UpsertOptions,
  type UpsertReport,
} from '../store/index.js';
import type { Paper } from '../types.js';
import { bulk, type Action } from './bulk.js';
import type { Connection } from './connection.js';
import { documentName, fieldsOf, paperOf, TEXT_FIELDS, type FoundDocument } from './paper-document.js';

/** Papers read and written together: 500 of 6 kB are 3 MB. */
const BATCH = 500;
/** How often a paper that another process changed at the same moment is read and merged again. */
const TRIES = 10;

type Kind = 'new' | 'updated' | 'unchanged' | 'merged';

/** A paper of the index as this batch sees it. */
interface Held {
  readonly id: string;
  readonly found: FoundDocument | null;
  records: PaperRecord[];
}

interface Outcome {
  readonly id: string;
  readonly kind: Kind;
  readonly apart: boolean;
}

export async function upsert(
  connection: Connection,
  index: string,
  papers: Iterable<Paper> | AsyncIterable<Paper>,
  options: UpsertOptions = {},
): Promise<UpsertReport> {
  const outcomes: Outcome[] = [];
  let batch: Paper[] = [];
  const flush = async (): Promise<void> => {
    if (options.signal?.aborted) throw interrupted(outcomes.length);
    outcomes.push(...(await writeBatch(connection, index, batch, options)));
    batch = [];
    options.onBatch?.(outcomes.length);
  };
  for await (const paper of papers) if (batch.push(paper) >= BATCH) await flush();
  if (batch.length > 0) await flush();
  await connection.send(`/${index}/_refresh`, { method: 'POST' });
  return report(outcomes);
}

/** Merges in memory, then writes only where nobody else has written meanwhile; what somebody has is merged again. */
async function writeBatch(
  connection: Connection,
  index: string,
  batch: readonly Paper[],
  options: UpsertOptions,
): Promise<Outcome[]> {
  const outcomes = new Map<Paper, Outcome>();
  let left = batch;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt === TRIES)
      throw new FieldmapError(
        'busy',
        `${left.length} papers are being changed by other processes all the time.`,
        'Run the same command again: it goes on.',
      );
    const held = await holders(connection, index, left, options);
    const changed = new Map<Held, Paper[]>();
    for (const paper of left) {
      const { holder, outcome } = take(paper, held, options);
      outcomes.set(paper, outcome);
      if (outcome.kind !== 'unchanged') changed.set(holder, [...(changed.get(holder) ?? []), paper]);
    }
    const writes = [...changed.keys()];
    const statuses = await bulk(connection, index, writes.map(actionOf));
    left = writes.flatMap((one, i) => (statuses[i] === 409 || statuses[i] === 404 ? changed.get(one)! : []));
  }
  return batch.map((paper) => outcomes.get(paper)!);
}

function actionOf({ id, found, records }: Held): Action {
  const fields = fieldsOf(id, records);
  const name = documentName(id);
  if (found === null)
    return { head: { create: { _id: name } }, body: { ...fields, embedded: false, truncated: false } };
  const at = { _id: name, if_seq_no: found._seq_no, if_primary_term: found._primary_term };
  // Vectors stay with a text that is as it was.
  return fields['contentHash'] === found._source.contentHash
    ? { head: { update: at }, body: { doc: fields } }
    : { head: { index: at }, body: { ...fields, embedded: false, truncated: false } };
}

/** All papers that the records of a batch may belong to: by id, then `id~2` and on where one is another paper. */
async function holders(
  connection: Connection,
  index: string,
  batch: readonly Paper[],
  { isAnother }: UpsertOptions,
): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  let open = new Map(batch.map((paper) => [paper, paper.id]));
  while (open.size > 0) {
    const ids = [...new Set(open.values())].filter((id) => !held.has(id));
    for (const one of await read(connection, index, ids)) held.set(one.id, one);
    const next = new Map<Paper, string>();
    for (const [paper, id] of open) {
      const { found } = held.get(id)!;
      if (found !== null && (isAnother?.(paperOf(found._source), paper) ?? false))
        next.set(paper, nextId(id));
      // A paper of the same batch may take the id: the one after it is read as well.
      else if (found === null && isAnother !== undefined && !held.has(nextId(id)) && isShared(batch, paper))
        next.set(paper, nextId(id));
    }
    open = next;
  }
  return held;
}

function isShared(batch: readonly Paper[], { id }: Paper): boolean {
  return batch.some((other) => other.id === id && other !== batch.find((one) => one.id === id));
}

async function read(connection: Connection, index: string, ids: readonly string[]): Promise<Held[]> {
  if (ids.length === 0) return [];
  const { body } = await connection.send<{ docs: readonly (FoundDocument & { found?: boolean })[] }>(
    `/${index}/_mget`,
    { method: 'POST', query: { _source: TEXT_FIELDS.join(',') }, body: { ids: ids.map(documentName) } },
  );
  return body.docs.map((document, i) => {
    const found = document.found === true ? document : null;
    return { id: ids[i]!, found, records: [...(found?._source.records ?? [])] };
  });
}

/** Adds one record to the paper that it is of. */
function take(
  paper: Paper,
  held: Map<string, Held>,
  { isAnother }: UpsertOptions,
): { holder: Held; outcome: Outcome } {
  let id = paper.id;
  for (; ; id = nextId(id)) {
    const known = held.get(id);
    if (known === undefined || known.records.length === 0) break;
    if (!(isAnother?.(mergedOf(known), { ...paper, id }) ?? false)) break;
  }
  const apart = id !== paper.id;
  const holder = held.get(id) ?? { id, found: null, records: [] };
  held.set(id, holder);
  const before = holder.records.length === 0 ? null : mergedOf(holder);
  const sources = paper.sources.length > 0 ? paper.sources : ['-'];
  let isNew = false;
  for (const source of sources) {
    const record = { source, paper: { ...paper, id, sources: [source] } };
    const hash = recordHash(record.paper);
    const at = holder.records.findIndex((one) => one.source === source && one.paper.id === id);
    if (at >= 0 && recordHash(holder.records[at]!.paper) === hash) continue;
    isNew = true;
    // A source's newer record replaces its older one: run again, a file adds nothing.
    if (at >= 0) holder.records.splice(at, 1);
    holder.records.push(record);
  }
  if (before === null) return { holder, outcome: { id, kind: 'new', apart } };
  if (!isNew) return { holder, outcome: { id, kind: 'unchanged', apart: false } };
  const after = mergedOf(holder);
  const isSame = recordHash(before) === recordHash(after) && contentHash(before) === contentHash(after);
  return { holder, outcome: { id, kind: isSame ? 'merged' : 'updated', apart: false } };
}

function mergedOf({ id, records }: Held): Paper {
  return paperOf({ id, records, contentHash: '', embedded: false });
}

function report(outcomes: readonly Outcome[]): UpsertReport {
  const number = (kind: Kind): number => outcomes.filter((one) => one.kind === kind).length;
  const ids = (kind: Kind): string[] => [
    ...new Set(outcomes.filter((one) => one.kind === kind).map(({ id }) => id)),
  ];
  return {
    new: number('new'),
    updated: number('updated'),
    unchanged: number('unchanged'),
    merged: number('merged'),
    // Removals are not remembered there.
    removed: 0,
    newIds: ids('new'),
    updatedIds: ids('updated'),
    mergedIds: ids('merged'),
    apartIds: [...new Set(outcomes.filter(({ apart }) => apart).map(({ id }) => id))],
  };
}
