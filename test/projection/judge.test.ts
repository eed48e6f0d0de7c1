import { describe, expect, it } from 'vitest';
import { judgePlaces } from '../../src/projection/judge.js';
import { neighborsKept } from '../../src/projection/neighbors-kept.js';
import { trustworthiness } from '../../src/projection/trustworthiness.js';
import { bundles, exactLists } from './points.js';

describe('a judged picture', () => {
  const vectors = bundles(3, 20, 6, 2);
  const lists = exactLists(vectors, 5);
  const places = Float32Array.from(
    { length: 120 },
    (_, at) => vectors.data[Math.floor(at / 2) * 6 + (at % 2)]!,
  );
  const judged = judgePlaces(vectors, lists, places, { k: 5, seed: 1 });

  it('has its own measures', () => {
    expect(judged.trustworthiness).toBe(trustworthiness(vectors, places, 5, { seed: 1 }).trustworthiness);
    expect(judged.shares).toEqual(neighborsKept(lists, places, 5).shares);
    expect(judged.neighborsKept).toBeCloseTo(judged.shares.reduce((sum, share) => sum + share, 0) / 60, 6);
  });

  it('is as good turned, mirrored and scaled', () => {
    const turned = places.slice();
    for (let i = 0; i < 60; i++) turned.set([4 * places[2 * i + 1]!, 4 * places[2 * i]!], 2 * i);
    expect(judgePlaces(vectors, lists, turned, { k: 5, seed: 1 })).toEqual(judged);
  });
});
