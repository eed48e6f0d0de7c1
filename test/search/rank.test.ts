import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../src/lexical/question.js';
import { rank, rankTogether } from '../../src/search/rank.js';
import type { SearchSources } from '../../src/search/sources.js';
import type { Vector } from '../../src/types.js';
import { asked, memorySources, vectorOf, WORDS, type TestPaper } from './memory-sources.js';

const PAPERS: TestPaper[] = [
  {
    id: 'a',
    title: 'Sparse autoencoders for language models',
    abstract: 'We train sparse autoencoders. Features are found in the residual stream.',
    authors: ['Ada Lovelace', 'Wei Church'],
  },
  {
    id: 'b',
    title: 'Graph parsing of speech',
    abstract: 'A parser for speech graphs. It uses neural lattices.',
    authors: ['Grace B. Hopper'],
    year: 2003,
  },
  {
    id: 'c',
    title: 'X-Boundary: safety of language models',
    abstract: 'Refusals are separated from harmless answers.',
    identifiers: ['10.1000/xyz.7', '2103.00020'],
  },
  {
    id: 'd',
    title: 'Protein images',
    abstract: 'Cells and stars in images of proteins. The tensor is sparse.',
    authors: ['Ada Byron'],
    year: 1999,
  },
  {
    id: 'e',
    title: 'Church architecture in language',
    abstract: 'A corpus of church descriptions and their grammar.',
  },
  {
    id: 'W18-5904',
    title: 'CAAFE for tabular data',
    abstract: 'Automated feature engineering with language models.',
  },
];
const sources = memorySources(PAPERS);

/** One dimension more, so that the product of two such vectors is `a + b` times their cosine. */
function moved(vector: Vector, a: number, b: number): Vector {
  return Float32Array.of(...vector.map((value) => value * Math.sqrt(b)), Math.sqrt(a));
}

/** The same papers by a model whose cosines are `a + b` times those of the first. */
function withCosines(from: SearchSources, a: number, b: number): SearchSources {
  const all = Int32Array.from(PAPERS.keys(), (i) => i + 1);
  return {
    ...from,
    unrelated: () => ({ mean: a + b * 0.1, spread: b * 0.125 }),
    nearest: (_vector, k, allowed) => ({
      keys: (allowed ?? all).slice(0, k),
      scores: new Float32Array(k),
    }),
    async vectors(keys) {
      const { data, rows, dimensions } = await from.vectors(keys);
      const rowOf = (i: number): Vector => moved(data.subarray(i * dimensions, (i + 1) * dimensions), a, b);
      const made = Array.from({ length: rows }, (_, i) => [...rowOf(i)]).flat();
      return { data: Float32Array.from(made), rows, dimensions: dimensions + 1 };
    },
    // Whole papers stand in for their sentences here, whose 8 bits would be cut otherwise than before.
    sentences: (keys) => Array.from(keys, () => null),
  };
}

async function ids(
  question: string,
  options: Parameters<typeof rank>[2] = {},
  from: SearchSources = sources,
): Promise<string[]> {
  const parsed = parseQuestion(question);
  return (await rank(asked(parsed.text, parsed), from, options)).hits.map(({ id }) => id);
}

describe('a question that says nothing', () => {
  it('has no answer when it is empty', async () => {
    const answer = await rank(asked(''), sources);
    expect(answer.hits).toEqual([]);
    expect(answer.lexicalMatched).toBe(false);
  });

  it('says that no word matched when it is made of stop words, and goes by meaning alone', async () => {
    const answer = await rank({ ...asked('what is the'), vector: vectorOf('graph') }, sources);
    expect(answer.lexicalMatched).toBe(false);
    expect(answer.hits[0]!.scores.lexical).toBeNull();
    expect(answer.hits.length).toBe(PAPERS.length);
  });

  it('says that no word matched when it is gibberish or in another language', async () => {
    for (const text of ['xqzzv wkkrtp', 'たぬき', 'Быстрая лиса']) {
      const answer = await rank(asked(text), sources);
      expect(answer.lexicalMatched, text).toBe(false);
      expect((await rank(asked(text), sources, { mode: 'lexical' })).hits, text).toEqual([]);
    }
    expect((await rank(asked('xqzzv wkkrtp'), sources)).unknown).toEqual(['xqzzv', 'wkkrtp']);
  });

  it.each([
    '"a OR (',
    'NEAR',
    '*',
    'col:',
    'graph AND NOT (',
    '"""',
    '- -- -',
    '\\',
    '%_',
    'graph*',
    '((((',
    '\u0000',
    '10.',
    'arXiv:',
    '-"',
  ])('takes %j as words', async (text) => {
    await expect(ids(text)).resolves.toBeInstanceOf(Array);
  });

  it('reads 5,000 words', async () => {
    const long = Array.from({ length: 5000 }, (_, i) =>
      i % 9 === 0 ? 'sparse' : `${WORDS[i % WORDS.length]}${i % 700}`,
    ).join(' ');
    expect((await ids(long)).length).toBeGreaterThan(0);
  });

  it('answers from an empty library with nothing', async () => {
    const answer = await rank(asked('graph'), memorySources([]));
    expect(answer.hits).toEqual([]);
  });
});

