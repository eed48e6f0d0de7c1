/** The level above the topics: topics joined so that areas are as compact as can be. */

/**
 * Ward's method (1963): joins the two groups of topics whose papers scatter least more when they are one, until `wanted`
 * are left. `centers` holds the mean of each topic's papers (topics × dimensions), `sizes` how many they are. Average
 * linkage was refused: it makes one area of nearly all topics and some of one. Areas are numbered by size, the largest
 * first. O(topics³), a few hundred at most.
 */
export function joinTopics(centers: Float32Array, sizes: ArrayLike<number>, wanted: number): Int32Array {
  const count = sizes.length;
  const group = Int32Array.from({ length: count }, (_, t) => t);
  const weight = Float64Array.from(sizes);
  const cost = costsOf(centers, weight);
  const alive = Array.from({ length: count }, (_, t) => t);
  while (alive.length > Math.max(1, wanted)) {
    const [a, b] = cheapest(cost, alive, count);
    const [wa, wb, joined] = [weight[a]!, weight[b]!, cost[a * count + b]!];
    for (const c of alive) {
      if (c === a || c === b) continue;
      // The recurrence of Lance and Williams (1967).
      const wc = weight[c]!;
      const next =
        ((wa + wc) * cost[a * count + c]! + (wb + wc) * cost[b * count + c]! - wc * joined) / (wa + wb + wc);
      cost[a * count + c] = next;
      cost[c * count + a] = next;
    }
    weight[a] = wa + wb;
    for (let t = 0; t < count; t++) if (group[t] === b) group[t] = a;
    alive.splice(alive.indexOf(b), 1);
  }
  alive.sort((a, b) => weight[b]! - weight[a]! || a - b);
  const number = new Map(alive.map((g, i) => [g, i]));
  return group.map((g) => number.get(g)!);
}

/** By how much the papers of each pair of topics would scatter more around one mean than around two. */
function costsOf(centers: Float32Array, sizes: Float64Array): Float64Array {
  const count = sizes.length;
  const dimensions = centers.length / count;
  return Float64Array.from({ length: count * count }, (_, pair) => {
    const [a, b] = [Math.floor(pair / count), pair % count];
    let square = 0;
    for (let j = 0; j < dimensions; j++)
      square += (centers[a * dimensions + j]! - centers[b * dimensions + j]!) ** 2;
    return (square * sizes[a]! * sizes[b]!) / (sizes[a]! + sizes[b]!);
  });
}

/** The pair that costs least, ties by number. */
function cheapest(cost: Float64Array, alive: readonly number[], count: number): [number, number] {
  let least = Infinity;
  let pair: [number, number] = [alive[0]!, alive[1]!];
  for (let i = 0; i < alive.length; i++) {
    for (let j = i + 1; j < alive.length; j++) {
      const c = cost[alive[i]! * count + alive[j]!]!;
      if (c < least) {
        least = c;
        pair = [alive[i]!, alive[j]!];
      }
    }
  }
  return pair;
}
