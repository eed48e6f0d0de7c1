/** Papers divided among machines by their ids, without asking anybody. */
import { hash } from 'node:crypto';

/** One part of several; `index` from 1 to `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export const SLOTS = 65_536;

/** 0 to `SLOTS` - 1, the same for ever: stored by clusters. */
export function slotOf(id: string): number {
  return Number.parseInt(hash('sha256', id, 'hex').slice(0, 4), 16);
}

/** The first slot of a shard and the first one after it. Shards share no slot and leave none out. */
export function slotsOf({ index, of }: Shard): { readonly from: number; readonly to: number } {
  const start = (n: number): number => Math.ceil((n * SLOTS) / of);
  return { from: start(index - 1), to: start(index) };
}

export function isInShard(id: string, shard: Shard): boolean {
  const { from, to } = slotsOf(shard);
  const slot = slotOf(id);
  return slot >= from && slot < to;
}
