/** The k best of many scores without sorting them all. */

/**
 * Indices of the `k` greatest of `scores` that are above `above`, best first, ties by index; of the indices in `among`
 * (ascending) when given. One pass and a heap of `k`: O(n) in practice, since few scores get past the heap's least.
 */
export function topIndices(
  scores: Float32Array | Float64Array,
  k: number,
  above = -Infinity,
  among?: Int32Array,
): Int32Array {
  const heap = new Int32Array(Math.max(0, Math.min(k, among?.length ?? scores.length)));
  const total = among?.length ?? scores.length;
  let size = 0;
  let least = above;
  for (let n = 0; n < total; n++) {
    const index = among === undefined ? n : among[n]!;
    // Indices ascend: an equal score comes later in the order, so only a greater one replaces the least.
    if (!(scores[index]! > least)) continue;
    if (size < heap.length) {
      heap[size] = index;
      siftUp(heap, size++, scores);
    } else if (size > 0) {
      heap[0] = index;
      siftDown(heap, size, scores);
    } else {
      break;
    }
    if (size === heap.length) least = scores[heap[0]!]!;
  }
  return unwind(heap, size, scores);
}

/** True when `a` ranks after `b`. */
function worse(a: number, b: number, scores: Float32Array | Float64Array): boolean {
  const difference = scores[a]! - scores[b]!;
  return difference < 0 || (difference === 0 && a > b);
}

function siftUp(heap: Int32Array, from: number, scores: Float32Array | Float64Array): void {
  const item = heap[from]!;
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!worse(item, heap[parent]!, scores)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = item;
}

function siftDown(heap: Int32Array, size: number, scores: Float32Array | Float64Array): void {
  const item = heap[0]!;
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && worse(heap[child + 1]!, heap[child]!, scores)) child++;
    if (!worse(heap[child]!, item, scores)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = item;
}

/** Takes the worst off again and again: the heap's place from the back fills with the order. */
function unwind(heap: Int32Array, size: number, scores: Float32Array | Float64Array): Int32Array {
  for (let end = size - 1; end > 0; end--) {
    const worst = heap[0]!;
    heap[0] = heap[end]!;
    heap[end] = worst;
    siftDown(heap, end, scores);
  }
  return heap.subarray(0, size);
}
