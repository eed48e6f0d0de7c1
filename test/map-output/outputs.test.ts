import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { buildTopicMap } from '../../src/map-output/assemble.js';
import { placeLabels } from '../../src/map-output/place-labels.js';
import type { TopicMap } from '../../src/topic-map/schema.js';
import { writeAtlas, writeAtlasLabels } from '../../src/map-output/write-atlas.js';
import { writePapersCsv, writeTopicsCsv } from '../../src/map-output/write-csv.js';
import { writeGraphml } from '../../src/map-output/write-graphml.js';
import { writePng } from '../../src/map-output/write-png.js';
import { writeSvg } from '../../src/map-output/write-svg.js';
import { xml } from '../../src/text/xml.js';
import { grouping, mapInput } from './helpers.js';

const HOSTILE = [
  '=HYPERLINK("http://x","y")',
  '+1+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  '</text><script>alert(1)</script>',
  'quote " and, comma; semicolon\r\nnew line',
  'bidi \u202e override \u2066',
  'NUL \u0000 bell \u0007 \ufffe',
  'lone \ud800 surrogate',
  "' onload='x",
];

function hostile(): TopicMap {
  const map = buildTopicMap(mapInput(2, 6));
  map.papers.forEach((paper, i) => {
    paper.title = HOSTILE[i % HOSTILE.length]!;
    paper.authors = [HOSTILE[(i + 1) % HOSTILE.length]!];
  });
  map.topics[0]!.label = '</text><script>alert(1)</script>';
  map.topics[1]!.label = '=1+1';
  map.title = '<b onclick="x">&';
  return map;
}

const rows = (csv: string): string[][] => parse(csv, { bom: true });

describe('writePapersCsv', () => {
  it('guards every cell that a spreadsheet would run', () => {
    const cells = rows(writePapersCsv(hostile())).flat();
    for (const cell of cells) {
      if (/^[=+\-@\t\r\uff1d]/.test(cell)) expect(Number.isNaN(Number(cell)), cell).toBe(false);
    }
    expect(cells).toContain('\'=HYPERLINK("http://x","y")');
  });

  it('begins with a byte order mark, ends lines with CRLF and quotes what needs it', () => {
    const csv = writePapersCsv(hostile());
    expect(csv.startsWith('\ufeffid,title,')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(rows(csv)[8]![1]).toBe('quote " and, comma; semicolon\r\nnew line');
  });

  it('has one row a paper with topic and area names', () => {
    const map = buildTopicMap(
      mapInput(4, 4, {
        grouping: grouping(
          mapInput(4, 4).papers.map((_, i) => i % 4),
          { areaCount: 2, areas: Int32Array.of(0, 0, 1, 1) },
        ),
      }),
    );
    const [header, ...body] = rows(writePapersCsv(map));
    expect(body).toHaveLength(16);
    const first = Object.fromEntries(header!.map((name, c) => [name, body[0]![c]]));
    expect(first).toMatchObject({
      id: 'p0',
      topic: map.papers[0]!.topic!,
      x: String(map.papers[0]!.x),
      year: '2010',
    });
    expect(map.topics.map(({ label }) => label)).toContain(first['area_label']);
  });
});

describe('writeTopicsCsv', () => {
  it('has one row a topic, areas named as such', () => {
    const map = buildTopicMap(mapInput(3, 5));
    const [header, ...body] = rows(writeTopicsCsv(map));
    expect(body.map((row) => row[header!.indexOf('id')])).toEqual(map.topics.map(({ id }) => id));
    expect(body.every((row) => row[header!.indexOf('level')] === 'topic')).toBe(true);
    expect(body[0]![header!.indexOf('size')]).toBe('5');
  });
});

describe('writeGraphml', () => {
  it('writes each pair of neighbours once, and every text escaped', () => {
    const map = hostile();
    const graph = writeGraphml(map);
    const edges = [...graph.matchAll(/<edge source="([^"]+)" target="([^"]+)">/g)].map(([, a, b]) =>
      [a, b].sort().join(' '),
    );
    expect(new Set(edges).size).toBe(edges.length);
    const pairs = new Set(
      map.papers.flatMap(({ id, neighbors }) => neighbors.map((other) => [id, other.id].sort().join(' '))),
    );
    expect(new Set(edges)).toEqual(pairs);
    expect(graph).not.toContain('<script');
    expect(graph.match(/<node /g)).toHaveLength(map.papers.length);
  });
});

describe('writeAtlas', () => {
  it('writes neighbours as row numbers and distances', () => {
    const map = buildTopicMap(mapInput(2, 4));
    const lines = writeAtlas(map)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { x: number; neighbors: { ids: number[]; distances: number[] } });
    expect(lines).toHaveLength(8);
    lines.forEach(({ neighbors }, row) => {
      expect(neighbors.ids.map((other) => map.papers[other]!.id)).toEqual(
        map.papers[row]!.neighbors.map(({ id }) => id),
      );
      for (const distance of neighbors.distances) expect(distance).toBeGreaterThanOrEqual(0);
    });
    expect(JSON.parse(writeAtlasLabels(map))).toHaveLength(2);
  });
});

