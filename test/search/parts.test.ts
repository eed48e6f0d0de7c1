import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { untilClearCut } from '../../src/search/candidates.js';
import { diversify } from '../../src/search/diverse.js';
import { matchedWords } from '../../src/search/explain.js';
import { fuse } from '../../src/search/fused.js';
import { orderOf, ranksOf, sumOf } from '../../src/search/fuse.js';
import { findIdentifiers } from '../../src/text/identifiers.js';
import { RANKING } from '../../src/search/ranking.js';
import { bestPair, bestSentence } from '../../src/search/sentences.js';
import { cosinesAmong, smoothBest } from '../../src/search/smooth.js';
import { intersect, subtract, unite } from '../../src/search/sources.js';
import { reweightedScores } from '../../src/search/term-reweighting.js';
import { expansionTerms, questionTerms, queryTermsOf } from '../../src/search/terms.js';
import { isName } from '../../src/search/exact-match.js';
import { normalize } from '../../src/math/matrix.js';
import { DIMENSIONS, memorySources, sentencesOf, vectorOf, WORDS } from './memory-sources.js';

const numbers = (length: number) =>
  fc.array(
    fc.integer({ min: -50, max: 100 }).map((n) => n / 50),
    { minLength: length, maxLength: length },
  );

/** Rows of unit length in four dimensions, and one score each. */
const scoredRows = fc.integer({ min: 1, max: 12 }).chain((rows) =>
  fc.record({
    scores: numbers(rows).map((values) => Float32Array.from(values)),
    vectors: numbers(rows * 4).map((values) => {
      const data = Float32Array.from(values);
      for (let i = 0; i < rows; i++) normalize(data.subarray(4 * i, 4 * i + 4));
      return { data, rows, dimensions: 4 };
    }),
  }),
);

function cosine(data: Float32Array, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < 4; d++) sum += data[4 * i + d]! * data[4 * j + d]!;
  return sum;
}

describe('lists of keys', () => {
  const keys = fc.uniqueArray(fc.integer({ min: 1, max: 40 })).map((list) => Int32Array.from(list).sort());

  it('are intersected, subtracted and united as sets are', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        expect([...intersect(a, b)]).toEqual([...a].filter((key) => b.includes(key)));
        expect([...subtract(a, b)]).toEqual([...a].filter((key) => !b.includes(key)));
        expect([...unite(a, b)]).toEqual([...new Set([...a, ...b])].sort((x, y) => x - y));
      }),
    );
  });
});

describe('fusion', () => {
  it('orders by score, then by position', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 })), (values) => {
        const scores = Float32Array.from(values);
        const naive = values
          .map((value, i) => [value, i] as const)
          .sort((a, b) => b[0] - a[0] || a[1] - b[1])
          .map(([, i]) => i);
        expect([...orderOf(scores)]).toEqual(naive);
        expect([...ranksOf(scores)]).toEqual(values.map((_value, i) => naive.indexOf(i) + 1));
      }),
    );
  });

  it('adds parts up', () => {
    expect([...sumOf([Float32Array.of(1, 2), Float32Array.of(3, 5)], 2)]).toEqual([4, 7]);
  });

  it('is the sum that it says it is, without smoothing and expansion', async () => {
    const papers = [
      { id: 'a', title: 'graph parser' },
      { id: 'b', title: 'speech' },
      { id: 'c', title: 'graph star' },
    ];
    const sources = memorySources(papers);
    const keys = Int32Array.of(1, 2, 3);
    const words = questionTerms('graph parser', sources.lexical);
    const signals = {
      lexical: sources.lexical.score(words.terms, keys),
      dense: Float32Array.of(0.1, 0.2, 0.3),
      sentence: Float32Array.of(0.4, 0.6, 0.8),
      sentenceIndex: new Int32Array(3),
    };
    const candidates = {
      keys,
      ids: ['a', 'b', 'c'],
      vectors: await sources.vectors(keys),
      sentences: [null, null, null],
    };
    const plain = { ...RANKING, expansionWeight: 0, smoothingShare: 0, reweightingStrength: 0 };
    const { scores } = await fuse({ words, candidates, signals }, sources, {
      mode: 'hybrid',
      ranking: plain,
    });
    const reach = [...words.terms].reduce(
      (sum, [term, weight]) => sum + weight * sources.lexical.inverseFrequency(term),
      0,
    );
    for (let i = 0; i < 3; i++) {
      // memorySources: unrelated papers have cosines of 0.1 ± 0.125, and eight deviations weigh 1.
      const likeness = 0.5 * Math.max(0, signals.dense[i]! - 0.1) + 0.5 * (signals.sentence[i]! - 0.1);
      const naive = (RANKING.lexicalWeight * signals.lexical[i]!) / Math.sqrt(reach) + likeness;
      expect(scores[i]).toBeCloseTo(naive / (0.6 * (0.9 + RANKING.lexicalWeight * Math.sqrt(reach))), 5);
    }
  });
});

