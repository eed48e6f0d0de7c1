import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { failure, read } from './helpers.js';

const DAILY = fileURLToPath(new URL('../../data/daily-papers.txt', import.meta.url));

const prose = (topic: string): string =>
  `We study ${topic} on several data sets and compare it with what was known before. ` +
  `A new method for ${topic} is described, which needs less data and less time than others. ` +
  'Experiments show that it is better by a good margin, and we say where it is not.';

const pairs = (result: { papers: readonly { title: string; abstract: string }[] }): string[][] =>
  result.papers.map((paper) => [paper.title, paper.abstract]);

const A = ['Sparse Maps of the Ocean Floor', prose('oceans')] as const;
const B = ['Can Trees Count? A Study of Rings', prose('trees')] as const;
const C = ['Learning to Fold Paper with Few Hands', prose('paper')] as const;

describe('a pasted page', () => {
  it('needs a title with an abstract', async () => {
    for (const text of [
      'just a line\n',
      'int main() { return 0; }\n\nvoid f();\n',
      '<html><body>x</body></html>',
      `${prose('x')}\n`,
    ]) {
      expect(await failure(read(text))).toMatchObject({
        code: 'input',
        message: /no format that fieldmap knows/,
      });
    }
  });

  it('is held as a whole, and hence refused when it has no end', async () => {
    expect(await failure(read(`${'a line of it\n'.repeat(3_000_000)}`, { format: 'pasted' }))).toMatchObject({
      code: 'input',
      message: /: a page of more than 32 million characters/,
    });
  });

  it('of daily papers gives its 54 papers and none of its furniture', async () => {
    const { papers, skipped, lines } = await read({ path: DAILY }, { name: 'daily-papers.txt' });
    expect(papers).toHaveLength(54);
    expect(skipped).toEqual([]);
    expect(papers.every((paper) => paper.abstract.length > 1000 && paper.title.length > 20)).toBe(true);
    expect(papers[0]!.title).toBe('Training Superior Sparse Autoencoders for Instruct Models');
    expect(papers[53]!.abstract).toMatch(/^Medical applications challenge.*Tsetlin Machine\.$/);
    expect(new Set(papers.map((paper) => paper.id)).size).toBe(54);
    expect(lines.slice(0, 3)).toEqual([13, 17, 21]);
  });

  it('may have authors, votes, comments and dates between title and abstract', async () => {
    const page =
      `Daily Papers\n\nLog In\n\nAug 20\n\n42\n\n${A[0]}\n\nAda Lovelace, Alan Turing\n\n· 12 authors\n\n${A[1]}\n\n3 comments\n\n17\n\n` +
      `${B[0]}\n\nSubmitted by\n\nakhaliq\n\nPublished on Aug 20, 2024\n\n${B[1]}\n\n↑ 5\n${C[0]}\nJane Doe\n\n${C[1]}\n\nSystem theme\n\nPrivacy\n`;
    const result = await read(page);
    expect(pairs(result)).toEqual([[...A], [...B], [...C]]);
    expect(result.papers.map((paper) => paper.authors)).toEqual([
      ['Ada Lovelace', 'Alan Turing'],
      [],
      ['Jane Doe'],
    ]);
    expect(result.papers.map((paper) => paper.year)).toEqual([null, 2024, null]);
  });

  it('may have an abstract in several paragraphs', async () => {
    const result = await read(
      `${A[0]}\n\n${A[1]}\n\n${prose('more oceans')}\n\n${B[0]}\n\n${B[1]}\n\nCode is available at https://example.org/trees.\n\n${C[0]}\n\n${C[1]}\n\nWe share the data.\n`,
    );
    expect(pairs(result)).toEqual([
      [A[0], `${A[1]} ${prose('more oceans')}`],
      [B[0], `${B[1]} Code is available at https://example.org/trees.`],
      [C[0], `${C[1]} We share the data.`],
    ]);
  });

  it('may lack an abstract, in the middle and at the end', async () => {
    const result = await read(
      `new\n\nAug 20\n\n${A[0]}\n\n${A[1]}\n\n${B[0]}\n\n${C[0]}\n\n${C[1]}\n\nA Paper That Has No Abstract Yet\n\nTerms of Service\n`,
    );
    expect(pairs(result)).toEqual([[...A], [B[0], ''], [...C], ['A Paper That Has No Abstract Yet', '']]);
  });

  it('may have a very short abstract, or a title that ends with a full stop', async () => {
    const result = await read(
      `${A[0]}\n\nWe show how to do it.\n\n${B[0]}\n\n${B[1]}\n\nLearning is what we need.\n\n${C[1]}\n`,
    );
    expect(pairs(result)).toEqual([
      [A[0], 'We show how to do it.'],
      [...B],
      ['Learning is what we need.', C[1]],
    ]);
  });

  it('may have a line of its own for each affiliation', async () => {
    const places = ['Delft, The Netherlands', 'Acme Research', 'Somewhere Else'];
    const result = await read(
      [A, B, C].map(([title, text], i) => `${title}\n\n${places[i]!}\n\n${text}\n\n`).join(''),
    );
    expect(pairs(result)).toEqual([[...A], [...B], [...C]]);
  });

  it('may be broken into short lines, CRLF and all', async () => {
    const wrap = (text: string): string => text.replace(/(.{50,70}) /g, '$1\r\n');
    const result = await read(
      `${A[0]}\r\n\r\n${wrap(A[1])}\r\n\r\n${B[0]}\r\nAda Lovelace, Alan Turing\r\n\r\n${wrap(B[1])}\r\n`,
    );
    expect(pairs(result)).toEqual([[...A], [...B]]);
    expect(result.papers[1]!.authors).toEqual(['Ada Lovelace', 'Alan Turing']);
  });

  it('may name its parts', async () => {
    const result = await read(
      `[1] arXiv:2401.12345 [pdf, html]\nTitle: ${A[0]}\nAuthors: Ada Lovelace, Alan Turing\nComments: 5 pages\nSubjects: Maps (cs.MP)\n\nAbstract: ${A[1]}\n`,
    );
    expect(pairs(result)).toEqual([[...A]]);
    expect(result.papers[0]!.authors).toEqual(['Ada Lovelace', 'Alan Turing']);
  });

  it('may be in Chinese', async () => {
    const text =
      '本文研究了大规模语言模型的可解释性问题，提出了一种新的稀疏自编码器训练方法。实验结果表明，该方法在多个数据集上优于现有方法，并且具有良好的可扩展性。';
    expect(pairs(await read(`稀疏自编码器的训练方法研究\n\n${text}\n`))).toEqual([
      ['稀疏自编码器的训练方法研究', text],
    ]);
  });
});

