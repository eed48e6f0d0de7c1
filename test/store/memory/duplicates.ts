/** Joins and splits in the naive store. */
import type { MatchEvidence, PaperKey, PaperMatch } from '../../../src/types.js';
import type { Duplicates, PaperRecord, SettledPaper, StoredPaper } from '../../../src/store/store.js';
import { FieldmapError } from '../../../src/errors.js';
import type { Entry } from './entry.js';
import { MemoryPapers } from './papers.js';

const BY_HAND = { agree: ['paper, by hand'], differ: [] };
const pairOf = (a: PaperRecord, b: PaperRecord): string => [a.paper.id, b.paper.id].sort().join('|');

export class MemoryDuplicates extends MemoryPapers {
  readonly #apart = new Set<string>();
  readonly #together = new Set<string>();

  unmatched(limit: number): Promise<StoredPaper[]> {
    return this.run(() =>
      this.entries
        .filter((e) => e.blocks === null)
        .slice(0, limit)
        .map((e) => this.stored(e)),
    );
  }

  papersInBlocks(blocks: readonly number[], largest: number): Promise<Int32Array> {
    return this.run(() => {
      const inBlock = (block: number): Entry[] => this.entries.filter((e) => e.lastBlocks.includes(block));
      const small = blocks
        .map(inBlock)
        .filter((members) => members.length <= largest)
        .flat();
      return Int32Array.from(
        this.entries.filter((e) => small.includes(e)),
        (e) => e.key,
      );
    });
  }

