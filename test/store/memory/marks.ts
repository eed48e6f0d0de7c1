/** Marks in the naive store: what was said of each record id, put together anew at every question. */
import type { Mark, PaperKey } from '../../../src/types.js';
import type { MarkChange, MarkedPaper, MarkReport, RemoveReport } from '../../../src/store/store.js';
import { MemoryDuplicates } from './duplicates.js';
import type { Entry } from './entry.js';

interface Said extends Mark {
  readonly time: number;
}

const SILENCE: Said = { decision: null, reason: '', star: false, tags: [], note: '', time: 0 };

export class MemoryMarks extends MemoryDuplicates {
  readonly #said = new Map<string, Said>();

  mark(changes: readonly MarkChange[]): Promise<MarkReport> {
    return this.run(() => {
      const known = changes.filter(({ id }) => this.find(id));
      for (const change of known) {
        const entry = this.find(change.id)!;
        const now = change.clear ? { ...SILENCE, time: this.told(entry).time } : this.told(entry);
        const given = Object.fromEntries(
          Object.entries(change).filter(([name]) => name in SILENCE && name !== 'tags'),
        ) as Partial<Said>;
        const isOther = given.decision !== undefined && given.decision !== now.decision;
        const next: Said = {
          ...now,
          ...(isOther && { reason: '' }),
          ...given,
          tags: [...new Set([...now.tags, ...(change.tags ?? [])])],
          time: change.clear || given.decision !== undefined ? this.#now() : now.time,
        };
        for (const id of this.#idsOf(entry)) this.#said.set(id, next);
      }
      return {
        marked: known.map(({ id }) => id),
        unknown: changes.filter((change) => !known.includes(change)).map(({ id }) => id),
      };
    });
  }

  override async removeSource(name: string): Promise<RemoveReport> {
    const before = new Map(this.entries.map((e) => [e.id, this.told(e)]));
    const report = await super.removeSource(name);
    for (const id of report.left) this.#said.set(id, before.get(id)!);
    return report;
  }

  marksOf(keys: ArrayLike<PaperKey>): Promise<(Mark | null)[]> {
    return this.run(() => Array.from(keys, (key) => this.markOf(key)));
  }

  marked(): Promise<MarkedPaper[]> {
    return this.run(() =>
      [...this.entries]
        .sort((a, b) => this.told(a).time - this.told(b).time || a.key - b.key)
        .map(({ key }) => ({ key, mark: this.markOf(key)! }))
        .filter(({ mark }) => mark !== null),
    );
  }

  protected markOf(key: PaperKey): Mark | null {
    const entry = this.byKey(key);
    const { decision, reason, star, tags, note } = entry === undefined ? SILENCE : this.told(entry);
    const isSilent = decision === null && !star && [...tags, reason, note].join('') === '';
    return isSilent ? null : { decision, reason, star, tags, note };
  }

  #now(): number {
    return Math.max(0, ...[...this.#said.values()].map(({ time }) => time)) + 1;
  }

  #idsOf(entry: Entry): string[] {
    const ids = [entry.id, ...entry.records.map(({ paper }) => paper.id)];
    return [...new Set(ids)].filter((id) => this.find(id) === entry).sort();
  }

  private told(entry: Entry): Said {
    const all = this.#idsOf(entry)
      .flatMap((id) => this.#said.get(id) ?? [])
      .sort((a, b) => b.time - a.time);
    if (all.length === 0) return SILENCE;
    const { decision, reason, time } = all[0]!;
    const notes = new Set(all.map(({ note }) => note));
    notes.delete('');
    return {
      decision,
      reason,
      star: all.some(({ star }) => star),
      tags: [...new Set(all.flatMap(({ tags }) => tags))],
      note: [...notes].join('\n'),
      time,
    };
  }
}
