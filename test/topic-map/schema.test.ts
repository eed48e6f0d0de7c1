import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_DIR } from '../../src/config.js';
import { buildTopicMap } from '../../src/map-output/assemble.js';
import { topicMapJsonSchema } from '../../src/topic-map/schema.js';
import { readTopicMap, writeTopicMap } from '../../src/map-output/write.js';
import { mapInput } from '../map-output/helpers.js';

describe('readTopicMap', () => {
  it('refuses what is not JSON, naming the file', () => {
    expect(() => readTopicMap('{', 'old.json')).toThrow('old.json is not JSON, so it is no topic map.');
  });

  it('refuses another JSON file, saying where it differs', () => {
    expect(() => readTopicMap('{"schemaVersion": 2}', 'x.json')).toThrow(
      /^x\.json is not a topic map: .* at title\.$/,
    );
  });

  it('refuses JSON that is no map at all', () => {
    expect(() => readTopicMap('{}', 'x.json')).toThrow(
      'x.json has no schemaVersion, which every topic map has.',
    );
    expect(() => readTopicMap('[]', 'x.json')).toThrow('x.json has no schemaVersion');
  });

  it('refuses a map of a later version with what to do', () => {
    expect(() => readTopicMap('{"schemaVersion": 99}', 'x.json')).toThrow(
      'x.json has schemaVersion 99; this fieldmap reads up to 2.',
    );
  });

  it('names the paper that is not as it must be', () => {
    const map = buildTopicMap(mapInput(4, 6));
    const papers = map.papers.map((paper, i) => (i === 7 ? { ...paper, x: 'far' } : paper));
    expect(() => readTopicMap(JSON.stringify({ ...map, papers }), 'x.json')).toThrow(
      /^x\.json is not a topic map: .* at papers\.7\.x\.$/,
    );
    expect(() => readTopicMap(JSON.stringify({ ...map, papers: 5 }), 'x.json')).toThrow('at papers.');
  });

  it('reads a map of version 1, which had no concepts', () => {
    const map = { ...buildTopicMap(mapInput(4, 6)), concepts: undefined };
    const topics = map.topics.map((topic) => ({ ...topic, concepts: undefined }));
    const made = { ...map.made, vectors: undefined, placed: undefined };
    const old = readTopicMap(JSON.stringify({ ...map, schemaVersion: 1, topics, made }), 'x.json');
    expect(old).toEqual(buildTopicMap(mapInput(4, 6)));
  });

  it('refuses an unknown field', () => {
    const map = { ...buildTopicMap(mapInput(2, 3)), extra: 1 };
    expect(() => readTopicMap(JSON.stringify(map), 'x.json')).toThrow(/"extra"/);
  });
});

describe('writeTopicMap', () => {
  it('refuses a map with a number that is none', () => {
    const map = buildTopicMap(mapInput(2, 3));
    map.papers[1]!.x = Number.NaN;
    expect(() => writeTopicMap(map)).toThrow(/The topic map is not as its schema says: .* at papers\.1\.x\./);
  });

  it('gives text that reads back to the same map', () => {
    const map = buildTopicMap(mapInput(4, 5));
    expect(readTopicMap(writeTopicMap(map), 'x.json')).toEqual(map);
  });

  it('does the same with more papers than are written at once', () => {
    const map = buildTopicMap(mapInput(2, 600));
    expect(readTopicMap(writeTopicMap(map), 'x.json')).toEqual(map);
    map.papers[1100]!.title = 7 as unknown as string;
    expect(() => writeTopicMap(map)).toThrow(/ at papers\.1100\.title\./);
  });

  it('orders keys by the schema, whatever their order in the object', () => {
    const map = buildTopicMap(mapInput(2, 3));
    const reversed = Object.fromEntries(Object.entries(map).reverse()) as typeof map;
    expect(writeTopicMap(reversed)).toBe(writeTopicMap(map));
  });

  it('puts one paper and one topic on a line', () => {
    const lines = writeTopicMap(buildTopicMap(mapInput(2, 3))).split('\n');
    expect(lines.filter((line) => line.startsWith('{"id":"p'))).toHaveLength(6);
    expect(lines.filter((line) => line.startsWith('{"id":"t'))).toHaveLength(2);
  });
});

describe('schema/topic-map.schema.json', () => {
  it('is what the zod schema says', () => {
    const shipped = readFileSync(join(PACKAGE_DIR, 'schema', 'topic-map.schema.json'), 'utf8');
    expect(shipped, 'stale: run npm run build').toBe(topicMapJsonSchema());
  });
});