describe('a name with an apostrophe', () => {
  const people = ["Conor O'Brien", 'Lucía D’Angelo', 'Ada Lovelace'];
  const sources = memorySources(
    people.map((author, i) => ({
      id: author,
      title: `Birds of cliff ${i}`,
      abstract: 'Birds nest on cliffs by the sea.',
      authors: [author],
    })),
  );
  it.each([
    ["O'Brien", people[0]],
    ['O’Brien', people[0]],
    ['OBrien', people[0]],
    ["conor o'brien", people[0]],
    ["D'Angelo", people[1]],
    ['Lovelace', people[2]],
  ])('%s is found as any other', async (question, id) => {
    expect((await rank(asked(question), sources)).hits[0]?.id).toBe(id);
  });
});

describe('an exact wish', () => {
  it.each([
    ['10.1000/xyz.7', 'c'],
    ['https://doi.org/10.1000/XYZ.7', 'c'],
    ['arXiv:2103.00020v2', 'c'],
    ['https://arxiv.org/abs/2103.00020', 'c'],
    ['W18-5904', 'W18-5904'],
  ])('finds %s and nothing else', async (question, id) => {
    expect(await ids(question)).toEqual([id]);
  });

  it('puts the paper that is named first when there is more to the question', async () => {
    const found = await ids('sparse autoencoders like 10.1000/xyz.7');
    expect(found.slice(0, 2)).toEqual(['c', 'a']);
  });

  it('says which identifier no paper has, and looks for nothing else where nothing else was asked', async () => {
    const alone = await rank(asked('10.9999/none'), sources);
    expect([alone.missing, alone.hits]).toEqual([['10.9999/none'], []]);
    const more = await rank(asked('protein images 10.9999/none 2103.00020'), sources);
    expect([more.missing, more.unknown]).toEqual([['10.9999/none'], []]);
    expect(more.hits.slice(0, 2).map(({ id }) => id)).toEqual(['c', 'd']);
  });

  it.each(['X-Boundary', 'xboundary', 'x boundary'])('finds the acronym %s', async (question) => {
    expect((await ids(question))[0]).toBe('c');
  });

  it('finds a rare name in letters of any case', async () => {
    expect((await ids('caafe'))[0]).toBe('W18-5904');
  });

  it('finds an author by full name and by surname', async () => {
    expect((await ids('Ada Lovelace'))[0]).toBe('a');
    expect((await ids('hopper'))[0]).toBe('b');
  });

  it.each([
    ['Grace Hopper', 'b'],
    ['G. Hopper', 'b'],
    ['Grace Brewster Hopper', 'b'],
    ['Hopper 2003', 'b'],
    ['Hopper et al., 2003b', 'b'],
    ['Byron (1999)', 'd'],
  ])('finds an author by %s', async (question, id) => {
    const { hits } = await rank(asked(question), sources);
    expect([hits[0]!.id, hits[0]!.exact]).toEqual([id, 'author']);
  });

  it('an author of another year, or beside words of a matter, is only told of', async () => {
    for (const question of ['Hopper 1999', 'hopper sparse tensor']) {
      const { hits, surnames } = await rank(asked(question), sources);
      expect([surnames, hits.every(({ exact }) => exact === null)]).toEqual([['hopper'], true]);
    }
    expect((await rank(asked('what has hopper to do with sparse tensors'), sources)).surnames).toEqual([]);
  });

  it('does not take a part of a name for a name', async () => {
    const { hits } = await rank(asked('Love'), sources);
    expect(hits.every(({ exact }) => exact === null)).toBe(true);
  });

  it('puts the paper first whose title or sentence is typed as it is', async () => {
    for (const { id, title } of PAPERS) expect((await ids(title))[0]).toBe(id);
    expect((await ids('cells and stars in images of proteins'))[0]).toBe('d');
  });

  it('finds a title with a typo in two words', async () => {
    const answer = await rank(asked('Sparse autoencodres for langauge models'), sources);
    expect(answer.hits[0]!.id).toBe('a');
    expect(answer.corrected.map(({ word }) => word)).toEqual(['autoencodres', 'langauge']);
  });
});

