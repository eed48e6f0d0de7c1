/** Topics that stand between research fields. */

/** The share of a topic's papers that each of its fields has. */
interface Share {
  readonly share: number;
}

const LEAST = 0.25;

/** The fields that a topic mixes: those of a quarter of its papers each, where there are two or more; else none. */
export function mixedFields<T extends Share>(fields: readonly T[]): readonly T[] {
  const large = fields.filter(({ share }) => share >= LEAST);
  return large.length > 1 ? large : [];
}
