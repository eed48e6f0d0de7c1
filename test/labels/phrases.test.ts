/** Terms are phrases as a reader would cut them. */
import { describe, expect, it } from 'vitest';
import { labelTopics, readLabelSource } from '../../src/labels/label-topics.js';
import { isModifier } from '../../src/terms/word-classes.js';

const bread = 'Rye bread and sourdough crust. Bakers knead sourdough dough.';
/** The terms of a topic that holds `texts`, beside one about bread. */
function termsOf(texts: readonly string[]): string[] {
  const all = [...texts, ...texts.map(() => bread)].map((abstract) => ({ title: '', abstract }));
  const assignment = Int32Array.from(all, (_, i) => (i < texts.length ? 0 : 1));
  const labels = labelTopics(readLabelSource(all), {
    assignment,
    count: 2,
    areas: new Int32Array(2).fill(-1),
    areaCount: 0,
  });
  return labels.topics[0]!.terms.map(({ term }) => term);
}
const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i));

/** Twenty different words, so that what follows stands at the end of an abstract. */
const filler = (i: number): string => times(24, (n) => `lorem${i}x${n}`).join(' ');

describe('what is no term', () => {
  it('a publisher’s line that many abstracts end with, whatever its year', () => {
    const terms = termsOf(
      times(
        8,
        (i) =>
          `Glaciers calve ${filler(i)}. Zorbtex Database Record (c) ${2000 + i} Quux Holdings, all rights kept.`,
      ),
    );
    expect(terms.join()).toContain('laciers');
    expect(terms.join()).not.toMatch(/Zorbtex|Database|Quux|Holdings|kept/);
  });

  it('but a phrase that ends some abstracts and stands in the midst of others is one', () => {
    const terms = termsOf(
      times(12, (i) => (i % 2 ? `${filler(i)}, ice shelves` : `Here ice shelves, ${filler(i)}`)),
    );
    expect(terms).toContain('ice shelves');
  });

  it('a lone adjective, participle or unit', () => {
    const terms = termsOf(
      times(4, (i) => `Rare volcanic, associated, ${i} mg, molten, thermal; lava flows erupted.`),
    );
    expect(terms.join(' ')).not.toMatch(/\b(?:volcanic|associated|mg|thermal|rare|erupted)\b/i);
    expect(terms).toContain('lava flows');
  });

  it('the part of a hyphenated phrase', () => {
    const terms = termsOf(times(4, () => 'We study Bose-Einstein condensates. Drug-induced weight gain.'));
    expect(terms.join(' | ')).not.toMatch(/(?:^| \| )(?:Einstein|induced)/);
    expect(terms).toContain('Bose-Einstein condensates');
  });

  it('the middle of a longer phrase', () => {
    const terms = termsOf(times(4, (i) => `The Extrapyramidal Symptom Rating Scale; ${filler(i)}`));
    for (const term of terms.filter((one) => /Symptom|Rating/.test(one)))
      expect(term).toBe('Extrapyramidal Symptom Rating Scale');
  });
});

describe('isModifier', () => {
  it.each([
    'bayesian',
    'neural',
    'diagnosed',
    'associated',
    'volcanic',
    'effective',
    'molecular',
    'variable-free',
  ])('sees that %s cannot stand alone, or leaves what it does not know', (word) =>
    expect(isModifier(word)).toBe(word !== 'variable-free'),
  );
  it.each([
    'signal',
    'animal',
    'topic',
    'speed',
    'variable',
    'library',
    'archive',
    'disease',
    'schizophrenia',
    'hive',
  ])('takes %s for a noun', (word) => expect(isModifier(word)).toBe(false));
});