describe('quotes and minus', () => {
  it('leaves only papers with the quoted words in a row', async () => {
    expect((await ids('"language models"')).sort()).toEqual(['W18-5904', 'a', 'c']);
    expect(await ids('"models of language"')).toContain('e');
  });

  it('says when no paper has the phrase, and goes by its words', async () => {
    const answer = await rank(asked('sparse grammar', { phrases: [['sparse', 'grammar']] }), sources);
    expect(answer.phrasesMatched).toBe(false);
    expect(answer.hits.length).toBeGreaterThan(0);
  });

  it('leaves out papers with an excluded word, in all its forms, or phrase', async () => {
    expect(await ids('language models -autoencoder')).not.toContain('a');
    expect(await ids('language -"language models"')).not.toContain('c');
  });

  it('takes quotes in prose as plain words', async () => {
    const prose = `${'we look at papers that speak of features found in the stream of models and of '.repeat(2)}"church descriptions"`;
    expect(await ids(prose)).toContain('a');
  });
});

describe('the options', () => {
  it('ranks by one side alone', async () => {
    const lexical = await rank(asked('sparse images'), sources, { mode: 'lexical' });
    expect(lexical.hits.every(({ scores }) => scores.dense === null && scores.lexical! > 0)).toBe(true);
    const dense = await rank(asked('sparse images'), sources, { mode: 'dense' });
    expect(dense.hits.length).toBe(PAPERS.length);
  });

  it('pages: what comes after an offset continues the list', async () => {
    const all = await rank(asked('language models'), sources, { limit: 6 });
    const later = await rank(asked('language models'), sources, { limit: 2, offset: 2 });
    expect(later.hits.map(({ id, rank: at }) => [id, at])).toEqual(
      all.hits.slice(2, 4).map(({ id, rank: at }) => [id, at]),
    );
  });

  it('pages with diversity: no paper twice and none left out', async () => {
    const many = memorySources(
      Array.from({ length: 60 }, (_, i) => ({
        id: `p${i}`,
        title: `${WORDS[i % WORDS.length]} ${WORDS[(i * 7) % WORDS.length]} language`,
        abstract: `We study ${WORDS[(i * 3) % WORDS.length]} and ${WORDS[(i * 5) % WORDS.length]} models of language.`,
      })),
    );
    const page = async (offset: number, limit: number): Promise<string[]> =>
      (await rank(asked('language models'), many, { offset, limit, diversity: 0.5 })).hits.map(
        ({ id }) => id,
      );
    const pages = await Promise.all([0, 10, 20, 30, 40, 50].map((offset) => page(offset, 10)));
    expect(new Set(pages.flat()).size).toBe(60);
    expect(pages.flat()).toEqual(await page(0, 60));
  });

  it('leaves out what matches less than the least score', async () => {
    const all = await rank(asked('sparse images'), sources);
    const least = all.hits[1]!.score;
    const kept = await rank(asked('sparse images'), sources, { minScore: least });
    expect(kept.hits.map(({ id }) => id).sort()).toEqual(
      all.hits
        .filter(({ score }) => score >= least)
        .map(({ id }) => id)
        .sort(),
    );
    const words = await rank(asked('sparse images'), sources, { mode: 'lexical', minScore: 0.99 });
    expect(words.hits).toEqual([]);
  });

  it('a score lies between 0 and 1, and is 1 for the paper that was asked for', async () => {
    for (const mode of ['hybrid', 'dense', 'lexical'] as const) {
      for (const question of ['sparse images', 'W18-5904', 'zzz', 'graph parsing of speech']) {
        for (const { score, exact } of (await rank(asked(question), sources, { mode })).hits) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          if (exact !== null) expect(score).toBe(1);
        }
      }
    }
    const [first] = (await rank(asked('Graph parsing of speech'), sources)).hits;
    expect(first).toMatchObject({ id: 'b', exact: 'title', score: 1 });
  });

  it('orders as before when all cosines are moved and stretched, as another model does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(WORDS, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 0.3, 0.6),
        fc.constantFrom(0.2, 0.7, 1, 2),
        async (words, a, b) => {
          const text = words.join(' ');
          const plain = await rank(asked(text), {
            ...sources,
            sentences: (keys) => Array.from(keys, () => null),
          });

          const question = asked(text, { vector: moved(vectorOf(text), a, b) });
          const other = await rank(question, withCosines(sources, a, b));
          expect(other.hits.map(({ id }) => id)).toEqual(plain.hits.map(({ id }) => id));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('wants all of several questions answered', async () => {
    const both = await rankTogether([asked('sparse'), asked('images of cells')], sources);
    expect(both.hits[0]!.id).toBe('d');
    expect(Object.keys(both.explanation[0]!.shares)).toEqual(['question 1', 'question 2']);
  });

  it('explains: the shares add up to the score', async () => {
    const answer = await rank(asked('neural graph parser'), sources);
    answer.explanation.forEach(({ shares, ranks }, i) => {
      const sum = Object.values(shares).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(answer.hits[i]!.score, 4);
      expect(Object.keys(ranks)).toEqual(Object.keys(shares));
    });
  });

  it('ranks papers that are not embedded yet by their words', async () => {
    const some = memorySources(PAPERS.map((paper) => ({ ...paper, embedded: paper.id !== 'd' })));
    const { hits } = await rank(asked('protein images'), some);
    expect(hits.find(({ id }) => id === 'd')!.sentence).toBe(-1);
  });
});

const paper = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 12 }).map((words) => ({
  title: words.slice(0, 3).join(' '),
  abstract: `${words.slice(3).join(' ')}.`,
}));
const corpus = fc
  .array(paper, { minLength: 1, maxLength: 30 })
  .map((papers) => papers.map((one, i) => ({ id: `p${i}`, ...one })));
