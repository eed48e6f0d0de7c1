import { describe, expect, it } from 'vitest';
import { fakeEmbedder, fakeVector, VOCABULARY } from '../helpers/fake-embedder.js';
import { embedAll, embedderContract } from './embedder-contract.js';

embedderContract('the fake embedder', () => fakeEmbedder());

describe('the fake embedder', () => {
  it('fails where it is told to, after handing over what was finished', async () => {
    const embedder = fakeEmbedder({
      batch: 1,
      onPaper(key) {
        if (key === 2) throw new Error('disk on fire');
      },
    });
    const seen: number[] = [];
    const papers = [1, 2, 3].map((key) => ({ key, title: 'cat', abstract: '' }));
    await expect(
      embedder.embedPapers(papers, { onBatch: (batch) => void seen.push(batch[0]!.key) }),
    ).rejects.toThrow('disk on fire');
    expect(seen).toEqual([1]);
  });

  it('counts words on axes', () => {
    const vector = fakeVector('Cat, dog; cat cat cat dog dog!');
    expect(vector[VOCABULARY.indexOf('cat')]).toBeCloseTo(0.8);
    expect(vector[VOCABULARY.indexOf('dog')]).toBeCloseTo(0.6);
  });

  it('counts its calls', async () => {
    const embedder = fakeEmbedder({ batch: 2 });
    await embedder.embedQuery('cat');
    await embedAll(
      embedder,
      [1, 2, 3].map((key) => ({ key, title: 'dog', abstract: '' })),
    );
    await embedder.close();
    expect(embedder.calls).toEqual({ queries: 1, papers: 3, batches: 2, closed: 1 });
  });
});
