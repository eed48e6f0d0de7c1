/** The page's own search: its index against the library's, what it spreads and marks against naive oracles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { LEXICAL_DEFAULTS } from '../../src/lexical/bm25.js';
import { TermNumbers } from '../../src/page/client/search/chunks.js';
import { bestSentence, pieces } from '../../src/page/client/search/marks.js';
import { spread } from '../../src/page/client/search/spread.js';
import { TermCounts } from '../../src/page/client/search/word-index.js';
import { terms } from '../../src/text/tokenize.js';

const encoder = new TextEncoder();

function linesOf(texts: readonly string[]) {
  const encoded = texts.map((text) => encoder.encode(text));
  const starts = new Uint32Array(texts.length + 1);
  encoded.forEach(({ length }, i) => (starts[i + 1] = starts[i]! + length + 1));
  return { bytes: encoder.encode(texts.join('\n')), starts };
}

/** Text as records have it: words, hyphens, apostrophes, numbers, accents, scripts without blanks, rubbish. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "don't",
        'GPT-4',
        'GPT4',
        'fine-tuning',
        'state‐of‐the‐art',
        "O'Neill's",
        '3.5',
        'v.2.',
        '-x-',
        "'quoted'",
        'Søgaard',
        'ΣΊΣΥΦΟΣ',
        '深層学習',
        'models.Then',
        'recommenders',
        '—',
        'e.g.',
        '\u202egnp',
        '...',
        'İ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }).map((one) => one.replaceAll('\n', ' ')),
    ),
    { maxLength: 12 },
  )
  .chain((words) => fc.constantFrom(' ', ', ', '-', "'", '').map((glue) => words.join(glue)));

describe('cutting bytes into terms', () => {
  it('finds nothing in nothing, and in nothing but punctuation', () => {
    const numbers = new TermNumbers();
    for (const bytes of ['', "-'-. . '", '\u2014'])
      numbers.each(encoder.encode(bytes), 0, bytes.length, () => expect.fail());
  });

  it('gives the terms that `terms` gives, in their order, whatever came before', () => {
    const numbers = new TermNumbers();
    fc.assert(
      fc.property(text, (one) => {
        const found: string[] = [];
        const bytes = encoder.encode(one);
        numbers.each(bytes, 0, bytes.length, (term) => found.push(numbers.terms[term]!));
        expect(found).toEqual(terms(new TextDecoder().decode(bytes)));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps apart more pieces than its first table holds', () => {
    const numbers = new TermNumbers();
    const words = Array.from({ length: 70_000 }, (_, i) => `w${i}`);
    const bytes = encoder.encode(words.join(' '));
    const found: string[] = [];
    for (let round = 0; round < 2; round++)
      numbers.each(bytes, 0, bytes.length, (term) => found.push(numbers.terms[term]!));
    expect(found).toEqual([...words, ...words]);
  });
});

describe('the index of the page', () => {
  it('scores as the library does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }),
        text,
        (papers, question) => {
          const titles = papers.map(([title]) => new TextDecoder().decode(encoder.encode(title)));
          const abstracts = papers.map(([, abstract]) => new TextDecoder().decode(encoder.encode(abstract)));
          const library = LexicalIndex.build(
            titles.map((title, key) => ({ key, title, abstract: abstracts[key]! })),
            LEXICAL_DEFAULTS,
          );
          const counts = new TermCounts(new TermNumbers(), [
            { lines: linesOf(titles), weight: LEXICAL_DEFAULTS.titleWeight },
            { lines: linesOf(abstracts), weight: 1 },
          ]);
          while (counts.size < papers.length) counts.addNext();
          const page = counts.index();
          const asked = new Map([...terms(question), ...terms(titles[0]!)].map((term, i) => [term, 1 + i]));
          const all = Int32Array.from(papers.keys());
          const wanted = library.score(asked, all);
          page.score(asked, all).forEach((score, i) => expect(score).toBeCloseTo(wanted[i]!, 4));
          const words = [...asked.keys()].slice(0, 2);
          expect([...page.keysWithAll(words)]).toEqual([...library.keysWithAll(words)]);
          for (const term of asked.keys())
            expect(page.documentFrequency(term)).toBe(library.documentFrequency(term));
          const { keys, scores } = page.search(asked, 3, { allowed: all.filter((key) => key !== 1) });
          const naive = [...all.filter((key) => key !== 1 && wanted[key]! > 0)];
          expect(keys.length).toBe(Math.min(3, naive.length));
          expect([...scores]).toEqual([...scores].sort((a, b) => b - a));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('takes a word that no paper has for the beginning of one, else for a mistyped one', () => {
    const counts = new TermCounts(new TermNumbers(), [
      { lines: linesOf(['sparse autoencoders', 'autoencoders again', 'a recommender']), weight: 1 },
    ]);
    while (counts.size < 3) counts.addNext();
    const index = counts.index();
    expect(index.near('autoenc', 3)).toEqual([{ term: 'autoencod', distance: 0 }]);
    expect(index.near('recomender', 3).map(({ term }) => term)).toEqual(['recommend']);
    expect(index.near('zebra', 3)).toEqual([]);
  });
});

describe('spreading to the nearest papers', () => {
  const ring = (count: number, step: number) => ({
    offsets: Uint32Array.from({ length: count + 1 }, (_, i) => 2 * i),
    papers: Uint32Array.from({ length: 2 * count }, (_, i) => ((i >> 1) + (i % 2 === 0 ? 1 : step)) % count),
    similarities: Uint8Array.from({ length: 2 * count }, (_, i) => 50 + ((7 * i) % 50)),
  });

  it('leaves the order alone with a share of 0, and finds nothing from nothing', () => {
    const scores = new Map([
      [3, 1],
      [1, 2],
    ]);
    expect(spread(scores, ring(9, 4), { from: 0, share: 0 }).map(({ paper }) => paper)).toEqual([1, 3]);
    expect(spread(new Map(), ring(9, 4))).toEqual([]);
  });

  it('mixes each score with the mean of those it is near to, as written out naively', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 99 })), { maxLength: 12 }),
        fc.integer({ min: 2, max: 10 }),
        fc.nat(6),
        (given, step, from) => {
          const scores = new Map(given);
          const { offsets, papers, similarities } = ring(12, step);
          const best = [...scores]
            .sort((a, b) => b[1] - a[1] || a[0] - b[0])
            .slice(0, from)
            .map(([paper]) => paper);
          const similarity = (a: number, b: number): number | null => {
            for (let at = offsets[a]!; at < offsets[a + 1]!; at++)
              if (papers[at] === b) return similarities[at]!;
            return null;
          };
          const wanted = new Map<number, number>();
          for (let paper = 0; paper < 12; paper++) {
            let [sum, weights] = [0, 0];
            for (let other = 0; other < 12; other++) {
              const inward = best.includes(other) ? similarity(other, paper) : null;
              const weight = inward ?? similarity(paper, other);
              if (weight === null) continue;
              sum += weight * (scores.get(other) ?? 0);
              weights += weight;
            }
            const isReached = scores.has(paper) || best.some((one) => similarity(one, paper) !== null);
            const score = 0.8 * (scores.get(paper) ?? 0) + 0.2 * (sum / weights);
            if (isReached && score > 0) wanted.set(paper, score);
          }
          const got = spread(scores, { offsets, papers, similarities }, { from, share: 0.2 });
          expect(got.map(({ paper }) => paper).sort((a, b) => a - b)).toEqual([...wanted.keys()]);
          got.forEach(({ paper, score }) => expect(score).toBeCloseTo(wanted.get(paper)!, 6));
          expect(got.map(({ score }) => score)).toEqual(got.map(({ score }) => score).sort((a, b) => b - a));
        },
      ),
    );
  });
});

describe('marking what was found', () => {
  it('gives the text again, whatever is marked', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.constantFrom('gpt4', 'tune', 'fine', 'recommend', 'søgaard', '3.5')),
        (one, some) => {
          const cut = pieces(one, new Set(some));
          expect(cut.map((piece) => piece.text).join('')).toBe(one);
          expect(cut.every((piece) => piece.text !== '')).toBe(true);
        },
      ),
    );
  });

  it('marks every form of a word, and hyphenated words by their parts', () => {
    const found = (one: string, ...stems: string[]) =>
      pieces(one, new Set(stems)).flatMap((piece) => (piece.isFound ? [piece.text] : []));
    expect(found('A recommender recommends.', 'recommend')).toEqual(['recommender', 'recommends']);
    expect(found('Fine-tuning GPT-4', 'tune', 'gpt4')).toEqual(['tuning', 'GPT-4']);
  });

  it('shows the sentence with the rarest words, and none where there is none', () => {
    const rareness = (term: string) => (term === 'robot' ? 5 : 1);
    const abstract = 'People trust people. Do robots matter? Version 2.5 of e.g. trust.';
    expect(bestSentence(abstract, new Set(['peopl', 'trust', 'robot']), rareness)).toBe('Do robots matter?');
    expect(bestSentence(abstract, new Set(['zebra']), rareness)).toBe('');
    expect(bestSentence('', new Set(['robot']), rareness)).toBe('');
  });
});
