/** Finds the duplicates of a batch of papers among themselves and among those the library has. */
import type { MatchEvidence, Paper, PaperKey, PaperMatch } from '../types.js';
import { blocksOf } from './blocks.js';
import { compare } from './compare.js';
import { type Features, featuresOf } from './features.js';

export interface KeyedPaper {
  readonly key: PaperKey;
  readonly paper: Paper;
}

export interface Matches {
  readonly joins: readonly PaperMatch[];
  readonly nearMisses: readonly PaperMatch[];
}

/** A block that holds more papers says too little to compare all of them: `Editorial`. */
export const LARGEST_BLOCK = 64;

export function blocksOfPaper(paper: Paper): number[] {
  return blocksOf(featuresOf(paper));
}

/**
 * Compares each paper of `batch` with all that share a block with it, in `batch` and in `others`. Cost: about 30 µs a
 * comparison, a handful a paper.
 */
export function findMatches(batch: readonly KeyedPaper[], others: readonly KeyedPaper[]): Matches {
  const inBatch = new Set(batch.map((one) => one.key));
  const all = [...others.filter((one) => !inBatch.has(one.key)), ...batch].sort((a, b) => a.key - b.key);
  const groups = new Groups();
  const nearMisses = new Map<string, PaperMatch>();
  const blocks = new Map<number, PaperKey[]>();
  for (const { key, paper } of all) {
    const features = featuresOf(paper);
    const own = blocksOf(features);
    const candidates = new Set(
      own.flatMap((block) => {
        const members = blocks.get(block) ?? [];
        return members.length <= LARGEST_BLOCK ? members : [];
      }),
    );
    groups.add(key, features);
    for (const into of [...candidates].sort((a, b) => a - b)) {
      if (!inBatch.has(key) && !inBatch.has(into)) continue;
      const { kind, evidence } = compare(groups.featuresOf(into), features);
      if (kind === 'same' && groups.join(into, key, evidence)) continue;
      if (kind !== 'different') nearMisses.set(`${into} ${key}`, { into, from: key, evidence });
    }
    for (const block of own) {
      const members = blocks.get(block);
      if (members === undefined) blocks.set(block, [key]);
      else members.push(key);
    }
  }
  const apart = [...nearMisses.values()].filter(({ into, from }) => !groups.together(into, from));
  return { joins: groups.joins, nearMisses: apart };
}

/** Papers that are one, joined only when no two of the members exclude each other. */
class Groups {
  readonly joins: PaperMatch[] = [];
  readonly #features = new Map<PaperKey, Features>();
  readonly #groupOf = new Map<PaperKey, PaperKey[]>();

  add(key: PaperKey, features: Features): void {
    this.#features.set(key, features);
    this.#groupOf.set(key, [key]);
  }

  featuresOf(key: PaperKey): Features {
    return this.#features.get(key)!;
  }

  together(a: PaperKey, b: PaperKey): boolean {
    return this.#groupOf.get(a) === this.#groupOf.get(b);
  }

  /** False when a member of one group excludes one of the other. */
  join(into: PaperKey, from: PaperKey, evidence: MatchEvidence): boolean {
    const [a, b] = [this.#groupOf.get(into)!, this.#groupOf.get(from)!];
    if (a === b) return true;
    for (const one of a) {
      if (b.some((other) => compare(this.featuresOf(one), this.featuresOf(other)).conflict)) return false;
    }
    a.push(...b);
    for (const key of b) this.#groupOf.set(key, a);
    this.joins.push({ into, from, evidence });
    return true;
  }
}
