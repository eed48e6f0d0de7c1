/** Vectors of tokens to vectors of texts. Pure. */
import { normalize } from '../matrix.js';
import type { ModelInfo, PaperVectors, SentenceVectors, Vector } from '../types.js';
import type { PaperTokens, TextTokens } from './tokens.js';

type Shape = Pick<ModelInfo, 'dimensions' | 'pooling'>;

/** `hidden` holds one row of `dimensions` numbers a token. */
export function poolText(hidden: Float32Array, tokens: TextTokens, model: Shape): PaperVectors {
  return {
    document: documentVector(hidden, tokens.ids.length, model),
    sentences: { scales: new Float32Array(0), values: new Int8Array(0), spans: new Uint32Array(0) },
    truncated: tokens.truncated,
  };
}

/** The document by the model's own pooling, special tokens included; each sentence the mean of its own tokens. */
export function poolPaper(hidden: Float32Array, tokens: PaperTokens, model: Shape): PaperVectors {
  return {
    document: documentVector(hidden, tokens.ids.length, model),
    sentences: sentenceVectors(hidden, tokens, model.dimensions),
    truncated: tokens.truncated,
  };
}

function documentVector(hidden: Float32Array, tokens: number, { pooling, dimensions }: Shape): Vector {
  return pooling === 'first' ? normalize(hidden.slice(0, dimensions)) : meanOfRows(hidden, 0, tokens, dimensions);
}

function sentenceVectors(hidden: Float32Array, tokens: PaperTokens, dimensions: number): SentenceVectors {
  const { tokenSpans, textSpans } = tokens;
  const count = tokenSpans.length / 2;
  const scales = new Float32Array(count);
  const values = new Int8Array(count * dimensions);
  for (let s = 0; s < count; s++) {
    const mean = meanOfRows(hidden, tokenSpans[2 * s]!, tokenSpans[2 * s + 1]!, dimensions);
    scales[s] = quantize(mean, values, s * dimensions);
  }
  return { scales, values, spans: Uint32Array.from(textSpans) };
}

/** Unit length. */
function meanOfRows(hidden: Float32Array, from: number, to: number, dimensions: number): Vector {
  const sum = new Float32Array(dimensions);
  let at = from * dimensions;
  const end = to * dimensions;
  // Four rows at a time: three times as fast as one, for the sum is read and written once for four.
  for (const [b, c, d] = [dimensions, 2 * dimensions, 3 * dimensions]; at + d < end; at += 4 * dimensions) {
    for (let j = 0, i = at; j < dimensions; j++, i++) {
      sum[j] = sum[j]! + (hidden[i]! + hidden[i + b]! + (hidden[i + c]! + hidden[i + d]!));
    }
  }
  for (; at < end; at += dimensions) for (let j = 0; j < dimensions; j++) sum[j] = sum[j]! + hidden[at + j]!;
  return normalize(sum);
}

/** Writes `vector` to `values[at ..]` as 8-bit numbers and returns what one step of them is worth. */
function quantize(vector: Vector, values: Int8Array, at: number): number {
  let largest = 0;
  for (let j = 0; j < vector.length; j++) {
    const size = Math.abs(vector[j]!);
    if (size > largest) largest = size;
  }
  const scale = largest / 127;
  if (scale > 0) for (let j = 0; j < vector.length; j++) values[at + j] = Math.round(vector[j]! / scale);
  return scale;
}