const words = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((some) => some.join(' '));

describe('for any papers', () => {
  it('gives the same order in whatever order the papers were added', async () => {
    await fc.assert(
      fc.asyncProperty(
        corpus,
        words,
        fc.constantFrom('hybrid', 'dense', 'lexical'),
        fc.infiniteStream(fc.nat()),
        async (papers, question, mode, numbers) => {
          const shuffled = papers
            .map((one) => ({ one, at: Number(numbers.next().value) }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
          expect(await ids(question, { mode, limit: 30 }, memorySources(shuffled))).toEqual(
            await ids(question, { mode, limit: 30 }, memorySources(papers)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the best of those that pass a filter, as many as there are', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, words, fc.func(fc.boolean()), async (papers, question, passes) => {
        const from = memorySources(papers);
        const allowed = Int32Array.from(papers.keys(), (i) => i + 1).filter((key) => passes(key));
        const found = await ids(question, { mode: 'dense', allowed, limit: 5 }, from);
        const all = await ids(question, { mode: 'dense', limit: 30 }, from);
        const idOf = new Set(Array.from(allowed, (key) => papers[key - 1]!.id));
        expect(found).toEqual(all.filter((id) => idOf.has(id)).slice(0, 5));
        const hybrid = await ids(question, { allowed, limit: 30 }, from);
        expect(new Set(hybrid)).toEqual(idOf);
      }),
      { numRuns: 60 },
    );
  });

  it('is not moved by a far paper without its words, smoothing and expansion aside, when word statistics stay as they are', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, words, async (papers, question) => {
        const before = await ids(question, { mode: 'dense', limit: 40 }, memorySources(papers));
        const after = await ids(
          question,
          { mode: 'dense', limit: 40 },
          memorySources([...papers, { id: 'new', title: 'unrelated matters' }]),
        );
        expect(after.filter((id) => id !== 'new')).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });
});
