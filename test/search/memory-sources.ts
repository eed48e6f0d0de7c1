/**
 * Papers in memory behind the functions that ranking needs, every one of them the plainest there is. A vector has one
 * axis a word (by the sum of its letters); a sentence ends with a full stop.
 */
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { dot, normalize } from '../../src/math/matrix.js';
import type { Question, SearchSources } from '../../src/search/sources.js';
import { terms } from '../../src/text/tokenize.js';
import type { SentenceVectors, Vector } from '../../src/types.js';

export const DIMENSIONS = 64;

export interface TestPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly year?: number;
  readonly identifiers?: readonly string[];
  /** False: not embedded yet. */
  readonly embedded?: boolean;
}

export function vectorOf(text: string): Vector {
  const vector = new Float32Array(DIMENSIONS);
  for (const term of terms(text))
    vector[[...term].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % DIMENSIONS]! += 1;
  return normalize(vector);
}

export function sentencesOf(text: string): SentenceVectors {
  const sentences = text.split(/[.\n]/).filter((sentence) => sentence.trim() !== '');
  const values = new Int8Array(sentences.length * DIMENSIONS);
  sentences.forEach((sentence, s) =>
    vectorOf(sentence).forEach((value, i) => (values[s * DIMENSIONS + i] = Math.round(value * 127))),
  );
  return {
    values,
    scales: new Float32Array(sentences.length).fill(1 / 127),
    spans: new Uint32Array(2 * sentences.length),
  };
}

/** Keys are 1, 2, 3 … in the order given. */
export function memorySources(papers: readonly TestPaper[]): SearchSources {
  const all = papers.map(({ id, title, abstract = '', authors = [], year = null }) => ({
    id,
    title,
    abstract,
    authors,
    year,
  }));
  const keys = Int32Array.from(papers.keys(), (i) => i + 1);
  const textOf = (key: number): string => `${all[key - 1]!.title}\n${all[key - 1]!.abstract}`;
  const embedded = (key: number): boolean => papers[key - 1]!.embedded !== false;
  const lexical = LexicalIndex.build(all.map(({ title, abstract }, i) => ({ key: i + 1, title, abstract })));
  return {
    lexical,
    nearest(vector, k, allowed) {
      const found = Array.from(allowed ?? keys)
        .filter(embedded)
        .map((key) => ({ key, score: dot(vector, 0, vectorOf(textOf(key)), 0, DIMENSIONS) }))
        .sort((a, b) => b.score - a.score || a.key - b.key)
        .slice(0, k);
      return {
        keys: Int32Array.from(found, ({ key }) => key),
        scores: Float32Array.from(found, ({ score }) => score),
      };
    },
    unrelated: () => ({ mean: 0.1, spread: 0.125 }),
    vectors(wanted) {
      const data = new Float32Array(wanted.length * DIMENSIONS);
      wanted.forEach((key, i) => embedded(key) && data.set(vectorOf(textOf(key)), i * DIMENSIONS));
      return { data, rows: wanted.length, dimensions: DIMENSIONS };
    },
    sentences: (wanted) => Array.from(wanted, (key) => (embedded(key) ? sentencesOf(textOf(key)) : null)),
    ids: (wanted) => Array.from(wanted, (key) => all[key - 1]!.id),
    papers: (wanted) => Array.from(wanted, (key) => all[key - 1]!),
    byIdentifier: (value) =>
      keys.filter((key) => all[key - 1]!.id === value || papers[key - 1]!.identifiers?.includes(value)),
    byAuthor: (name) =>
      keys.filter((key) =>
        all[key - 1]!.authors.some((author) => author.toLowerCase().includes(name.toLowerCase())),
      ),
    allKeys: () => keys,
  };
}

export function asked(text: string, parts: Partial<Question> = {}): Question {
  return {
    text,
    phrases: [],
    excluded: [],
    vector: terms(text).length === 0 ? null : vectorOf(text),
    ...parts,
  };
}

/** Papers made of a few words, so that they share some. */
export const WORDS =
  'graph neural parser speech corpus grammar topic sparse image protein cell star lattice tensor verb noun'.split(
    ' ',
  );