describe('writeSvg', () => {
  it('holds no markup but its own', () => {
    const svg = writeSvg(hostile());
    const elements = new Set([...svg.matchAll(/<([a-z]+)/g)].map(([, name]) => name));
    expect([...elements].sort()).toEqual(['g', 'path', 'rect', 'svg', 'text', 'title', 'tspan']);
    expect(svg).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('draws a dot for each paper inside the picture', () => {
    const dots = [...writeSvg(buildTopicMap(mapInput(4, 5))).matchAll(/M([\d.-]+) ([\d.-]+)h0/g)];
    expect(dots).toHaveLength(20);
    for (const [, x, y] of dots) {
      expect(Number(x)).toBeGreaterThan(0);
      expect(Number(x)).toBeLessThan(1600);
      expect(Number(y)).toBeGreaterThan(0);
      expect(Number(y)).toBeLessThan(1000);
    }
  });

  it.each([0, 1, 2])('draws %i papers', (papers) => {
    const svg = writeSvg(
      buildTopicMap(mapInput(1, papers, { grouping: grouping(new Array<number>(papers).fill(-1)) })),
    );
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});

describe('writePng', () => {
  it('draws the picture', async () => {
    const png = await writePng(writeSvg(buildTopicMap(mapInput(2, 4))));
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  });

  it('says what was wrong with a picture that is none', async () => {
    await expect(writePng('<svg')).rejects.toThrow(/could not be drawn as PNG/);
  });
});

describe('placeLabels', () => {
  const frame = { x: 0, y: 0, width: 800, height: 500 };

  it('lets no label cover another or leave the picture', () => {
    const wishes = Array.from({ length: 60 }, (_, i) => ({
      text: `label number ${i} of several words`,
      spots: [(i * 137) % 900, (i * 71) % 600, (i * 53) % 900, (i * 29) % 600],
      size: 12 + (i % 8),
    }));
    const boxes = placeLabels(wishes, frame).map(({ box }) => box);
    expect(boxes.length).toBeGreaterThan(10);
    boxes.forEach((a, i) => {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 800 && a.y + a.height <= 500).toBe(true);
      for (const b of boxes.slice(i + 1)) {
        expect(
          a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        ).toBe(false);
      }
    });
  });

  it('tries a label at its other spots before it steps aside or is left out', () => {
    const placed = placeLabels(
      [
        { text: 'one', spots: [400, 250], size: 12 },
        { text: 'two', spots: [400, 250, 405, 251, 100, 100], size: 12 },
      ],
      frame,
    );
    expect(
      placed.map(({ box }) => [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]),
    ).toEqual([
      [400, 250],
      [100, 100],
    ]);
  });

  it('gives way to the more important label', () => {
    const same = { text: 'one', spots: [400, 250], size: 12 };
    const placed = placeLabels(
      Array.from({ length: 200 }, () => same),
      { x: 380, y: 240, width: 40, height: 22 },
    );
    expect(placed.map(({ label }) => label)).toEqual([0]);
  });
});

describe('xml', () => {
  it('escapes what is markup and drops what XML cannot hold', () => {
    expect(xml('<a b="c">&\'\u0000\ud800\u202e\ufffe')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&#39;');
    expect(xml('é 😀 中')).toBe('é 😀 中');
  });
});
