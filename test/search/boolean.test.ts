/** Which papers pass a Boolean question, against a reader that looks at every paper. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexicalIndex } from '../../src/lexical/index.js';
import { passing, type BooleanSources } from '../../src/search/index.js';
import { readBoolean, stem, type Expression } from '../../src/text/index.js';

interface TestPaper {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number | null;
}

/** Keys are 1, 2, 3 … in the order given. */
function sourcesOf(papers: readonly TestPaper[]): BooleanSources {
  const keysWhere = (passes: (paper: TestPaper) => boolean): Int32Array =>
    Int32Array.from(papers.keys(), (i) => i + 1).filter((key) => passes(papers[key - 1]!));
  return {
    lexical: LexicalIndex.build(papers.map(({ title, abstract }, i) => ({ key: i + 1, title, abstract }))),
    papers: (keys) => Array.from(keys, (key) => ({ id: String(key), ...papers[key - 1]! })),
    byAuthor: (name) =>
      keysWhere(({ authors }) => authors.some((one) => one.toLowerCase().includes(name.toLowerCase()))),
    byYears: ({ from, to }) =>
      keysWhere(({ year }) => year !== null && year >= (from ?? -1e9) && year <= (to ?? 1e9)),
    allKeys: () => keysWhere(() => true),
  };
}

function naive(expression: Expression, paper: TestPaper): boolean {
  const words = (field: 'title' | 'abstract' | null): string[][] =>
    (field === null ? [paper.title, paper.abstract] : [paper[field]]).map((text) => text.split(' '));
  switch (expression.kind) {
    case 'and':
      return expression.parts.every((part) => naive(part, paper));
    case 'or':
      return expression.parts.some((part) => naive(part, paper));
    case 'not':
      return !naive(expression.part, paper);
    case 'author':
      return paper.authors.includes(expression.name);
    case 'years': {
      const { from, to } = expression.range;
      return paper.year !== null && paper.year >= (from ?? 0) && paper.year <= (to ?? 9999);
    }
    case 'beginning':
      return words(expression.field).some((text) => text.some((word) => word.startsWith(expression.prefix)));
    case 'words': {
      const [first = '', second] = expression.words;
      return words(expression.field).some((text) =>
        text.some((word, i) =>
          second === undefined ? stem(word) === stem(first) : word === first && text[i + 1] === second,
        ),
      );
    }
  }
}

const word = fc.constantFrom(
  'random',
  'randomized',
  'linen',
  'linens',
  'copper',
  'tin',
  'operation',
  'operative',
);
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const paper = fc.record({
  title: text,
  abstract: text,
  authors: fc.subarray(['Wang', 'Gould']),
  year: fc.option(fc.integer({ min: 2010, max: 2014 })),
});
const leaf = fc.constantFrom(
  'copper',
  'linens',
  'randomi*',
  'lin*',
  'operat*',
  'operation',
  '"copper tin"',
  'ti:tin',
  'ab:"tin copper"',
  'ti:operati*',
  'ab:random*',
  'au:Wang',
  'py:2012',
  'py:>2012',
);
const { question } = fc.letrec<{ question: string }>((tie) => ({
  question: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc
      .tuple(tie('question'), fc.constantFrom('AND', 'OR', 'NOT', 'OR NOT'), tie('question'))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
  ),
}));

describe('passing', () => {
  it('finds nothing in no papers', async () => {
    const { expression } = readBoolean('copper OR NOT tin') as { expression: Expression };
    expect(await passing(expression, sourcesOf([]))).toEqual({ keys: new Int32Array(0), isWhole: true });
  });

  it('says when there are too many papers to read them all', async () => {
    const many = Array.from({ length: 5100 }, () => ({
      title: 'copper tin',
      abstract: '',
      authors: [],
      year: null,
    }));
    const { expression } = readBoolean('"tin copper" AND ti:copper') as { expression: Expression };
    const { keys, isWhole } = await passing(expression, sourcesOf(many));
    expect(isWhole).toBe(false);
    expect(keys).toHaveLength(100);
  });

  it('equals a look at every paper', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paper, { maxLength: 12 }), question, async (papers, asked) => {
        const { expression } = readBoolean(`(${asked}) OR zzz*`) as { expression: Expression };
        const { keys } = await passing(expression, sourcesOf(papers));
        expect([...keys]).toEqual(papers.flatMap((one, i) => (naive(expression, one) ? [i + 1] : [])));
      }),
      { numRuns: 300 },
    );
  });
});