describe('telling words', () => {
  const sources = memorySources([
    { id: 'a', title: 'graph' },
    { id: 'b', title: 'graph parser' },
    { id: 'c', title: 'graph' },
  ]);
  const keys = Int32Array.of(1, 2, 3);
  const terms = new Map([
    ['graph', 1],
    ['parser', 1],
  ]);
  const plain = sources.lexical.score(terms, keys);

  it('weigh as they are when nothing is near', () => {
    reweightedScores(terms, { keys, dense: new Float32Array(3) }, sources.lexical, RANKING).forEach(
      (score, i) => expect(score).toBeCloseTo(plain[i]!, 5),
    );
  });

  it('gain when few of the near papers have them, and lose when all have', () => {
    const scores = reweightedScores(terms, { keys, dense: Float32Array.of(0.9, 0.1, 0.8) }, sources.lexical, {
      ...RANKING,
      reweightingPapers: 2,
    });
    expect(scores[0]).toBeLessThan(plain[0]!);
    expect(scores[1]! - scores[0]!).toBeGreaterThan(plain[1]! - plain[0]!);
  });
});

describe('smoothing', () => {
  it('mixes each score with those of its nearest, and keeps the rest behind in their order', () => {
    fc.assert(
      fc.property(scoredRows, fc.integer({ min: 1, max: 12 }), ({ scores, vectors }, smoothed) => {
        const made = smoothBest(scores, vectors, 0, {
          ...RANKING,
          smoothed,
          smoothingNeighbors: 2,
          smoothingShare: 0.25,
        });
        const order = [...orderOf(scores)];
        const best = order.slice(0, smoothed).sort((a, b) => a - b);
        const naive = best.map((i) => {
          const near = best
            .filter((j) => j !== i)
            .sort((a, b) => cosine(vectors.data, i, b) - cosine(vectors.data, i, a) || a - b)
            .slice(0, 2);
          const weights = near.map((j): number => (cosine(vectors.data, i, j) > 0 ? 1 : 0));
          const total = weights.reduce((a, b) => a + b, 0);
          return total === 0
            ? scores[i]!
            : 0.75 * scores[i]! +
                (0.25 * near.reduce((sum, j, n) => sum + weights[n]! * scores[j]!, 0)) / total;
        });
        best.forEach((i, n) => expect(made[i]).toBeCloseTo(naive[n]!, 3));
        const rest = order.slice(smoothed);
        rest.forEach((i, n) => {
          expect(made[i]!).toBeLessThanOrEqual(Math.min(...best.map((j) => made[j]!)) + 1e-5);
          if (n > 0) expect(made[i]!).toBeLessThanOrEqual(made[rest[n - 1]!]!);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('compares each pair once', () => {
    const vectors = { data: Float32Array.of(1, 0, 0, 1, 0.6, 0.8), rows: 3, dimensions: 2 };
    expect([...cosinesAmong(vectors, Int32Array.of(0, 2))].map((value) => Number(value.toFixed(3)))).toEqual([
      0, 0.6, 0.6, 0,
    ]);
  });
});

describe('diversity', () => {
  it('takes at each step what has the greatest maximal marginal relevance, reckoned naively', () => {
    fc.assert(
      fc.property(
        scoredRows,
        fc.constantFrom(0, 0.3, 0.7, 1),
        fc.nat(12),
        ({ scores, vectors }, diversity, count) => {
          const order = orderOf(scores);
          const high = scores[order[0]!]!;
          const span = high - scores[order.at(-1)!]! || 1;
          const made = [...diversify(order, scores, vectors, { diversity, count })];
          expect(new Set(made).size).toBe(Math.min(count, scores.length));
          made.forEach((picked, n) => {
            const before = made.slice(0, n);
            const worth = (i: number): number =>
              (1 - diversity) * (1 - (high - scores[i]!) / span) -
              diversity * Math.max(0, ...before.map((j) => cosine(vectors.data, i, j)));
            const best = Math.max(...[...order].filter((i) => !before.includes(i)).map(worth));
            expect(worth(picked)).toBeGreaterThanOrEqual(best - 1e-5);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('does not bring two copies of a paper side by side', () => {
    const vectors = { data: Float32Array.of(1, 0, 1, 0, 0, 1), rows: 3, dimensions: 2 };
    const scores = Float32Array.of(1, 0.99, 0.5);
    expect([...diversify(orderOf(scores), scores, vectors, { diversity: 0, count: 3 })]).toEqual([0, 1, 2]);
    expect([...diversify(orderOf(scores), scores, vectors, { diversity: 0.6, count: 3 })]).toEqual([0, 2, 1]);
  });
});

describe('the end of a list', () => {
  const list = (scores: number[]) => (k: number) => ({
    keys: Int32Array.from(scores.keys()).subarray(0, k),
    scores: Float32Array.from(scores).subarray(0, k),
  });

  it('takes all that tie with the last', async () => {
    expect((await untilClearCut(2, list([5, 4, 4, 4, 3]))).keys.length).toBe(4);
    expect((await untilClearCut(2, list([5, 4, 3]))).keys.length).toBe(2);
    expect((await untilClearCut(9, list([5, 4]))).keys.length).toBe(2);
  });

  it('ends all the same when everything ties', async () => {
    const { keys } = await untilClearCut(2, list(Array.from({ length: 1000 }, () => 1)));
    expect(keys.length).toBeLessThan(20);
  });
});

describe('identifiers', () => {
  it.each([
    ['10.1000/XYZ', ['10.1000/xyz'], ''],
    ['see https://doi.org/10.18653/v1/P19-1001.', ['10.18653/v1/p19-1001'], 'see'],
    ['doi:10.1016/S0022(98)00171-2)', ['10.1016/s0022(98)00171-2'], ''],
    ['arXiv:1706.03762v5', ['1706.03762'], ''],
    ['https://arxiv.org/pdf/cs/0112017.pdf', ['cs/0112017'], ''],
    ['1706.03762 and hep-th/9901001', ['1706.03762', 'hep-th/9901001'], 'and'],
    ['precision of 0.95 in 2019.1234567', [], 'precision of 0.95 in 2019.1234567'],
    ['version 1799.12345', [], 'version 1799.12345'],
    ['10.5 percent', [], '10.5 percent'],
    [
      'like 10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2?',
      ['10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2'],
      'like',
    ],
    [
      'https://doi.org/10.1130/0091-7613(1997)025%3C0123:ABC%3E2.3.CO;2',
      ['10.1130/0091-7613(1997)025<0123:abc>2.3.co;2'],
      '',
    ],
    ['10.1130/0091(1997)025&lt;0123:ABC&gt;2.3.CO;2', ['10.1130/0091(1997)025<0123:abc>2.3.co;2'], ''],
    ['<https://doi.org/10.1000/x>, <b>10.1000/y</b>', ['10.1000/x', '10.1000/y'], '< >, <b> </b>'],
    ['', [], ''],
    ['10.1000/a(b)c).', ['10.1000/a(b)c'], ''],
    ['10.1000/a.),)', ['10.1000/a'], ''],
  ])('of %j', (question, identifiers, rest) => {
    expect(findIdentifiers(question)).toEqual({ identifiers, rest });
  });
});

describe('names', () => {
  it.each([
    [['ada', 'lovelace'], 'Ada Lovelace', true],
    [['lovelace'], 'Ada Lovelace', true],
    [['lovelace', 'ada'], 'Ada Lovelace', true],
    [['ada'], 'Ada Lovelace', false],
    [['love'], 'Ada Lovelace', false],
    [['a', 'lovelace'], 'Ada Lovelace', true],
    [['ada', 'king', 'lovelace'], 'A. K. Lovelace', true],
    [['b', 'lovelace'], 'Ada Lovelace', false],
    [['ada', 'l'], 'Ada Lovelace', false],
    [['sogaard'], 'Anders Søgaard', true],
    [['x'], '', false],
  ])('%j names %j: %s', (words, author, expected) => {
    expect(isName(words, author)).toBe(expected);
  });
});

describe('sentences', () => {
  it('the best is the one nearest to the vector, the first of equals', () => {
    expect(bestSentence(vectorOf('graph'), sentencesOf('speech corpus. graph. graph.')).index).toBe(1);
    expect(bestSentence(vectorOf('graph'), null)).toEqual({ index: -1, similarity: -1 });
  });

  it('the best pair of two papers', () => {
    const pair = bestPair(
      sentencesOf('speech corpus. graph parser.'),
      sentencesOf('star cell. tensor. graph parser.'),
      DIMENSIONS,
    );
    expect(pair).toMatchObject({ index: 1, other: 2 });
    expect(pair!.similarity).toBeCloseTo(1, 1);
    expect(bestPair(sentencesOf(''), sentencesOf('graph'), DIMENSIONS)).toBeNull();
  });
});

describe('terms', () => {
  const sources = memorySources([
    { id: 'a', title: 'graph neural parser', abstract: 'A parser of speech' },
    { id: 'b', title: 'speech corpus' },
    { id: 'c', title: 'star' },
  ]);

  it('a word that no paper has is replaced by the nearest known ones, which share its weight', () => {
    const { terms, corrected, unknown, maxScore } = questionTerms('neurla parser zzzzzz', sources.lexical);
    expect(Object.fromEntries(terms)).toEqual({ neural: 1, 'parser=parser': 1 });
    expect(corrected).toEqual([{ word: 'neurla', terms: ['neural'] }]);
    expect(unknown).toEqual(['zzzzzz']);
    const known = sources.lexical.inverseFrequency('neural') + sources.lexical.inverseFrequency('parser');
    expect(maxScore).toBeCloseTo(known + sources.lexical.inverseFrequency('zzzzzz'), 5);
  });

  it('expansion takes terms that several papers share', () => {
    const text = (title: string) => ({ id: title, title, abstract: '', authors: [], year: null });
    expect([
      ...expansionTerms(
        [text('graph speech'), text('graph star'), text('corpus')],
        sources.lexical,
        5,
      ).keys(),
    ]).toEqual(['graph']);
    expect(expansionTerms([], sources.lexical, 5).size).toBe(0);
  });

  it('what a text is about are its rarest and most repeated terms, unknown ones aside', () => {
    expect([...queryTermsOf(['graph graph speech unheard'], sources.lexical, 1).keys()]).toEqual(['graph']);
  });

  it('what several texts have in common weighs more than what one of them repeats', () => {
    const weights = queryTermsOf(['graph speech', 'graph parser parser parser'], sources.lexical, 10);
    expect(weights.get('graph')).toBeCloseTo((0.5 + 0.5) / 2, 6);
    expect(weights.get('parser')).toBeCloseTo(((3 / 4) * 1) / 4, 6);
    expect(weights.get('speech')).toBeCloseTo(0.5 / 4, 6);
  });

  it('matched words are shown as written', () => {
    expect(matchedWords('parsing graphs', 'Graph parsers: a GRAPH parser, parsed')).toEqual([
      'Graph',
      'parsed',
    ]);
    expect(matchedWords('', WORDS.join(' '))).toEqual([]);
  });
});
