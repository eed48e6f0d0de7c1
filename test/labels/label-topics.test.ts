import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachClass } from '../../src/labels/class-tfidf.js';
import { labelTopics, readLabelSource } from '../../src/labels/label-topics.js';
import { indexTerms } from '../../src/terms/term-index.js';
import type { TermIndex } from '../../src/terms/term-index.js';
import { BOUNDARY } from '../../src/terms/read-words.js';
import type { WordStream } from '../../src/terms/word-stream.js';

const text = (abstract: string, title = '') => ({ title, abstract });
const none = (count: number) => new Int32Array(count).fill(-1);

/** All terms of one topic that holds the first half of `texts`; the other half is about bread. */
function termsOf(...texts: string[]): string[] {
  const bread = texts.map(() => text('Rye bread and sourdough crust. Bakers knead sourdough dough.'));
  const assignment = Int32Array.from([...texts.map(() => 0), ...bread.map(() => 1)]);
  const labels = labelTopics(readLabelSource([...texts.map((one) => text(one)), ...bread]), {
    assignment,
    count: 2,
    areas: none(2),
    areaCount: 0,
  });
  return labels.topics[0]!.terms.map(({ term }) => term);
}

describe('labelTopics, odd texts', () => {
  it('gives a name to topics without words, each its own', () => {
    const labels = labelTopics(readLabelSource([text(''), text('$x$ 12 of the')]), {
      assignment: Int32Array.of(0, 1),
      count: 2,
      areas: none(2),
      areaCount: 0,
    });
    expect(labels.topics).toEqual([
      { label: 'Untitled', source: 'terms', terms: [] },
      { label: 'Untitled (2)', source: 'terms', terms: [] },
    ]);
  });

  it('gives nothing for nothing', () => {
    expect(
      labelTopics(readLabelSource([]), {
        assignment: new Int32Array(0),
        count: 0,
        areas: none(0),
        areaCount: 0,
      }),
    ).toEqual({
      topics: [],
      areas: [],
    });
  });

  it('takes words that objects have for words', () => {
    expect(termsOf('constructor hasOwnProperty', 'constructor hasOwnProperty')).toContain(
      'constructor hasOwnProperty',
    );
  });

  it('makes no term of markup, formulas, commands, links or addresses', () => {
    const terms = termsOf(
      ...Array.from(
        { length: 3 },
        () =>
          'Quarks $\\alpha + \\beta$ decay \\textit{hadron jets} at https://example.org/quarkonium by me@quark.example <script>kaon</script>',
      ),
    );
    expect(terms.join(' ')).not.toMatch(/alpha|beta|textit|https|quarkonium|example|[<>$\\]/);
    expect(terms.join()).toContain('hadron jets');
  });

  it('keeps a letter in a formula that names something, and TeX accents', () => {
    expect(termsOf('the $k$-means clusters', 'the $k$-means clusters', 'a k-means run')).toContain(
      'k-means clusters',
    );
    expect(termsOf('Schr\\"odinger equation', 'Schr\\"odinger equation')).toContain('Schrodinger equation');
  });

  it('takes no endless word for a term, and reads odd megabytes', () => {
    const odd = [
      'a'.repeat(200_000),
      `${'x@'.repeat(50_000)} ${'('.repeat(50_000)}`,
      `(${'A'.repeat(200_000)}`,
      '\\\\cite{'.repeat(20_000),
    ];
    const terms = termsOf(...odd.map((one) => `${one} krill`), ...odd.map((one) => `${one} krill`));
    expect(terms).toContain('krill');
    for (const term of terms) expect(term.length).toBeLessThan(130);
  });

  it('lets no term span a full stop', () => {
    expect(termsOf('Purple fish. Whale songs', 'Purple fish. Whale songs').join('|')).not.toContain(
      'fish Whale',
    );
  });
});

