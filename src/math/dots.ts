/** One vector against many: the inner loop of everything here that takes time. */

/**
 * Dot products of paper `i` of `data` (rows × dimensions) with each row of `others` (`out.length` rows of as many
 * numbers), into `out`. `scratch` holds one row. Four rows at a time, in double precision: the paper is read and
 * widened once for all of them, which is two to three times as fast as one `dot` after another.
 */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
export function dots(
  data: Float32Array,
  i: number,
  others: Float64Array,
  scratch: Float64Array,
  out: Float64Array,
): void {
  const dimensions = scratch.length;
  for (let j = 0, at = i * dimensions; j < dimensions; j++, at++) scratch[j] = data[at]!;
  let t = 0;
  for (; t + 3 < out.length; t += 4) four(scratch, others, t * dimensions, out, t);
  for (; t < out.length; t++) {
    let sum = 0;
    for (let j = 0, at = t * dimensions; j < dimensions; j++, at++) sum += scratch[j]! * others[at]!;
    out[t] = sum;
  }
}

// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function four(row: Float64Array, others: Float64Array, start: number, out: Float64Array, t: number): void {
  const dimensions = row.length;
  let b = start + dimensions;
  let c = b + dimensions;
  let d = c + dimensions;
  let sumA = 0;
  let sumB = 0;
  let sumC = 0;
  let sumD = 0;
  for (let j = 0, a = start; j < dimensions; j++, a++, b++, c++, d++) {
    const value = row[j]!;
    sumA += value * others[a]!;
    sumB += value * others[b]!;
    sumC += value * others[c]!;
    sumD += value * others[d]!;
  }
  out[t] = sumA;
  out[t + 1] = sumB;
  out[t + 2] = sumC;
  out[t + 3] = sumD;
}
