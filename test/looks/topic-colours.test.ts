import { describe, expect, it } from 'vitest';
import { noneColour, topicColours } from '../../src/looks/topic-colours.js';
import { buildTopicMap } from '../../src/map-output/assemble.js';
import { writeSvg } from '../../src/map-output/write-svg.js';
import { mapInput } from '../map-output/helpers.js';

describe('topicColours', () => {
  it.each([false, true])('gives all 24 colours before any twice, and areas none (dark: %s)', (dark) => {
    const topics = Array.from({ length: 25 }, (_, i) => ({
      x: i,
      y: (i * 7) % 5,
      size: 100 - i,
      isArea: i === 0,
    }));
    const colours = topicColours(topics, dark);
    for (const colour of colours) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    expect(new Set(colours.slice(1)).size).toBe(24);
    expect(colours[0]).toBe(noneColour(dark));
  });

  it('are those of the still picture: topic by topic as on the light page', () => {
    const map = buildTopicMap(mapInput(3, 4));
    const parents = new Set(map.topics.map(({ parent }) => parent));
    const colours = topicColours(
      map.topics.map((topic) => ({ ...topic, isArea: parents.has(topic.id) })),
      false,
    );
    const strokes = [
      ...writeSvg(map).matchAll(/stroke="(#[0-9a-f]{6})" stroke-width="[\d.]+" stroke-linecap/g),
    ].map((match) => match[1]);
    const leaves = colours.filter((_, t) => map.papers.some(({ topic }) => topic === map.topics[t]!.id));
    expect(leaves.length).toBeGreaterThan(1);
    expect(strokes.filter((colour) => colour !== noneColour(false))).toEqual(leaves);
  });
});