describe('labelTopics', () => {
  it('drops what every abstract says', () => {
    const terms = termsOf(
      'In this paper we propose a novel approach to seismology.',
      'Our results show that seismology outperforms the state of the art.',
    );
    expect(terms).toEqual(['seismology']);
  });

  it('joins singular and plural, and writes the more frequent', () => {
    expect(termsOf('galaxies galaxies', 'a galaxy', 'galaxies')).toEqual(['galaxies']);
  });

  it('joins irregular plurals', () => {
    expect(termsOf('vortices and biases', 'biases', 'bias', 'vertices', 'vertex')).toEqual(
      expect.arrayContaining(['biases', 'vertex']),
    );
  });

  it('does not cut words that only look like plurals', () => {
    expect(termsOf('physics lens', 'physics lens', 'physics lens')[0]).toBe('physics lens');
  });

  it('joins hyphenated, separate and whole spellings', () => {
    expect(
      termsOf(
        'multi-modal gaits',
        'multimodal gaits',
        'multi-modal gaits',
        'multimodal gaits',
        'multi-modal gaits',
      ),
    ).toEqual(['multi-modal gaits']);
  });

  it('joins an acronym with its long form and shows both', () => {
    const terms = termsOf(
      'large language models (LLMs), tokens',
      'LLMs; tokens',
      'LLM',
      'large language models (LLMs)',
    );
    expect(terms[0]).toBe('large language models (LLMs)');
    expect(terms).not.toContain('LLMs');
  });

  it('does not expand an acronym that means several things', () => {
    const terms = termsOf(
      'gaussian process (GP)',
      'genetic programming (GP)',
      'general practitioner (GP)',
      'GP GP',
      'GP',
    );
    expect(terms.join('|')).not.toContain('(GP)');
  });

  it('knows function words of other languages', () => {
    const french =
      'Nous proposons les réseaux de neurones pour la traduction des langues avec une attention dans cette tâche';
    const terms = termsOf(french, french, french);
    expect(terms.join(' ')).not.toMatch(/\b(les|pour|avec|dans|cette|nous|une)\b/);
    expect(terms).toContain('réseaux de neurones');
  });

  it('cuts scripts without blanks by a dictionary', () => {
    expect(termsOf('机器翻译质量', '机器翻译质量').join()).toMatch(/机器翻译|翻译/);
  });

  it('names papers that share no word by the words of some', () => {
    const { topics } = labelTopics(readLabelSource([text('Volcanic ash'), text('Choral music')]), {
      assignment: Int32Array.of(0, 0),
      count: 1,
      areas: none(1),
      areaCount: 0,
    });
    expect(topics[0]!.label).toMatch(/volcanic ash|choral music/i);
  });

  it('does not say a phrase and its initials in one breath', () => {
    const about = Array.from({ length: 8 }, (_, i) =>
      text(i % 2 ? 'CNNs see tigers' : 'A convolutional neural network sees tigers'),
    );
    const other = Array.from({ length: 8 }, () => text('Choral music and tenors'));
    const terms = labelTopics(readLabelSource([...about, ...other]), {
      assignment: Int32Array.from({ length: 16 }, (_, i) => Number(i > 7)),
      count: 2,
      areas: none(2),
      areaCount: 0,
    }).topics[0]!.terms.map(({ term }) => term);
    expect(terms.filter((term) => /cnn|convolutional neural network/i.test(term))).toHaveLength(1);
  });

  it('gives no two topics the same label', () => {
    const same = Array.from({ length: 12 }, () => text('Tidal waves erode sandstone cliffs'));
    const labels = labelTopics(readLabelSource(same), {
      assignment: Int32Array.from(same, (_, i) => i % 4),
      count: 4,
      areas: none(4),
      areaCount: 0,
    }).topics;
    expect(new Set(labels.map(({ label }) => label)).size).toBe(4);
  });

  it('does not repeat a term of an area’s label in its topics', () => {
    const about = (word: string) =>
      Array.from({ length: 6 }, () => text(`Volcanic ash covers ${word}. Volcanic ash and ${word}.`));
    const other = Array.from({ length: 12 }, (_, i) =>
      text(i % 2 ? 'Choral music and tenors' : 'Choral music and sopranos'),
    );
    const texts = [...about('glaciers'), ...about('orchards'), ...other];
    const assignment = Int32Array.from(texts, (_, i) => (i < 6 ? 0 : i < 12 ? 1 : 2 + (i % 2)));
    const { topics, areas } = labelTopics(readLabelSource(texts), {
      assignment,
      count: 4,
      areas: Int32Array.of(0, 0, 1, 1),
      areaCount: 2,
    });
    expect(areas[0]!.label).toBe('Volcanic ash');
    expect(topics[0]!.label).toBe('Glaciers');
    expect(topics[1]!.label).toBe('Orchards');
  });

  it('gives weights that add up to one', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 12 }), { minLength: 4, maxLength: 20 }), (texts) => {
        const { topics } = labelTopics(readLabelSource(texts.map((one) => text(one))), {
          assignment: Int32Array.from(texts, (_, i) => i % 2),
          count: 2,
          areas: none(2),
          areaCount: 0,
        });
        for (const { terms } of topics) {
          expect(terms.length).toBeLessThanOrEqual(10);
          if (terms.length > 0) expect(terms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 2);
          expect([...terms].sort((a, b) => b.weight - a.weight)).toEqual(terms);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Words 0 .. 9 that are all plain; -1 is a boundary. */
function streamOf(texts: readonly (readonly number[])[]): WordStream {
  const stream = texts.flatMap((words) => [BOUNDARY, ...words]);
  const offsets = Int32Array.from([
    0,
    ...texts.map((_, i) => texts.slice(0, i + 1).reduce((sum, words) => sum + words.length + 1, 0)),
  ]);
  return {
    stream: Int32Array.from(stream),
    tokens: Int32Array.from(stream, (word) => (word < 0 ? -1 : 4 * word)),
    offsets,
    words: Array.from({ length: 10 }, (_, w) => `word${w}`),
    spellings: Array.from({ length: 10 }, (_, w) => `Word${w}`),
    kinds: new Uint8Array(10),
    longForms: new Map(),
  };
}

/** Terms of each text by the definition: runs of one to three words, in at least `fewest` texts. */
function naiveTerms(texts: readonly (readonly number[])[], fewest: number): Set<string>[] {
  const all = texts.map((words) => {
    const found = new Set<string>();
    words.forEach((_, at) => {
      for (let length = 1; length <= 3 && at + length <= words.length; length++) {
        const run = words.slice(at, at + length);
        if (!run.includes(BOUNDARY)) found.add(run.join(' '));
      }
    });
    return found;
  });
  return all.map(
    (found) => new Set([...found].filter((term) => all.filter((other) => other.has(term)).length >= fewest)),
  );
}

const nameOf = ({ termWords }: TermIndex, term: number) =>
  Array.from(termWords.subarray(3 * term, 3 * term + 3))
    .filter((word) => word >= 0)
    .join(' ');

const corpora = fc.array(fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 25 }), {
  minLength: 1,
  maxLength: 25,
});