describe('the page of daily papers, altered', () => {
  const header = 'new\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nAug 20\n\n';
  const footer = '\n\nPrevious\n\nNext\n\nSystem theme\n\nPrivacy\n\nAbout\n';
  const pick = (list: readonly string[], i: number): string => list[i % list.length]!;
  const authors = [
    'Jane Doe, John Roe, Ana María de la Cruz',
    'Authors: Jane Doe, John Roe',
    'Jane Doe',
    'J. Doe · A. B. Roe · Wei Zhang',
    'by Jane Doe and John Roe',
    'Jane Doe, +5 authors',
  ];
  const votes = ['42', '▲ 42', '+15', '1.2k', '12 upvotes', 'Upvote\n\n42', '· 7 authors'];
  const dates = [
    'Aug 20',
    'Published on Aug 19',
    'Aug 20, 2025',
    '2025-08-20',
    '3 days ago',
    'Submitted by\nakhaliq',
  ];
  const comments = ['3 comments', '1 comment', 'View comments (3)', 'Share'];

  type Alter = (title: string, abstract: string, i: number) => readonly [text: string, abstract: string];
  const alterations: Readonly<Record<string, Alter>> = {
    'with votes, authors, dates and comments everywhere': (title, abstract, i) => [
      `${pick(votes, i)}\n\n${title}\n\n${pick(authors, i)}\n\n${pick(dates, i)}\n\n${abstract}\n\n${pick(comments, i)}\n\n`,
      abstract,
    ],
    'with votes, authors, dates or comments here and there': (title, abstract, i) => [
      [
        i % 3 === 0 ? pick(votes, i) : '',
        title,
        i % 4 === 1 ? pick(authors, i) : '',
        i % 5 === 2 ? pick(dates, i) : '',
        abstract,
        i % 3 === 1 ? pick(comments, i) : '',
      ]
        .filter((part) => part !== '')
        .map((part) => `${part}\n\n`)
        .join(''),
      abstract,
    ],
    'without blank lines round the authors': (title, abstract, i) => [
      `${title}\n${pick(authors, i)}\n${pick(dates, i)}\n\n${abstract}\n\n`,
      abstract,
    ],
    'with an extra paragraph in each abstract': (title, abstract) => [
      `${title}\n\n${abstract}\n\nOur code is available at https://example.org/code.\n\n`,
      `${abstract} Our code is available at https://example.org/code.`,
    ],
    'with each seventh abstract missing': (title, abstract, i) =>
      i % 7 === 3 ? [`${title}\n\n`, ''] : [`${title}\n\n${abstract}\n\n`, abstract],
    'with abstracts of one sentence': (title, abstract) => {
      const first = `${abstract.split('. ')[0]!.replace(/\.$/, '')}.`;
      return [`${title}\n\n${first}\n\n`, first];
    },
    'broken into short lines': (title, abstract) => [
      `${title}\n\n${abstract.replace(/(.{60,78}) /g, '$1\n')}\n\n`,
      abstract,
    ],
  };

  it.each(Object.entries(alterations))('%s still gives its 54 papers', async (_, alter) => {
    const { papers } = await read({ path: DAILY });
    const altered = papers.map((paper, i) => alter(paper.title, paper.abstract, i));
    const result = await read(header + altered.map(([text]) => text).join('') + footer);
    expect(pairs(result)).toEqual(papers.map((paper, i) => [paper.title, altered[i]![1]]));
  });
});