  settleMatches(
    settled: readonly SettledPaper[],
    joins: readonly PaperMatch[],
    nearMisses: readonly PaperMatch[],
  ): Promise<string[]> {
    return this.run(() => {
      for (const { key, blocks } of settled) {
        const entry = this.byKey(key);
        if (!entry) continue;
        entry.blocks = blocks;
        entry.lastBlocks = [...entry.lastBlocks, ...blocks];
        this.nearMisses = this.nearMisses.filter((n) => n.a !== key && n.b !== key);
      }
      const now = new Map<PaperKey, PaperKey>();
      const find = (key: PaperKey): PaperKey => (now.has(key) ? find(now.get(key)!) : key);
      const pair = ({ into, from }: PaperMatch): [Entry, Entry] | null => {
        const [a, b] = [find(into), find(from)].sort((x, y) => x - y).map((key) => this.byKey(key));
        const isApart = a && b && a.records.some((r) => b.records.some((q) => this.#apart.has(pairOf(r, q))));
        return !a || !b || a === b || isApart ? null : [a, b];
      };
      const ids: string[] = [];
      const byHand = settled.flatMap(({ key }) => {
        const own = this.byKey(key)?.records ?? [];
        return this.entries
          .filter(
            (e) => e.key !== key && e.records.some((r) => own.some((o) => this.#together.has(pairOf(r, o)))),
          )
          .map((e): PaperMatch => ({ into: e.key, from: key, evidence: BY_HAND }));
      });
      for (const match of [...byHand, ...joins]) {
        const found = pair(match);
        if (!found) continue;
        const [a, b] = found;
        ids.push(b.id);
        now.set(b.key, a.key);
        const own = settled.filter(({ key }) => find(key) === a.key).flatMap(({ blocks }) => blocks);
        a.lastBlocks = [...a.lastBlocks, ...own];
        this.#join(a, b, match.evidence);
      }
      for (const match of nearMisses) {
        const found = pair(match);
        if (!found) continue;
        this.nearMisses = this.nearMisses.filter((n) => n.a !== found[0].key || n.b !== found[1].key);
        this.nearMisses.push({ a: found[0].key, b: found[1].key, evidence: match.evidence });
      }
      return ids;
    });
  }

  #join(a: Entry, b: Entry, evidence: MatchEvidence): void {
    this.joined = this.joined
      .filter((j) => j.id !== b.id)
      .map((j) => (j.key === b.key ? { ...j, key: a.key } : j));
    this.joined.push({ id: b.id, key: a.key, evidence });
    this.change(
      a,
      () =>
        (a.records = [...a.records, ...b.records].sort((x, y) => this.order.get(x)! - this.order.get(y)!)),
    );
    this.drop([b.id]);
  }

  join(one: string, other: string): Promise<readonly [string, string]> {
    return this.run(() => {
      const [x, y] = [this.find(one), this.find(other)];
      if (!x || !y) throw new FieldmapError('not-found', `no paper "${x ? other : one}"`);
      if (x === y) return [x.id, one === x.id ? other : one] as const;
      const [a, b] = x.key < y.key ? [x, y] : [y, x];
      for (const r of a.records)
        for (const q of b.records) {
          this.#apart.delete(pairOf(r, q));
          this.#together.add(pairOf(r, q));
        }
      this.#join(a, b, BY_HAND);
      return [a.id, b.id] as const;
    });
  }

  duplicates(): Promise<Duplicates> {
    return this.run(() => ({
      merges: this.joined
        .sort((x, y) => x.key - y.key || (x.id < y.id ? -1 : 1))
        .map(({ id, key, evidence }) => ({ id: this.byKey(key)!.id, joined: id, evidence }))
        .concat([...this.entries].sort((x, y) => x.key - y.key).flatMap(equalIds)),
      nearMisses: this.nearMisses
        .sort((x, y) => x.a - y.a || x.b - y.b)
        .map(({ a, b, evidence }) => ({ a: this.byKey(a)!.id, b: this.byKey(b)!.id, evidence })),
    }));
  }

  #splitBefore(id: string, entry: Entry): readonly [string, string] | null {
    const other = this.entries.find(
      (e) => e.id !== id && e.records.some((r) => this.#apart.has([r.paper.id, id].sort().join('|'))),
    );
    if (other === undefined) return null;
    return entry.key < other.key ? [id, other.id] : [other.id, id];
  }

  split(id: string): Promise<readonly [string, string]> {
    return this.run(() => {
      const entry = this.find(id);
      const stays = entry?.records.some((r) => r.paper.id === entry.id)
        ? entry.id
        : entry?.records[0]!.paper.id;
      const leaving =
        entry?.records.filter((r) => (id === entry.id ? r.paper.id !== stays : r.paper.id === id)) ?? [];
      const before = entry && this.#splitBefore(id, entry);
      if (before && (leaving.length === 0 || leaving.length === entry.records.length)) return before;
      if (!entry || leaving.length === 0 || leaving.length === entry.records.length)
        throw new FieldmapError('not-found', 'not merged');
      const staying = entry.records.filter((r) => !leaving.includes(r));
      for (const a of leaving)
        for (const b of staying) {
          this.#apart.add(pairOf(a, b));
          this.#together.delete(pairOf(a, b));
        }
      const own: Entry = {
        key: this.nextKey++,
        id: leaving[0]!.paper.id,
        records: leaving,
        vectors: null,
        blocks: null,
        lastBlocks: [],
      };
      this.joined = this.joined
        .filter((j) => j.id !== own.id)
        .map((j) =>
          j.key === entry.key && leaving.some((r) => r.paper.id === j.id) ? { ...j, key: own.key } : j,
        );
      this.change(entry, () => (entry.records = staying));
      this.entries.push(own);
      return [entry.id, own.id] as const;
    });
  }
}

/** Records with one id from several sources: one for each source after the first. */
function equalIds({ id, records }: Entry): Duplicates['merges'][number][] {
  const ids = [...new Set(records.map(({ paper }) => paper.id))].sort();
  return ids.flatMap((joined) => {
    const sources = [
      ...new Set(records.filter(({ paper }) => paper.id === joined).map(({ source }) => source)),
    ];
    return sources.slice(1).map((source, i) => ({
      id,
      joined,
      sources: [sources[i]!, source] as const,
      evidence: { agree: [`id in ${sources[i]!} and ${source}`], differ: [] },
    }));
  });
}
