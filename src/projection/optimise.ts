/**
 * The optimiser of UMAP. As in the original an edge pulls by a whole step in as many epochs as its weight says (here
 * each time by chance), and each such step is followed by steps away from papers drawn at random. Two things differ:
 *
 * - What a pull moves. With `bothEnds` it moves both ends, as in the original: groups draw together, but a paper that
 *   has just found its place is moved again by every paper that names it. Without, a paper reads the places of the
 *   others as they were before the epoch and moves itself alone, twice as far: neighbours end up side by side, and
 *   the result does not depend on the order in which papers move.
 * - Two pulls, or four pushes, are computed from one place and added up, so that the processor need not wait for one
 *   before it begins the next: three to four times the speed.
 *
 * Refused: letting every edge pull in every epoch by its weight. It keeps more neighbours (+0.03) but blurs the borders
 * between groups, which a map is read by. `bench/map/projection.ts` sets this beside umap-learn and umap-js.
 */
import type { WeightedGraph } from '../types.js';
import { TABLE_SHIFT, type GradientTables } from './curve.js';

export interface Layout {
  readonly graph: WeightedGraph;
  readonly tables: GradientTables;
  readonly dimensions: number;
  readonly seed: number;
  readonly epochs: number;
  /** Papers drawn to keep away from, after each pull. */
  readonly negativeSamples: number;
  /** A pull moves both of its ends, by half as much. */
  readonly bothEnds: boolean;
}

/**
 * Rows `first .. last - 1` of `places` move by one epoch into `moved`; the rest of `moved` stays as it is. With
 * `bothEnds` the two must be the same array.
 */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
export function moveRows(
  layout: Layout,
  epoch: number,
  first: number,
  last: number,
  places: Float32Array,
  moved: Float32Array,
): void {
  const { dimensions, graph, tables, negativeSamples, bothEnds } = layout;
  const flat = dimensions === 2;
  const reach = bothEnds ? 1 : 2;
  const rate = 1 - epoch / layout.epochs;
  const own = new Float64Array(dimensions);
  const chosen = new Int32Array(longestRow(graph));
  for (let i = first; i < last; i++) {
    for (let d = 0; d < dimensions; d++) own[d] = places[i * dimensions + d]!;
    const edges = choose(graph, i, streamOf(layout.seed, 2 * epoch, i), chosen);
    // Calls by name, not through a table of functions: V8 inlines a call only while it has had one target.
    if (flat) pullInPlane(tables.attraction, chosen, edges, reach * rate, places, own, bothEnds);
    else pullInSpace(tables.attraction, chosen, edges, reach * rate, places, own, bothEnds);
    // In a corpus of a few papers the same ones would be drawn again and again, and fly off.
    const draws = Math.min(edges * negativeSamples, graph.rows - 1);
    const fours = Math.ceil(draws / 4);
    const stream = streamOf(layout.seed, 2 * epoch + 1, i);
    const step = (rate * draws) / (4 * fours);
    if (flat) pushInPlane(tables.repulsion, graph.rows, stream, fours, step, places, own);
    else pushInSpace(tables.repulsion, graph.rows, stream, fours, step, places, own);
    for (let d = 0; d < dimensions; d++) moved[i * dimensions + d] = own[d]!;
  }
}

/** Writes the targets of the edges that pull `row` this time into `chosen`, without a branch to mispredict. */
function choose(
  { offsets, targets, weights }: WeightedGraph,
  row: number,
  stream: number,
  chosen: Int32Array,
): number {
  let state = stream;
  let count = 0;
  for (let at = offsets[row]!, end = offsets[row + 1]!; at < end; at++) {
    state = nextState(state);
    chosen[count] = targets[at]!;
    count += (state >>> 0) * PER_BIT < weights[at]! ? 1 : 0;
  }
  return count;
}

function longestRow({ rows, offsets }: WeightedGraph): number {
  let longest = 0;
  for (let i = 0; i < rows; i++) longest = Math.max(longest, offsets[i + 1]! - offsets[i]!);
  return longest;
}

const PER_BIT = 2 ** -32;
/** Squared distances on their way to the tables: the same memory as numbers and as bits. */
const squares = new Float32Array(4);
const bits = new Int32Array(squares.buffer);

