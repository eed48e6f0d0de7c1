/** Exact nearest neighbours among few-dimensional points: a k-d tree (Bentley 1975) laid over one array of rows. */

/** A stretch of so few points is scanned. */
const LEAF = 10;

/**
 * The `k` nearest points of each point, itself left out, nearest first: `rows * k` row numbers, -1 where there are
 * fewer than `k` others. Deterministic; which of several equally far points is named is not specified.
 * Cost: rows × (log rows + k) steps in 2 dimensions, more in higher ones.
 */
export function nearestPoints(coordinates: Float32Array, dimensions: number, k: number): Int32Array {
  const rows = coordinates.length / dimensions;
  const tree = buildTree(coordinates, dimensions);
  const nearest = new Int32Array(rows * k).fill(-1);
  const search = searcher(coordinates, dimensions, tree, Math.max(0, Math.min(k, rows - 1)));
  // In the order of the tree: what one query read, the next finds in the cache.
  if (k > 0) for (const query of tree.order) search(query, nearest.subarray(query * k, (query + 1) * k));
  return nearest;
}

interface Tree {
  /** Rows; the middle of each stretch splits it: those before are not above it on `axes[middle]`, those after not below. */
  readonly order: Int32Array;
  readonly axes: Uint8Array;
}

function buildTree(coordinates: Float32Array, dimensions: number): Tree {
  const rows = coordinates.length / dimensions;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const axes = new Uint8Array(rows);
  const split = (first: number, end: number): void => {
    if (end - first <= LEAF) return;
    const middle = (first + end) >> 1;
    const axis = widestAxis(coordinates, dimensions, order, first, end);
    axes[middle] = axis;
    selectMiddle(coordinates, dimensions, axis, order, first, end - 1, middle);
    split(first, middle);
    split(middle + 1, end);
  };
  split(0, rows);
  return { order, axes };
}

// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function widestAxis(
  coordinates: Float32Array,
  dimensions: number,
  order: Int32Array,
  first: number,
  end: number,
): number {
  let widest = 0;
  let width = -1;
  for (let axis = 0; axis < dimensions; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (let at = first; at < end; at++) {
      const value = coordinates[order[at]! * dimensions + axis]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > width) {
      width = high - low;
      widest = axis;
    }
  }
  return widest;
}

/** Quickselect (Hoare): afterwards nothing before `middle` is above it and nothing after is below it on `axis`. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function selectMiddle(
  coordinates: Float32Array,
  dimensions: number,
  axis: number,
  order: Int32Array,
  first: number,
  last: number,
  middle: number,
): void {
  while (first < last) {
    const pivot = coordinates[order[(first + last) >> 1]! * dimensions + axis]!;
    let i = first;
    let j = last;
    while (i <= j) {
      while (coordinates[order[i]! * dimensions + axis]! < pivot) i++;
      while (coordinates[order[j]! * dimensions + axis]! > pivot) j--;
      if (i > j) break;
      const kept = order[i]!;
      order[i++] = order[j]!;
      order[j--] = kept;
    }
    if (middle <= j) last = j;
    else if (middle >= i) first = i;
    else return;
  }
}

/** A function that writes the `k` nearest of a row into the array it is given; `k` below the number of rows. */
function searcher(
  coordinates: Float32Array,
  dimensions: number,
  { order, axes }: Tree,
  k: number,
): (query: number, nearest: Int32Array) => void {
  const distances = new Float64Array(k);
  let found = 0;
  let worst = Infinity;
  let query = 0;
  let nearest: Int32Array = new Int32Array(0);

  const offer = (other: number): void => {
    if (other === query) return;
    let squared = 0;
    for (let d = 0; d < dimensions; d++) {
      const difference = coordinates[query * dimensions + d]! - coordinates[other * dimensions + d]!;
      squared += difference * difference;
    }
    if (squared >= worst) return;
    let hole = found < k ? found++ : k - 1;
    while (hole > 0 && distances[hole - 1]! > squared) {
      distances[hole] = distances[hole - 1]!;
      nearest[hole] = nearest[hole - 1]!;
      hole--;
    }
    distances[hole] = squared;
    nearest[hole] = other;
    if (found === k) worst = distances[k - 1]!;
  };

  const visit = (first: number, end: number): void => {
    if (end - first <= LEAF) {
      for (let at = first; at < end; at++) offer(order[at]!);
      return;
    }
    const middle = (first + end) >> 1;
    const axis = axes[middle]!;
    const beyond = coordinates[query * dimensions + axis]! - coordinates[order[middle]! * dimensions + axis]!;
    if (beyond < 0) visit(first, middle);
    else visit(middle + 1, end);
    offer(order[middle]!);
    if (beyond * beyond >= worst) return;
    if (beyond < 0) visit(middle + 1, end);
    else visit(first, middle);
  };

  return (row, result) => {
    query = row;
    nearest = result;
    found = 0;
    worst = k > 0 ? Infinity : -1;
    visit(0, order.length);
  };
}
