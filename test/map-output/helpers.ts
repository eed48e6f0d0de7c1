/** Small maps whose every number can be followed by eye. */
import type { MapInput } from '../../src/topic-map/types.js';
import { NO_EDITS } from '../../src/topic-map/types.js';
import type { Grouping, Matrix, NeighborLists, Paper } from '../../src/types.js';

export function paper(id: string, fields: Partial<Paper> = {}): Paper {
  return {
    id,
    title: `Title of ${id}`,
    abstract: '',
    authors: [],
    year: null,
    venue: null,
    doi: null,
    url: null,
    labels: [],
    sources: [],
    ids: {},
    extra: {},
    ...fields,
  };
}

/** Rows scaled to unit length. */
export function matrix(rows: readonly (readonly number[])[]): Matrix {
  const dimensions = rows[0]?.length ?? 1;
  const data = Float32Array.from(
    rows.flatMap((row) => {
      const length = Math.hypot(...row) || 1;
      return row.map((value) => value / length);
    }),
  );
  return { data, rows: rows.length, dimensions };
}

export function exactLists({ data, rows, dimensions }: Matrix, k: number): NeighborLists {
  const indices = new Int32Array(rows * k).fill(-1);
  const similarities = new Float32Array(rows * k);
  for (let i = 0; i < rows; i++) {
    const all = Array.from({ length: rows }, (_, j) => {
      let cosine = 0;
      for (let d = 0; d < dimensions; d++) cosine += data[i * dimensions + d]! * data[j * dimensions + d]!;
      return { j, cosine };
    })
      .filter(({ j }) => j !== i)
      .sort((a, b) => b.cosine - a.cosine || a.j - b.j)
      .slice(0, k);
    all.forEach(({ j, cosine }, n) => {
      indices[i * k + n] = j;
      similarities[i * k + n] = cosine;
    });
  }
  return { rows, k, indices, similarities };
}

export function grouping(assignment: readonly number[], fields: Partial<Grouping> = {}): Grouping {
  const count = Math.max(-1, ...assignment) + 1;
  return {
    count,
    assignment: Int32Array.from(assignment),
    nearest: Int32Array.from(assignment, (topic) => Math.max(topic, count > 0 ? 0 : -1)),
    strength: Float32Array.from(assignment, (topic) => (topic < 0 ? 0 : 1)),
    areaCount: Math.min(count, 1),
    areas: new Int32Array(count),
    stability: null,
    ...fields,
  };
}

const SUBJECTS = [
  [
    'Graph neural networks for molecules',
    'We train graph neural networks on molecular graphs. Message passing predicts toxicity of molecules.',
  ],
  [
    'Sparse autoencoders find features',
    'Sparse autoencoders recover interpretable features of language models. Dictionary size matters.',
  ],
  ['Dust in tokamak plasma', 'Dust grains drift in tokamak plasma. The plasma sheath charges the dust.'],
  ['Wheat yield under drought', 'Wheat yield falls under drought stress. Irrigation of wheat fields helps.'],
] as const;

/** `perTopic` papers on each of up to four subjects, subject `t` along axis `t`, places in four corners. */
export function mapInput(topics: number, perTopic: number, fields: Partial<MapInput> = {}): MapInput {
  const of = Array.from({ length: topics * perTopic }, (_, i) => i % topics);
  const papers = of.map((topic, i) =>
    paper(`p${i}`, {
      title: SUBJECTS[topic]![0],
      abstract: SUBJECTS[topic]![1],
      year: 2010 + (i % 7),
      authors: ['Ada Example'],
    }),
  );
  const vectors = matrix(
    of.map((topic, i) =>
      Array.from({ length: 5 }, (_, d) => (d === topic ? 1 : d === 4 ? 0.01 * (i % 5) : 0)),
    ),
  );
  return {
    title: 'Four subjects',
    made: {
      fieldmap: '0.0.0',
      seed: 42,
      parameters: { neighbors: 3 },
      model: { id: 'fake', hash: 'abc', dimensions: 5 },
      vectors: '',
      placed: 0,
      continued: false,
      input: 'def',
    },
    papers,
    vectors,
    lists: exactLists(vectors, Math.min(3, Math.max(0, papers.length - 1))),
    points: Float32Array.from(
      of.flatMap((topic, i) => [10 * (topic % 2) + 0.1 * i, 10 * Math.floor(topic / 2) + 0.05 * i]),
    ),
    grouping: grouping(of),
    quality: {
      placeTrust: new Float32Array(papers.length).fill(0.5),
      trustworthiness: 0.9,
      neighborsKept: 0.5,
      neighbors: 3,
    },
    previous: null,
    mode: 'refit',
    edits: NO_EDITS,
    ...fields,
  };
}
