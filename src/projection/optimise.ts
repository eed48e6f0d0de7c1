/**
 * The optimiser of UMAP, turned round so that one result comes out however the work is divided: a paper reads the
 * places of the others as they were before the epoch and moves itself alone. Every edge stands in both rows of the
 * graph, so both of its ends are pulled. Each edge pulls in every epoch by its weight instead of now and then by the
 * whole step, which needs no schedule and is less noisy; only the papers to keep away from are drawn at random.
 */
import type { WeightedGraph } from '../types.js';
import { TABLE_BASE, TABLE_SHIFT, TABLE_SIZE, type GradientTables } from './curve.js';

export interface Layout {
  readonly graph: WeightedGraph;
  readonly tables: GradientTables;
  readonly dimensions: number;
  readonly seed: number;
  readonly epochs: number;
  /** Papers drawn to keep away from, for each whole edge of a paper. */
  readonly negativeSamples: number;
  readonly negativeWeight: number;
}

/** Moves the papers `first .. last - 1` by one epoch: reads `places`, writes their new places into `moved`. */
export function moveRows(
  layout: Layout, epoch: number, first: number, last: number, places: Float32Array, moved: Float32Array,
): void {
  if (layout.dimensions === 2) moveRows2(layout, epoch, first, last, places, moved);
  else moveRowsN(layout, epoch, first, last, places, moved);
}

const squaredValue = new Float32Array(1);
const squaredBits = new Int32Array(squaredValue.buffer);

function moveRows2(
  layout: Layout, epoch: number, first: number, last: number, places: Float32Array, moved: Float32Array,
): void {
  const { offsets, targets, weights, rows } = layout.graph;
  const { attraction, repulsion } = layout.tables;
  const rate = 1 - epoch / layout.epochs;
  const pull = 2 * rate;
  for (let i = first; i < last; i++) {
    let x = places[2 * i]!;
    let y = places[2 * i + 1]!;
    let state = streamOf(layout.seed, epoch, i);
    let total = 0;
    for (let at = offsets[i]!, end = offsets[i + 1]!; at < end; at++) {
      const target = targets[at]!;
      const weight = weights[at]!;
      total += weight;
      const dx = x - places[2 * target]!;
      const dy = y - places[2 * target + 1]!;
      squaredValue[0] = dx * dx + dy * dy;
      let entry = (squaredBits[0]! >> TABLE_SHIFT) - TABLE_BASE;
      entry = entry < 0 ? 0 : entry >= TABLE_SIZE ? TABLE_SIZE - 1 : entry;
      const factor = attraction[entry]! * weight * pull;
      x += factor * dx;
      y += factor * dy;
    }
    const wanted = total * layout.negativeSamples;
    const draws = Math.ceil(wanted / layout.negativeWeight);
    const push = (rate * wanted) / draws;
    for (let draw = 0; draw < draws; draw++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const other = Math.floor((state >>> 0) * 2.3283064365386963e-10 * rows);
      const dx = x - places[2 * other]!;
      const dy = y - places[2 * other + 1]!;
      squaredValue[0] = dx * dx + dy * dy;
      let entry = (squaredBits[0]! >> TABLE_SHIFT) - TABLE_BASE;
      entry = entry < 0 ? 0 : entry >= TABLE_SIZE ? TABLE_SIZE - 1 : entry;
      const factor = repulsion[entry]! * push;
      x += factor * dx;
      y += factor * dy;
    }
    moved[2 * i] = x;
    moved[2 * i + 1] = y;
  }
}

function moveRowsN(
  layout: Layout, epoch: number, first: number, last: number, places: Float32Array, moved: Float32Array,
): void {
  const { dimensions } = layout;
  const { offsets, targets, weights, rows } = layout.graph;
  const { attraction, repulsion } = layout.tables;
  const rate = 1 - epoch / layout.epochs;
  const own = new Float64Array(dimensions);
  const step = (other: number, table: Float32Array, share: number): void => {
    const start = other * dimensions;
    let squared = 0;
    for (let d = 0; d < dimensions; d++) {
      const difference = own[d]! - places[start + d]!;
      squared += difference * difference;
    }
    squaredValue[0] = squared;
    let entry = (squaredBits[0]! >> TABLE_SHIFT) - TABLE_BASE;
    entry = entry < 0 ? 0 : entry >= TABLE_SIZE ? TABLE_SIZE - 1 : entry;
    const factor = table[entry]! * share;
    for (let d = 0; d < dimensions; d++) own[d]! += factor * (own[d]! - places[start + d]!);
  };
  for (let i = first; i < last; i++) {
    for (let d = 0; d < dimensions; d++) own[d] = places[i * dimensions + d]!;
    let total = 0;
    for (let at = offsets[i]!, end = offsets[i + 1]!; at < end; at++) {
      total += weights[at]!;
      step(targets[at]!, attraction, 2 * rate * weights[at]!);
    }
    const wanted = total * layout.negativeSamples;
    const draws = Math.ceil(wanted / layout.negativeWeight);
    let state = streamOf(layout.seed, epoch, i);
    for (let draw = 0; draw < draws; draw++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      step(Math.floor((state >>> 0) * 2.3283064365386963e-10 * rows), repulsion, (rate * wanted) / draws);
    }
    for (let d = 0; d < dimensions; d++) moved[i * dimensions + d] = own[d]!;
  }
}

/** A generator's state of its own for each paper and epoch; never 0. */
function streamOf(seed: number, epoch: number, row: number): number {
  let z = (seed ^ Math.imul(epoch + 1, 0x9e3779b9)) + Math.imul(row + 1, 0x85ebca6b) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) | 1;
}
