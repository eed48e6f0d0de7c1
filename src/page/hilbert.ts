/** An order in which what is near on the map stays near: along Hilbert's curve. */

/** Numbers of the spots (each 0..65535 in x and y) in the order in which the curve passes them; ties keep theirs. */
export function hilbertOrder(spots: readonly (readonly [x: number, y: number])[]): number[] {
  const along = Float64Array.from(spots, ([x, y]) => distance(x, y));
  return spots.map((_, i) => i).sort((a, b) => along[a]! - along[b]! || a - b);
}

/** How far along the curve a spot lies. After the usual formulation (https://en.wikipedia.org/wiki/Hilbert_curve). */
function distance(x: number, y: number): number {
  let far = 0;
  for (let side = 32768; side >= 1; side /= 2) {
    const right = (x & side) > 0 ? 1 : 0;
    const up = (y & side) > 0 ? 1 : 0;
    far += side * side * ((3 * right) ^ up);
    if (up === 1) continue;
    if (right === 1) {
      x = 65535 - x;
      y = 65535 - y;
    }
    [x, y] = [y, x];
  }
  return far;
}
