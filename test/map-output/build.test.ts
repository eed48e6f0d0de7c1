import { describe, expect, it } from 'vitest';
import { buildTopicMap } from '../../src/map-output/assemble.js';
import { membership } from '../../src/cluster/membership.js';
import { groupSizes } from '../../src/math/centroids.js';
import { fuzzyGraph } from '../../src/projection/index.js';
import type { Matrix } from '../../src/types.js';
import { extendTopics } from '../../src/topics/nearest-topic.js';
import { writeTopicMap } from '../../src/map-output/write.js';
import { exactLists, grouping, mapInput, matrix, paper } from './helpers.js';

const leaves = (map: ReturnType<typeof buildTopicMap>) => {
  const parents = new Set(map.topics.map(({ parent }) => parent));
  return map.topics.filter(({ id }) => !parents.has(id));
};

const linksOf = (vectors: Matrix) => {
  const lists = exactLists(vectors, 3);
  return { lists, graph: () => fuzzyGraph(lists) };
};

describe('buildTopicMap, odd corpora', () => {
  it.each([0, 1, 2])('makes a valid map of %i papers without topics', (papers) => {
    const input = mapInput(1, papers, { grouping: grouping(new Array<number>(papers).fill(-1)) });
    const map = buildTopicMap(input);
    expect(() => writeTopicMap(map)).not.toThrow();
    expect(map.topics).toEqual([]);
    expect(map.unplaced.count).toBe(papers);
    expect(map.made.sentence).toContain('too few for topics');
  });

  it('names a topic whose papers have no words at all', () => {
    const input = mapInput(2, 3);
    const map = buildTopicMap({
      ...input,
      papers: input.papers.map(({ id }) => paper(id, { title: '$x$' })),
    });
    expect(map.topics.map(({ label }) => label)).toEqual(['Untitled', 'Untitled (2)']);
  });

  it('keeps hostile titles as data', () => {
    const input = mapInput(2, 4);
    const title = '</script><img onerror=alert(1)> \u202e constructor __proto__ toString';
    const papers = input.papers.map((one) => ({ ...one, title }));
    const map = buildTopicMap({ ...input, papers });
    expect(map.papers[0]!.title).toBe(title);
    expect(map.topics.map(({ label }) => label).join()).not.toMatch(/[<>]/);
  });
});

describe('buildTopicMap', () => {
  it('gives the same text for the same input', () => {
    expect(writeTopicMap(buildTopicMap(mapInput(4, 6)))).toBe(writeTopicMap(buildTopicMap(mapInput(4, 6))));
  });

  it('names topics by their own words, no two alike', () => {
    const labels = buildTopicMap(mapInput(4, 6)).topics.map(({ label }) => label);
    expect(new Set(labels).size).toBe(4);
    expect(labels[0]).toMatch(/graph|molecul/i);
    expect(labels[2]).toMatch(/plasma|dust/i);
  });

  it('counts the unplaced and says which topic they are nearest to', () => {
    const of = [0, 1, 0, 1, -1, -1];
    const map = buildTopicMap(
      mapInput(2, 3, { grouping: grouping(of, { nearest: Int32Array.from([0, 1, 0, 1, 0, 0]) }) }),
    );
    expect(map.unplaced).toEqual({ count: 2, nearest: [{ id: map.papers[0]!.topic, count: 2 }] });
    expect(map.papers[4]).toMatchObject({ topic: null, nearestTopic: map.papers[0]!.topic });
  });

  it('puts topics under areas of two topics or more, and drops an area that holds all or one', () => {
    const areas = (numbers: readonly number[]) =>
      buildTopicMap(
        mapInput(4, 4, {
          grouping: grouping(
            mapInput(4, 4).papers.map((_, i) => i % 4),
            { areaCount: 2, areas: Int32Array.from(numbers) },
          ),
        }),
      ).topics;
    const two = areas([0, 0, 1, 1]);
    expect(two.map(({ id, parent }) => [id[0], parent])).toEqual([
      ['a', null],
      ['t', 'a1'],
      ['t', 'a1'],
      ['a', null],
      ['t', 'a2'],
      ['t', 'a2'],
    ]);
    expect(two[0]!.size).toBe(8);
    expect(areas([0, 0, 0, 1]).filter(({ id }) => id.startsWith('a'))).toHaveLength(1);
    expect(areas([0, 0, 0, 0]).filter(({ id }) => id.startsWith('a'))).toHaveLength(0);
  });

  it('lists the true neighbours of each paper', () => {
    const map = buildTopicMap(mapInput(2, 4));
    for (const one of map.papers) {
      expect(one.neighbors).toHaveLength(3);
      expect(one.neighbors.map(({ id }) => id)).not.toContain(one.id);
    }
  });
});

