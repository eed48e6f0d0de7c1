/**
 * How surely a score tells two groups apart: the probability that one drawn from `inside` has a greater score than one
 * drawn from `outside`, ties counted half (area under the ROC curve, by rank sums: Mann and Whitney 1947). 0..1, 0.5 is
 * chance; null when a group is empty.
 */
export function auc(inside: ArrayLike<number>, outside: ArrayLike<number>): number | null {
  const [m, n] = [inside.length, outside.length];
  if (m === 0 || n === 0) return null;
  const a = Float64Array.from(inside).sort();
  const b = Float64Array.from(outside).sort();
  let wins = 0;
  let below = 0;
  let notAbove = 0;
  for (const score of a) {
    while (below < n && b[below]! < score) below++;
    notAbove = Math.max(notAbove, below);
    while (notAbove < n && b[notAbove]! <= score) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (m * n);
}
