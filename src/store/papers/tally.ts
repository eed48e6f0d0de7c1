/** What became of the papers of an intake, in numbers and ids. */
import type { UpsertReport } from '../store.js';

export interface Outcome {
  /** Of the paper it became. */
  readonly id: string;
  readonly kind: keyof typeof WEIGHT;
  /** The end of its source may still find it to be updated. */
  readonly open: boolean;
  /** New, under an id given here, since another paper has the one it came with. */
  readonly apart: boolean;
}

const WEIGHT = { new: 4, updated: 3, merged: 2, unchanged: 1, removed: 0 } as const;

/** Of the outcomes for the several sources of one paper, the one that the report names: new before updated before merged. */
export function weightiest(a: Outcome, b: Outcome): Outcome {
  return WEIGHT[b.kind] > WEIGHT[a.kind] || (a.kind === b.kind && b.open) ? b : a;
}

export class Tally {
  readonly #counts = { new: 0, updated: 0, unchanged: 0, merged: 0, removed: 0 };
  readonly #ids = {
    new: new Set<string>(),
    updated: new Set<string>(),
    merged: new Set<string>(),
    apart: new Set<string>(),
  };

  /** How many unchanged records of a paper may still be found to be updated. */
  readonly #open = new Map<string, number>();

  add({ id, kind, open, apart }: Outcome): void {
    this.#counts[kind]++;
    if (kind !== 'unchanged' && kind !== 'removed') this.#ids[kind].add(id);
    if (apart) this.#ids.apart.add(id);
    if (open) this.#open.set(id, (this.#open.get(id) ?? 0) + 1);
  }

  turnToUpdated(id: string): void {
    const open = this.#open.get(id) ?? 0;
    // Of a paper with several sources, another may have counted as updated already.
    if (open === 0) return;
    this.#open.set(id, open - 1);
    this.#counts.unchanged--;
    this.add({ id, kind: 'updated', open: false, apart: false });
  }

  report(): UpsertReport {
    const { new: newIds, updated, merged, apart } = this.#ids;
    return {
      ...this.#counts,
      newIds: [...newIds],
      updatedIds: [...updated],
      mergedIds: [...merged],
      apartIds: [...apart],
    };
  }
}
