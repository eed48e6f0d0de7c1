/** The level above the topics: topics joined by average linkage. */

/**
 * Joins topics, the two most alike groups first (average linkage), until `wanted` groups are left.
 * `similarity` is topics × topics, symmetric; `sizes` weigh the averages. Areas are numbered by size, the largest
 * first. O(topics³), a few hundred at most.
 */
export function joinTopics(similarity: Float64Array, sizes: ArrayLike<number>, wanted: number): Int32Array {
  const count = sizes.length;
  const group = Int32Array.from({ length: count }, (_, t) => t);
  const weight = Float64Array.from(sizes);
  const alike = Float64Array.from(similarity);
  const alive = Array.from({ length: count }, (_, t) => t);
  while (alive.length > Math.max(1, wanted)) {
    const [a, b] = closest(alike, alive, count);
    const wa = weight[a]!;
    const wb = weight[b]!;
    for (const c of alive) {
      if (c === a || c === b) continue;
      const mean = (wa * alike[a * count + c]! + wb * alike[b * count + c]!) / (wa + wb);
      alike[a * count + c] = mean;
      alike[c * count + a] = mean;
    }
    weight[a] = wa + wb;
    for (let t = 0; t < count; t++) if (group[t] === b) group[t] = a;
    alive.splice(alive.indexOf(b), 1);
  }
  alive.sort((a, b) => weight[b]! - weight[a]! || a - b);
  const number = new Map(alive.map((g, i) => [g, i]));
  return group.map((g) => number.get(g)!);
}

/** The most alike pair, ties by number. */
function closest(alike: Float64Array, alive: readonly number[], count: number): [number, number] {
  let best = -Infinity;
  let pair: [number, number] = [alive[0]!, alive[1]!];
  for (let i = 0; i < alive.length; i++) {
    for (let j = i + 1; j < alive.length; j++) {
      const s = alike[alive[i]! * count + alive[j]!]!;
      if (s > best) {
        best = s;
        pair = [alive[i]!, alive[j]!];
      }
    }
  }
  return pair;
}
