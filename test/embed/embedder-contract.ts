/** What every embedder does, whatever its vectors mean: run over the fake one and the real one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddedPaper, Embedder, PaperText } from '../../src/embed/embedder.js';
import type { PaperVectors } from '../../src/types.js';

const PAPERS: PaperText[] = [
  { key: 7, title: 'Sparse graphs', abstract: 'We draw graphs. They are sparse.' },
  { key: 3, title: 'A title alone', abstract: '' },
  { key: 9, title: '', abstract: 'An abstract alone. It has two sentences.' },
  { key: 4, title: '', abstract: '' },
  { key: 5, title: '🐈 قطة', abstract: 'שלום. \u0000 \ud800 猫。' },
  { key: 6, title: 'Long', abstract: 'One more sentence of a text without end. '.repeat(600) },
];

export async function embedAll(
  embedder: Embedder,
  papers: Iterable<PaperText>,
): Promise<Map<number, PaperVectors>> {
  const all: EmbeddedPaper[] = [];
  await embedder.embedPapers(papers, { onBatch: (batch) => void all.push(...batch) });
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  return new Map(all.map(({ key, vectors }) => [key, vectors]));
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

export function embedderContract(name: string, open: () => Embedder): void {
  describe(`${name} keeps the embedder contract`, () => {
    let embedder: Embedder;
    let found: Map<number, PaperVectors>;
    beforeAll(async () => {
      embedder = open();
      found = await embedAll(embedder, PAPERS);
    }, 60_000);
    afterAll(() => embedder.close());

    it('refuses to start when it was stopped before', async () => {
      const given: EmbeddedPaper[][] = [];
      const onBatch = (batch: EmbeddedPaper[]): void => void given.push(batch);
      const stopped = embedder.embedPapers(PAPERS, { onBatch, signal: AbortSignal.abort() });
      await expect(stopped).rejects.toMatchObject({ name: 'FieldmapError', code: 'interrupted' });
      expect(given).toEqual([]);
    });

    it('does nothing without papers', async () => {
      expect(await embedAll(embedder, [])).toEqual(new Map());
    });

    it('answers every paper once, by key', () => {
      expect([...found.keys()].sort()).toEqual([3, 4, 5, 6, 7, 9]);
    });

    it('gives unit-length vectors as long as the model says', async () => {
      const vectors = [...found.values()].map(({ document }) => document);
      for (const vector of [
        ...vectors,
        await embedder.embedQuery('sparse graphs'),
        await embedder.embedQuery(''),
      ]) {
        expect(vector).toHaveLength(embedder.model.dimensions);
        expect(cosine(vector, vector)).toBeCloseTo(1, 4);
      }
    });

    it('gives one vector a sentence, the title first, and says where each sentence is', () => {
      const sentences = (key: number): string[] => {
        const paper = PAPERS.find((other) => other.key === key)!;
        const text = `${paper.title}\n${paper.abstract}`;
        const { spans, scales, values } = found.get(key)!.sentences;
        expect(scales).toHaveLength(spans.length / 2);
        expect(values).toHaveLength(scales.length * embedder.model.dimensions);
        return [...scales.keys()].map((s) => text.slice(spans[2 * s], spans[2 * s + 1]));
      };
      expect(sentences(7)).toEqual(['Sparse graphs', 'We draw graphs.', 'They are sparse.']);
      expect(sentences(3)).toEqual(['A title alone']);
      expect(sentences(9)).toEqual(['An abstract alone.', 'It has two sentences.']);
      expect(sentences(4)).toEqual([]);
    });

    it('flags a text longer than 4,096 tokens, and no other', () => {
      expect([...found].filter(([, { truncated }]) => truncated).map(([key]) => key)).toEqual([6]);
    });

    it('gives a paper the same vectors alone and in company', async () => {
      const alone = await embedAll(embedder, [PAPERS[0]!]);
      expect(alone.get(7)).toEqual(found.get(7));
    });

    it('gives a question the same vector twice', async () => {
      expect(await embedder.embedQuery('what is sparse?')).toEqual(
        await embedder.embedQuery('what is sparse?'),
      );
    });
  });
}
