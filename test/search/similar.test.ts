import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/math/matrix.js';
import { settingApart } from '../../src/search/terms.js';
import { similarTo, type Exemplar } from '../../src/search/similar.js';
import { memorySources, sentencesOf, vectorOf } from './memory-sources.js';

const sources = memorySources([
  { id: 'a', title: 'Graph parser', abstract: 'A neural parser for graphs.' },
  {
    id: 'b',
    title: 'Neural graph parsing of speech',
    abstract: 'Speech is parsed. A neural parser for graphs.',
  },
  { id: 'c', title: 'Speech corpus', abstract: 'A corpus of verbs and nouns in speech.' },
  { id: 'd', title: 'Protein star', abstract: 'An image of a cell.' },
  { id: 'e', title: 'Graph star', abstract: 'Graphs of stars in images.' },
]);

function exemplar(text: string): Exemplar {
  return { text, vector: vectorOf(text), sentences: sentencesOf(text) };
}

const A = exemplar('Graph parser\nA neural parser for graphs.');

describe('similar', () => {
  it('has nothing to say about a draft without words', async () => {
    const { hits } = await similarTo([{ text: '', vector: null, sentences: null }], [], sources);
    expect(hits).toEqual([]);
  });

  it('goes by words when the exemplar has no vector', async () => {
    const { hits } = await similarTo([{ ...A, vector: null, sentences: null }], [], sources, {
      leftOut: Int32Array.of(1),
    });
    expect(hits[0]!.id).toBe('b');
    expect(hits[0]!.pair).toBeNull();
  });

  it('leaves the exemplar out and names the best pair of sentences and the shared terms', async () => {
    const { hits } = await similarTo([A], [], sources, { leftOut: Int32Array.of(1) });
    expect(hits.map(({ id }) => id)).not.toContain('a');
    expect(hits[0]!.id).toBe('b');
    expect(hits[0]!.pair).toMatchObject({ exemplar: 0, sentence: 2, other: 1 });
    expect(hits[0]!.shared.map((word) => word.toLowerCase())).toContain('parser');
  });

  it('of several exemplars the nearest counts beside their mean', async () => {
    const others = [A, exemplar('Protein star\nAn image of a cell.'), exemplar('Protein cell\nStars.')];
    const dense = { mode: 'dense' as const, limit: 5 };
    const { hits } = await similarTo(others, [], sources, dense);
    const scores = new Map(hits.map(({ id, scores: { dense: own } }) => [id, own!]));
    const vectors = others.map(({ vector }) => vector!);
    const mean = normalize(vectors[0]!.map((_value, i) => vectors.reduce((sum, one) => sum + one[i]!, 0)));
    const cosine = (a: Float32Array, b: Float32Array): number =>
      a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const text = vectorOf('Graph star\nGraphs of stars in images.');
    const expected = (cosine(text, mean) + Math.max(...vectors.map((one) => cosine(text, one)))) / 2;
    expect(scores.get('e')).toBeCloseTo(expected, 5);
    const [single] = (await similarTo([A], [], sources, { ...dense, leftOut: Int32Array.of(1) })).hits;
    expect(single!.scores.dense).toBeCloseTo(
      cosine(
        vectorOf('Neural graph parsing of speech\nSpeech is parsed. A neural parser for graphs.'),
        A.vector!,
      ),
      5,
    );
  });

  it('says of several exemplars which one a sentence is like', async () => {
    const { hits } = await similarTo(
      [A, exemplar('Speech corpus\nA corpus of verbs and nouns in speech.')],
      [],
      sources,
      { leftOut: Int32Array.of(1) },
    );
    expect(
      hits
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['b', 'c']);
    expect(hits.find(({ id }) => id === 'c')!.pair!.exemplar).toBe(1);
  });

  it('steers away', async () => {
    const graph = exemplar('Graph star parser neural');
    const plain = await similarTo([graph], [], sources);
    const steered = await similarTo([graph], [exemplar('Graphs of stars in images')], sources);
    const place = (hits: readonly { id: string }[]) => hits.findIndex(({ id }) => id === 'e');
    const lead = ({ hits }: typeof plain) =>
      hits[place(hits)]!.score - Math.max(...hits.filter(({ id }) => id !== 'e').map(({ score }) => score));
    expect(lead(steered)).toBeLessThan(lead(plain));
    expect(place(steered.hits)).toBeGreaterThan(0);
  });

  it('filters first', async () => {
    const { hits } = await similarTo([A], [], sources, {
      allowed: Int32Array.of(1, 3, 4),
      leftOut: Int32Array.of(1),
    });
    expect(hits.map(({ id }) => id).sort()).toEqual(['c', 'd']);
  });

  it('tells what sets a draft apart from its nearest papers', () => {
    expect(settingApart('Graph parser for tensor verbs', ['Graph parser'], sources.lexical, 1)).toEqual([
      'tensor',
    ]);
  });
});
