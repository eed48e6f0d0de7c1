/** Numbers for topics: 0 .. count - 1, the largest first, none empty. */
export interface Partition {
  readonly labels: Int32Array;
  readonly count: number;
  readonly sizes: Int32Array;
}

/** Ties by the first paper. Labels may be any whole numbers. */
export function renumberTopics(labels: Int32Array): Partition {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  // A Map keeps the order of first appearance, and sorting is stable.
  const order = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)!);
  const number = new Map(order.map((label, t) => [label, t]));
  return {
    labels: labels.map((label) => number.get(label)!),
    count: order.length,
    sizes: Int32Array.from(order, (label) => sizes.get(label)!),
  };
}
