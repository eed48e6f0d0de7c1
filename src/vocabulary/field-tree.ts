/** The tree of a vocabulary: what is above an entry, how deep it stands, and entries by name. */
import type { VocabularyEntry } from './read-vocabulary.js';

type Entry = Pick<VocabularyEntry, 'id' | 'name' | 'broader'>;

export class FieldTree {
  readonly #entries: readonly Entry[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** The entry and all above it, itself first. */
  line(entry: number): number[] {
    const line: number[] = [];
    for (let at = entry; at >= 0; at = this.#entries[at]!.broader) line.push(at);
    return line;
  }

  /** The one of its line at this depth (0: the top); itself when it stands higher. */
  at(entry: number, depth: number): number {
    const line = this.line(entry);
    return line[Math.max(0, line.length - 1 - depth)]!;
  }

  /** By id or name, letter case ignored; narrower and broader ones may share a name. */
  named(name: string): number[] {
    const wanted = name.trim().toLowerCase();
    return this.#entries.flatMap((entry, i) =>
      entry.id.toLowerCase() === wanted || entry.name.toLowerCase() === wanted ? [i] : [],
    );
  }

  /**
   * The depth that tells most of a set of papers, given the nearest entry of each: the deepest at which a dozen entries
   * hold four papers in five. Deeper ones are too many to be told apart by colour.
   */
  distinguishingDepth(nearest: ArrayLike<number>): number {
    const deepest = this.#entries.reduce((most, _, entry) => Math.max(most, this.line(entry).length - 1), 0);
    for (let depth = deepest; depth > 0; depth--) {
      const papers = new Map<number, number>();
      let all = 0;
      for (let i = 0; i < nearest.length; i++) {
        if (nearest[i]! < 0) continue;
        const entry = this.at(nearest[i]!, depth);
        papers.set(entry, (papers.get(entry) ?? 0) + 1);
        all++;
      }
      const most = [...papers.values()].sort((a, b) => b - a).slice(0, TOLD_APART);
      if (most.reduce((sum, count) => sum + count, 0) >= MOST * all) return depth;
    }
    return 0;
  }
}

/** Colours that a reader can tell apart. */
const TOLD_APART = 12;
const MOST = 0.8;
