import type { Labels, Text } from './types.js';

export interface LabelOptions {
  readonly areaCount: number;
}

export function labelTopics(
  _texts: Iterable<Text>, _assignment: Int32Array, count: number, _areas: Int32Array, { areaCount }: LabelOptions,
): Labels {
  const stub = (name: string) => (_: unknown, i: number) => ({ label: `${name} ${i + 1}`, terms: [] });
  return {
    topics: Array.from({ length: count }, stub('topic')),
    areas: Array.from({ length: areaCount }, stub('area')),
  };
}
