/** Papers into the index: idempotent, by stable id; two processes that write the same paper do not undo one another. */
import { randomBytes } from 'node:crypto';
import { FieldmapError } from '../../errors.js';
import {
  interrupted,
  nextId,
  partCitations,
  type Outcome,
  recordHash,
  Tally,
  type UpsertOptions,
  type UpsertReport,
  weightiest,
} from '../../store/index.js';
import type { Citations } from '../../text/index.js';
import type { Paper } from '../../types.js';
import { bulk } from '../bulk.js';
import { Held } from './held.js';
import { TEXT_FIELDS } from './paper-document.js';
import type { PaperIndex } from './paper-index.js';
import { writeActions } from './write-actions.js';

/** Papers read and written together: 500 of 6 kB are 3 MB. */
const BATCH = 500;
/** How often a paper that another process changed at the same moment is read and merged again. */
const TRIES = 10;

type IsAnother = (stored: Paper, record: Paper) => boolean;

export async function upsert(
  index: PaperIndex,
  papers: Iterable<Paper> | AsyncIterable<Paper>,
  options: UpsertOptions = {},
): Promise<UpsertReport> {
  const intake = new Intake(index, options.isAnother);
  let batch: Paper[] = [];
  let done = 0;
  const flush = async (): Promise<void> => {
    if (options.signal?.aborted) throw interrupted(done);
    await intake.take(batch);
    done += batch.length;
    batch = [];
    options.onBatch?.(done);
  };
  for await (const paper of papers) if (batch.push(paper) >= BATCH) await flush();
  if (batch.length > 0) await flush();
  await intake.finish();
  await index.refresh();
  return intake.tally.report();
}

class Intake {
  readonly tally = new Tally();
  readonly #index: PaperIndex;
  readonly #isAnother: IsAnother | undefined;
  /** Tells the records of this run from earlier ones. */
  readonly #run = randomBytes(6).toString('hex');
  /** Earlier records that their source still has, of ids for which it has given several: id → hashes of records. */
  readonly #seenAgain = new Map<string, Set<string>>();

  constructor(index: PaperIndex, isAnother: IsAnother | undefined) {
    this.#index = index;
    this.#isAnother = isAnother;
  }

  /** Merges in memory, then writes only where nobody else has written meanwhile; what somebody has is merged again. */
  async take(batch: readonly Paper[]): Promise<void> {
    const outcomes = new Map<Paper, Outcome>();
    let left = batch;
    for (let attempt = 0; left.length > 0; attempt++) {
      if (attempt === TRIES) throw contended(left.length);
      const held = await this.#holders([...new Set(left.map(({ id }) => id))]);
      const changed = new Map<Held, Paper[]>();
      for (const whole of left) {
        const { paper, citations } = partCitations(whole);
        const { outcome, holders } = this.#place(paper, citations, held);
        outcomes.set(whole, outcome);
        for (const holder of holders) changed.set(holder, [...(changed.get(holder) ?? []), whole]);
      }
      const failed = await this.#write([...changed.keys()].filter(({ isChanged }) => isChanged));
      left = [...new Set(failed.flatMap((holder) => changed.get(holder)!))];
    }
    for (const paper of batch) this.tally.add(outcomes.get(paper)!);
  }

  /**
   * A source that once held another text for an id and now holds an earlier one again: that one becomes the newest. Not so
   * where the source holds both, which only its end can tell.
   */
  async finish(): Promise<void> {
    const ids = [...this.#seenAgain.keys()];
    for (let at = 0; at < ids.length; at += BATCH) {
      let left = ids.slice(at, at + BATCH);
      for (let attempt = 0; left.length > 0; attempt++) {
        if (attempt === TRIES) throw contended(left.length);
        const returned = (await this.#read(left)).filter((held) =>
          held.bringBack(this.#seenAgain.get(held.id)!, this.#run),
        );
        const failed = await this.#write(returned);
        for (const held of returned)
          if (!failed.includes(held) && held.isUpdated()) this.tally.turnToUpdated(held.id);
        left = failed.map(({ id }) => id);
      }
    }
  }

  /** Those that somebody else has written meanwhile. */
  async #write(held: readonly Held[]): Promise<Held[]> {
    const statuses = await bulk(this.#index, await writeActions(this.#index, held));
    return held.filter((_, i) => statuses[i] === 409 || statuses[i] === 404);
  }

  /** All papers that records with these ids may belong to: by id, then `id~2` and on as far as there are any. */
  async #holders(ids: readonly string[]): Promise<Map<string, Held>> {
    const held = new Map<string, Held>();
    for (let open = ids; open.length > 0;) {
      const read = await this.#read(open);
      for (const one of read) held.set(one.id, one);
      open =
        this.#isAnother === undefined
          ? []
          : read.flatMap(({ id, found }) => (found === null || held.has(nextId(id)) ? [] : [nextId(id)]));
    }
    return held;
  }

  async #read(ids: readonly string[]): Promise<Held[]> {
    const found = await this.#index.read(ids, [...TEXT_FIELDS, 'citations']);
    return ids.map((id, i) => new Held(id, found[i] ?? null));
  }

  #place(
    paper: Paper,
    citations: Citations | null,
    held: Map<string, Held>,
  ): { readonly outcome: Outcome; readonly holders: readonly Held[] } {
    const sources = paper.sources.length > 0 ? paper.sources : ['-'];
    const placed = sources.map((source) => this.#placeFrom(paper, source, held));
    const outcome = placed.map((one) => one.outcome).reduce(weightiest);
    if (citations !== null) held.get(outcome.id)!.cite(citations);
    return { outcome, holders: [...new Set(placed.map(({ holder }) => holder))] };
  }

  #placeFrom(
    paper: Paper,
    source: string,
    held: Map<string, Held>,
  ): { readonly outcome: Outcome; readonly holder: Held } {
    const chain: Held[] = [];
    for (let id = paper.id; (held.get(id)?.records.length ?? 0) > 0; id = nextId(id))
      chain.push(held.get(id)!);
    for (const holder of chain) {
      const { id } = holder;
      const hash = recordHash({ ...paper, id });
      const same = holder.find(source, hash);
      if (same === null) continue;
      const isOwn = same.run === this.#run;
      const isOneOfSeveral = holder.countOf(source) > 1;
      if (isOneOfSeveral)
        this.#seenAgain.set(id, (this.#seenAgain.get(id) ?? new Set()).add(`${hash} ${source}`));
      const kind = isOwn ? 'merged' : 'unchanged';
      return { holder, outcome: { id, kind, open: !isOwn && isOneOfSeveral, apart: false } };
    }
    const fitting = chain.find((holder) => !(this.#isAnother?.(holder.merged(), paper) ?? false));
    const id = fitting?.id ?? (chain.length === 0 ? paper.id : nextId(chain.at(-1)!.id));
    const holder = fitting ?? held.get(id) ?? new Held(id, null);
    held.set(id, holder);
    const kind = holder.add(source, paper, this.#run);
    return { holder, outcome: { id, kind, open: false, apart: kind === 'new' && chain.length > 0 } };
  }
}

function contended(papers: number): FieldmapError {
  return new FieldmapError(
    'busy',
    `${papers} papers are being changed by other processes all the time.`,
    'Run the same command again: it goes on.',
  );
}
