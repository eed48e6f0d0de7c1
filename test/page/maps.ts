/** Maps for the tests of the page. */
import type { PageMap } from '../../src/page/types.js';

/** Titles that would run, or break the page, if they were ever taken for markup or code. */
export const HOSTILE = [
  '<img src=x onerror="window.hacked = 1">',
  '</script><script>window.hacked = 1</script>',
  'line\u2028separator',
  '\u202egnp.exe',
  'x'.repeat(5000),
  '${window.hacked = 1}',
  '<!--<script>',
  '"\'&amp;',
];

type Paper = PageMap['papers'][number];
type Topic = PageMap['topics'][number];

function paper(i: number, title: string, topic: string | null): Paper {
  return {
    id: `p${i}`,
    title,
    authors: i === 0 ? ['Ada Lovelace', 'Charles Babbage'] : [],
    year: 2000 + i,
    venue: i === 0 ? 'Notes' : null,
    doi: i === 0 ? '10.1000/182' : null,
    url: i === 1 ? 'javascript:window.hacked=1' : 'https://example.org/',
    x: i % 4,
    y: Math.floor(i / 4),
    topic,
    nearestTopic: 't1',
    placeTrust: 0.5,
    neighbors: [1, 2, 3].map((step) => ({ id: `p${(i + step) % 9}`, similarity: 0.5 })),
  };
}

function topic(id: string, label: string, terms: readonly string[], more: Partial<Topic> = {}): Topic {
  return {
    id,
    label,
    terms: terms.map((term) => ({ term, weight: 1 })),
    size: 5,
    exemplars: ['p0'],
    parent: null,
    related: [],
    x: 1,
    y: 1,
    years: { 2000: 2, 2003: 3 },
    overTime: { reason: null },
    ...more,
  };
}

const MADE: PageMap['made'] = {
  sentence: 'Made by hand.',
  fieldmap: '0.0.0',
  seed: 7,
  parameters: { granularity: 'fine', topics: null, assignAll: true },
  model: { id: 'none', hash: 'ab'.repeat(32), dimensions: 3 },
  input: 'cd'.repeat(32),
};

/** Nine papers on a grid, p0 at (0, 0), p1 at (1, 0) … p4 at (0, 1); years 2000 to 2008. */
export const MAP: PageMap = {
  title: 'A map <b>of</b> titles',
  made: MADE,
  papers: [
    paper(0, 'Sparse autoencoders', 't1'),
    ...HOSTILE.map((title, i) => paper(i + 1, title, i < 3 ? 't1' : i < 6 ? 't2' : null)),
  ],
  topics: [
    topic('t1', '<i>features</i>', ['sparse', 'dense'], {
      size: 4,
      related: [{ id: 't2', similarity: 0.5 }],
    }),
    topic('t2', 'circuits', ['sparse', 'wire'], { size: 3, x: 2, y: 2 }),
  ],
  unplaced: { count: 2 },
  quality: { trustworthiness: 0.9, neighborsKept: 0.5, neighbors: 15 },
};
export const ABSTRACTS = ['We learn features. Then we stop.', ...HOSTILE];

const WORDS = [
  'map',
  'field',
  'sparse',
  'paper',
  'neuron',
  'graph',
  'topic',
  'model',
  'sense',
  'word',
  'tree',
  'light',
];

/** `count` papers in clumps, with short abstracts; the same every time. */
export function largeMap(count: number): { map: PageMap; abstracts: string[] } {
  let seed = 1;
  const random = (below: number): number =>
    Math.floor(((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 4294967296) * below);
  const topics = Array.from({ length: 40 }, (_, t) =>
    topic(`t${t}`, `topic ${t}`, ['map'], {
      size: 0,
      x: t % 8,
      y: Math.floor(t / 8),
      parent: null,
      years: {},
    }),
  );
  const text = (length: number): string =>
    Array.from({ length }, () => WORDS[random(WORDS.length)]!).join(' ');
  const papers = Array.from({ length: count }, (_, i): Paper => {
    const t = random(40);
    return {
      id: `p${i}`,
      title: i === 4711 ? 'The one needle' : text(7),
      authors: ['A. Author'],
      year: 1980 + random(45),
      venue: null,
      doi: null,
      url: null,
      x: (t % 8) + random(1000) / 1400,
      y: Math.floor(t / 8) + random(1000) / 1400,
      topic: `t${t}`,
      nearestTopic: `t${t}`,
      placeTrust: 0.4,
      neighbors: [{ id: `p${random(count)}`, similarity: 0.7 }],
    };
  });
  return {
    map: { ...MAP, title: 'Large', papers, topics, unplaced: { count: 0 } },
    abstracts: papers.map(() => text(6)),
  };
}