/** Pulls `own` towards the first `count` of `targets`, and with `bothEnds` them to it, each by `rate` of a step. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function pullInPlane(
  table: Float64Array,
  targets: Int32Array,
  count: number,
  rate: number,
  places: Float32Array,
  own: Float64Array,
  bothEnds: boolean,
): void {
  let x = own[0]!;
  let y = own[1]!;
  let at = 0;
  for (; at + 1 < count; at += 2) {
    const s = 2 * targets[at]!;
    const t = 2 * targets[at + 1]!;
    const sx = x - places[s]!;
    const sy = y - places[s + 1]!;
    const tx = x - places[t]!;
    const ty = y - places[t + 1]!;
    squares[0] = sx * sx + sy * sy;
    squares[1] = tx * tx + ty * ty;
    const factorS = rate * table[bits[0]! >> TABLE_SHIFT]!;
    const factorT = rate * table[bits[1]! >> TABLE_SHIFT]!;
    x += factorS * sx + factorT * tx;
    y += factorS * sy + factorT * ty;
    if (bothEnds) {
      places[s]! -= factorS * sx;
      places[s + 1]! -= factorS * sy;
      places[t]! -= factorT * tx;
      places[t + 1]! -= factorT * ty;
    }
  }
  if (at < count) {
    const s = 2 * targets[at]!;
    const sx = x - places[s]!;
    const sy = y - places[s + 1]!;
    squares[0] = sx * sx + sy * sy;
    const factor = rate * table[bits[0]! >> TABLE_SHIFT]!;
    x += factor * sx;
    y += factor * sy;
    if (bothEnds) {
      places[s]! -= factor * sx;
      places[s + 1]! -= factor * sy;
    }
  }
  own[0] = x;
  own[1] = y;
}

/** Pushes `own` away from four times `fours` of `rows` drawn at random, each by `rate` of a step. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function pushInPlane(
  table: Float64Array,
  rows: number,
  stream: number,
  fours: number,
  rate: number,
  places: Float32Array,
  own: Float64Array,
): void {
  const perBit = rows * PER_BIT;
  let x = own[0]!;
  let y = own[1]!;
  let state = stream;
  for (let four = 0; four < fours; four++) {
    const p = 2 * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    const q = 2 * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    const s = 2 * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    const t = 2 * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    const px = x - places[p]!;
    const py = y - places[p + 1]!;
    const qx = x - places[q]!;
    const qy = y - places[q + 1]!;
    const sx = x - places[s]!;
    const sy = y - places[s + 1]!;
    const tx = x - places[t]!;
    const ty = y - places[t + 1]!;
    squares[0] = px * px + py * py;
    squares[1] = qx * qx + qy * qy;
    squares[2] = sx * sx + sy * sy;
    squares[3] = tx * tx + ty * ty;
    const factorP = table[bits[0]! >> TABLE_SHIFT]!;
    const factorQ = table[bits[1]! >> TABLE_SHIFT]!;
    const factorS = table[bits[2]! >> TABLE_SHIFT]!;
    const factorT = table[bits[3]! >> TABLE_SHIFT]!;
    x += rate * (factorP * px + factorQ * qx + (factorS * sx + factorT * tx));
    y += rate * (factorP * py + factorQ * qy + (factorS * sy + factorT * ty));
  }
  own[0] = x;
  own[1] = y;
}

/** The same for any number of dimensions. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function pullInSpace(
  table: Float64Array,
  targets: Int32Array,
  count: number,
  rate: number,
  places: Float32Array,
  own: Float64Array,
  bothEnds: boolean,
): void {
  const dimensions = own.length;
  for (let at = 0; at < count; at += 2) {
    const s = dimensions * targets[at]!;
    // The last of an odd number is taken twice, by half.
    const t = at + 1 < count ? dimensions * targets[at + 1]! : s;
    const step = at + 1 < count ? rate : rate / 2;
    let squaredS = 0;
    let squaredT = 0;
    for (let d = 0; d < dimensions; d++) {
      const value = own[d]!;
      const ds = value - places[s + d]!;
      const dt = value - places[t + d]!;
      squaredS += ds * ds;
      squaredT += dt * dt;
    }
    squares[0] = squaredS;
    squares[1] = squaredT;
    const factorS = step * table[bits[0]! >> TABLE_SHIFT]!;
    const factorT = step * table[bits[1]! >> TABLE_SHIFT]!;
    for (let d = 0; d < dimensions; d++) {
      const value = own[d]!;
      const stepS = factorS * (value - places[s + d]!);
      const stepT = factorT * (value - places[t + d]!);
      own[d] = value + stepS + stepT;
      if (bothEnds) {
        places[s + d]! -= stepS;
        places[t + d]! -= stepT;
      }
    }
  }
}

/** The same for any number of dimensions. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function pushInSpace(
  table: Float64Array,
  rows: number,
  stream: number,
  fours: number,
  rate: number,
  places: Float32Array,
  own: Float64Array,
): void {
  const dimensions = own.length;
  const perBit = rows * PER_BIT;
  let state = stream;
  for (let four = 0; four < fours; four++) {
    const p = dimensions * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    const q = dimensions * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    const s = dimensions * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    const t = dimensions * Math.floor(((state = nextState(state)) >>> 0) * perBit);
    let squaredP = 0;
    let squaredQ = 0;
    let squaredS = 0;
    let squaredT = 0;
    for (let d = 0; d < dimensions; d++) {
      const value = own[d]!;
      const dp = value - places[p + d]!;
      const dq = value - places[q + d]!;
      const ds = value - places[s + d]!;
      const dt = value - places[t + d]!;
      squaredP += dp * dp;
      squaredQ += dq * dq;
      squaredS += ds * ds;
      squaredT += dt * dt;
    }
    squares[0] = squaredP;
    squares[1] = squaredQ;
    squares[2] = squaredS;
    squares[3] = squaredT;
    const factorP = rate * table[bits[0]! >> TABLE_SHIFT]!;
    const factorQ = rate * table[bits[1]! >> TABLE_SHIFT]!;
    const factorS = rate * table[bits[2]! >> TABLE_SHIFT]!;
    const factorT = rate * table[bits[3]! >> TABLE_SHIFT]!;
    for (let d = 0; d < dimensions; d++) {
      const value = own[d]!;
      own[d] =
        value +
        factorP * (value - places[p + d]!) +
        factorQ * (value - places[q + d]!) +
        (factorS * (value - places[s + d]!) + factorT * (value - places[t + d]!));
    }
  }
}

/** The start of a random stream of its own for each paper and half of an epoch; never 0. */
function streamOf(seed: number, half: number, row: number): number {
  let z = ((seed ^ Math.imul(half + 1, 0x9e3779b9)) + Math.imul(row + 1, 0x85ebca6b)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) | 1;
}

/** xorshift32 (Marsaglia 2003): integers only, period 2^32 - 1. */
function nextState(state: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  return state ^ (state << 5);
}
