/**
 * An embedder whose vectors can be worked out by eye: one axis a word, the number of times it occurs, scaled to unit
 * length. Two texts are as near as the words they share. Counts its calls.
 */
import { FieldmapError } from '../../src/errors.js';
import { normalize } from '../../src/math/matrix.js';
import type { Embedder, EmbeddedPaper } from '../../src/embed/embedder.js';
import type { ModelInfo, PaperVectors, Vector } from '../../src/types.js';

/** Axis 0, 1, 2 …; any other word falls on one of the remaining axes by the sum of its letters. */
export const VOCABULARY = [
  'cat',
  'dog',
  'graph',
  'neural',
  'map',
  'search',
  'sparse',
  'language',
  'image',
  'protein',
  'cell',
  'star',
];
export const FAKE_DIMENSIONS = 32;

export const FAKE_MODEL: ModelInfo = {
  id: 'fake',
  hash: 'f'.repeat(64),
  dimensions: FAKE_DIMENSIONS,
  pooling: 'mean',
  maxTokens: 64,
  queryPrefix: '',
  documentPrefix: '',
  template: '{title}. {abstract}',
};

export interface FakeEmbedder extends Embedder {
  readonly calls: { queries: number; papers: number; batches: number; closed: number };
}

export interface FakeOptions {
  readonly model?: Partial<ModelInfo>;
  /** Papers in a batch. */
  readonly batch?: number;
  /** Called before each paper: throw, or abort a signal, to fail in the middle. */
  onPaper?(key: number): void;
}

export function fakeEmbedder(options: FakeOptions = {}): FakeEmbedder {
  const model = { ...FAKE_MODEL, ...options.model };
  const size = options.batch ?? 4;
  const calls = { queries: 0, papers: 0, batches: 0, closed: 0 };
  return {
    model,
    calls,
    embedQuery(text) {
      calls.queries++;
      return Promise.resolve(fakeVector(text, model.dimensions));
    },
    async embedPapers(papers, given) {
      let batch: EmbeddedPaper[] = [];
      const flush = (): void => {
        if (batch.length === 0) return;
        calls.batches++;
        const full = batch;
        batch = [];
        given.onBatch(full);
      };
      for (const { key, title, abstract } of papers) {
        options.onPaper?.(key);
        if (given.signal?.aborted) {
          flush();
          throw new FieldmapError('interrupted', 'Embedding was stopped.');
        }
        calls.papers++;
        batch.push({ key, vectors: fakePaper(title, abstract, model) });
        if (batch.length === size) flush();
        await Promise.resolve();
      }
      flush();
    },
    close() {
      calls.closed++;
      return Promise.resolve();
    },
  };
}

/** Words counted on their axes, unit length; a text without words lies on axis 0. */
export function fakeVector(text: string, dimensions = FAKE_DIMENSIONS): Vector {
  const vector = new Float32Array(dimensions);
  for (const word of words(text)) vector[axis(word, dimensions)]! += 1;
  if (!vector.some((value) => value > 0)) vector[0] = 1;
  return normalize(vector);
}

/** The document is title and abstract together; sentences end at `. `, the title is the first. */
export function fakePaper(title: string, abstract: string, model: ModelInfo = FAKE_MODEL): PaperVectors {
  const texts: { text: string; start: number }[] = title === '' ? [] : [{ text: title, start: 0 }];
  for (const match of abstract.matchAll(/\S.*?(?:[.?!](?=\s|$)|$)/gs)) {
    if (match[0] !== '') texts.push({ text: match[0], start: title.length + 1 + match.index });
  }
  const { dimensions } = model;
  const values = new Int8Array(texts.length * dimensions);
  const scales = new Float32Array(texts.length);
  const spans = new Uint32Array(texts.length * 2);
  texts.forEach(({ text, start }, s) => {
    const vector = fakeVector(text, dimensions);
    scales[s] = Math.max(...vector) / 127;
    vector.forEach((value, j) => (values[s * dimensions + j] = Math.round(value / scales[s]!)));
    spans.set([start, start + text.length], s * 2);
  });
  return {
    document: fakeVector(`${title} ${abstract}`, dimensions),
    sentences: { scales, values, spans },
    truncated: words(`${title} ${abstract}`).length > model.maxTokens,
  };
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function axis(word: string, dimensions: number): number {
  const known = VOCABULARY.indexOf(word);
  if (known >= 0 && known < dimensions) return known;
  let sum = 0;
  for (const letter of word) sum += letter.codePointAt(0)!;
  const free = Math.max(1, dimensions - VOCABULARY.length);
  return dimensions - 1 - (sum % free);
}