describe('indexTerms', () => {
  it('finds for each text the same terms as counting all runs does', () => {
    fc.assert(
      fc.property(corpora, fc.integer({ min: 1, max: 4 }), (texts, fewest) => {
        const index = indexTerms(streamOf(texts), fewest);
        naiveTerms(texts, fewest).forEach((expected, text) => {
          const found = Array.from(
            index.terms.subarray(index.offsets[text], index.offsets[text + 1]),
            (term) => nameOf(index, term),
          );
          expect(found.sort()).toEqual([...expected].sort());
        });
      }),
    );
  });
});

describe('eachClass', () => {
  it('weighs terms as c-TF-IDF is defined', () => {
    fc.assert(
      fc.property(corpora, fc.infiniteStream(fc.integer({ min: -1, max: 2 })), (texts, groups) => {
        const assignment = Int32Array.from(texts, () => groups.next().value as number);
        const naive = naiveTerms(texts, 1);
        const inGroup = (term: string, group: number) =>
          naive.filter((terms, i) => assignment[i] === group && terms.has(term)).length;
        const all = [...new Set(naive.flatMap((terms) => [...terms]))];
        const sums = [0, 1, 2].map((group) => all.reduce((sum, term) => sum + inGroup(term, group), 0));
        const mean = sums.reduce((a, b) => a + b) / 3;
        const index = indexTerms(streamOf(texts), 1);
        eachClass(index, assignment, 3, ({ group, weights, present }) => {
          expect(present.length).toBe(all.filter((term) => inGroup(term, group) > 0).length);
          for (const id of present) {
            const term = nameOf(index, id);
            const everywhere = naive.filter((terms) => terms.has(term)).length;
            expect(weights[id]).toBeCloseTo(
              (inGroup(term, group) / sums[group]!) * Math.log(1 + mean / everywhere),
              10,
            );
          }
        });
      }),
      { numRuns: 50 },
    );
  });
});
