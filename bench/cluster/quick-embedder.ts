/**
 * An embedder for measuring all that is not embedding: each word adds to eight of 384 axes, chosen and signed by its hash,
 * so that texts with words in common are near. A paper has a vector for each sentence, as with a model.
 */
import type { EmbeddedPaper, Embedder } from '../../src/embed/index.js';
import { normalize } from '../../src/math/index.js';
import type { ModelInfo, PaperVectors, Vector } from '../../src/types.js';

const DIMENSIONS = 384;
const AXES = 8;
const BATCH = 64;

export const QUICK_MODEL: ModelInfo = {
  id: 'quick',
  hash: '0'.repeat(64),
  dimensions: DIMENSIONS,
  pooling: 'mean',
  maxTokens: 256,
  queryPrefix: '',
  documentPrefix: '',
  template: '{title}. {abstract}',
};

export const quickEmbedder: Embedder = {
  model: QUICK_MODEL,
  embedQuery: (text) => Promise.resolve(vectorOf(text)),
  async embedPapers(papers, options) {
    let batch: EmbeddedPaper[] = [];
    for (const { key, title, abstract } of papers) {
      batch.push({ key, vectors: vectorsOf(title, abstract) });
      if (batch.length < BATCH) continue;
      options.onBatch(batch);
      batch = [];
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (batch.length > 0) options.onBatch(batch);
  },
  close: () => Promise.resolve(),
};

function vectorsOf(title: string, abstract: string): PaperVectors {
  const text = `${title}\n${abstract}`;
  const sentences = [...text.matchAll(/\S[^\n]*?(?:[.?!](?=\s)|(?=\n)|$)/gu)].map((match) => ({
    start: match.index,
    text: match[0],
  }));
  const values = new Int8Array(sentences.length * DIMENSIONS);
  const scales = new Float32Array(sentences.length);
  const spans = new Uint32Array(2 * sentences.length);
  sentences.forEach((sentence, s) => {
    const vector = vectorOf(sentence.text);
    const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127 || 1;
    scales[s] = scale;
    values.set(
      vector.map((value) => Math.round(value / scale)),
      s * DIMENSIONS,
    );
    spans.set([sentence.start, sentence.start + sentence.text.length], 2 * s);
  });
  return { document: vectorOf(text), sentences: { scales, values, spans }, truncated: false };
}

function vectorOf(text: string): Vector {
  const vector = new Float32Array(DIMENSIONS);
  vector[0] = 1e-3;
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]{3,}/gu)) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
    for (let axis = 0; axis < AXES; axis++) {
      hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ axis;
      // Frequent words are short.
      vector[(hash >>> 8) % DIMENSIONS]! += ((hash & 1) * 2 - 1) * Math.min(1, word.length / 8);
    }
  }
  return normalize(vector);
}