describe('buildTopicMap on a standing map', () => {
  const first = mapInput(4, 6);
  const old = buildTopicMap(first);

  it('keeps ids and labels when nothing changed', () => {
    expect(buildTopicMap({ ...first, previous: old })).toEqual(old);
    expect(buildTopicMap({ ...first, previous: old, mode: 'extend' })).toEqual(old);
  });

  it('makes labels anew on request, all but a person’s', () => {
    const stale = structuredClone(old);
    for (const topic of stale.topics) topic.label = `stale ${topic.id}`;
    const edits = { names: { t2: 'My topic' }, merges: [] };
    const labels = (mode: 'extend' | 'relabel') =>
      buildTopicMap({ ...first, previous: stale, mode, edits }).topics.map(({ label }) => label);
    expect(labels('extend')).toEqual(['stale t1', 'My topic', 'stale t3', 'stale t4']);
    expect(labels('relabel')).toEqual(old.topics.map(({ id, label }) => (id === 't2' ? 'My topic' : label)));
  });

  it('keeps ids when topics are numbered otherwise', () => {
    const renumbered = grouping(first.papers.map((_, i) => 3 - (i % 4)));
    const again = buildTopicMap({ ...first, grouping: renumbered, previous: old });
    expect(again.papers.map(({ topic }) => topic)).toEqual(old.papers.map(({ topic }) => topic));
  });

  it('never gives an id a second time', () => {
    const two = buildTopicMap({
      ...first,
      grouping: grouping(first.papers.map((_, i) => Math.min(1, i % 4))),
      previous: old,
    });
    const gone = old.topics
      .filter(({ id }) => !two.topics.some((topic) => topic.id === id))
      .map(({ id }) => id);
    expect(gone.length).toBeGreaterThan(0);
    const four = buildTopicMap({ ...first, previous: two });
    for (const id of gone) expect(four.topics.map((topic) => topic.id)).not.toContain(id);
  });

  it('keeps a name given by a person through a refit', () => {
    const edits = { names: { t2: 'My topic' }, merges: [] };
    const renamed = buildTopicMap({ ...first, previous: old, mode: 'extend', edits });
    expect(renamed.topics.find(({ id }) => id === 't2')).toMatchObject({ label: 'My topic', renamed: true });
    expect(
      buildTopicMap({ ...first, previous: renamed, edits }).topics.find(({ id }) => id === 't2')!.label,
    ).toBe('My topic');
    const undone = buildTopicMap({ ...first, previous: renamed, edits: { names: {}, merges: [] } });
    expect(undone.topics.find(({ id }) => id === 't2')).toMatchObject({ renamed: false });
    expect(undone.topics.find(({ id }) => id === 't2')!.label).not.toBe('My topic');
  });

  it('joins topics, and keeps them joined through a refit that finds them apart again', () => {
    const edits = { names: {}, merges: [{ into: 't1', from: ['t3'] }] };
    const joined = buildTopicMap({ ...first, previous: old, mode: 'extend', edits });
    expect(joined.topics.map(({ id }) => id).sort()).toEqual(['t1', 't2', 't4']);
    expect(joined.topics.find(({ id }) => id === 't1')).toMatchObject({ size: 12, merged: ['t3'] });
    const refit = buildTopicMap({ ...first, previous: joined, edits });
    expect(refit.papers.map(({ topic }) => topic)).toEqual(joined.papers.map(({ topic }) => topic));
  });

  it('places added papers without moving an old one', () => {
    const more = mapInput(4, 8);
    const ids = more.papers.map(({ id }) => id);
    const extended = buildTopicMap({
      ...more,
      previous: old,
      mode: 'extend',
      grouping: extendTopics(old, ids, more.vectors, linksOf(more.vectors)),
    });
    for (const one of old.papers)
      expect(extended.papers.find(({ id }) => id === one.id)!.topic).toBe(one.topic);
    expect(leaves(extended).map(({ id, label }) => [id, label])).toEqual(
      leaves(old).map(({ id, label }) => [id, label]),
    );
    expect(extended.papers[30]!.topic).toBe(old.papers[2]!.topic);
  });
});

describe('extendTopics', () => {
  it('leaves a paper that is far from every topic in none, with its nearest', () => {
    const old = buildTopicMap(mapInput(4, 6));
    const input = mapInput(4, 6);
    const far = matrix([
      ...Array.from({ length: 24 }, (_, i) => Array.from(input.vectors.data.subarray(5 * i, 5 * i + 5))),
      [0.2, 0, 0, 0, 1],
    ]);
    const found = extendTopics(old, [...input.papers.map(({ id }) => id), 'far'], far, linksOf(far));
    expect(found.assignment[24]).toBe(-1);
    expect(found.nearest[24]).toBe(0);
    expect(found.strength[24]).toBeLessThan(0.3);
  });

  it('measures an added paper on the scale of the others: a copy is as firm as its original', () => {
    const old = buildTopicMap(mapInput(4, 6));
    const input = mapInput(4, 6);
    // Between the first subject and the second, and a copy of a paper of the first.
    const more = matrix([
      ...Array.from({ length: 24 }, (_, i) => Array.from(input.vectors.data.subarray(5 * i, 5 * i + 5))),
      [1, 1, 0, 0, 0.02],
      Array.from(input.vectors.data.subarray(0, 5)),
    ]);
    const ids = [...input.papers.map(({ id }) => id), 'between', 'copy'];
    const links = linksOf(more);
    const found = extendTopics(old, ids, more, links);
    const labels = found.nearest;
    const all = membership(
      links.lists,
      links.graph(),
      { labels, count: 4, sizes: groupSizes(labels, 4) },
      Int32Array.from(labels.keys()),
    );
    expect([found.strength[24], found.strength[25]]).toEqual([all.strength[24], all.strength[25]]);
    expect(found.strength[25]).toBeGreaterThan(found.strength[24]!);
    expect(found.nearest[25]).toBe(found.nearest[0]);
  });

  it('makes no graph when nothing was added', () => {
    const input = mapInput(4, 6);
    const old = buildTopicMap(input);
    const ids = input.papers.map(({ id }) => id);
    const found = extendTopics(old, ids, input.vectors, {
      lists: input.lists,
      graph: () => {
        throw new Error('nobody needs it');
      },
    });
    expect([...found.strength]).toEqual(old.papers.map(({ strength }) => strength));
  });
});
