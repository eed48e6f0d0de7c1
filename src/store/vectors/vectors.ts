/**
 * Vectors as bytes. A document vector is its 32-bit floats. The sentences of a paper are one blob, its parts in this
 * order so that each starts at a multiple of four bytes: scales (32-bit floats, one a sentence), spans (32-bit
 * integers, two a sentence), values (8-bit, `dimensions` a sentence). The number of sentences follows from the length.
 * Little-endian, as every machine that Node runs on.
 */
import { FieldmapError } from '../../errors.js';
import type { SentenceVectors, Vector } from '../../types.js';

/** Bytes a sentence beside its values: a scale and a span. */
const BESIDE = 12;

export function vectorBytes(vector: Vector): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

export function packSentences({ scales, spans, values }: SentenceVectors, dimensions: number): Uint8Array {
  const n = scales.length;
  if (spans.length !== 2 * n || values.length !== n * dimensions) {
    throw new FieldmapError(
      'internal',
      `Sentence vectors do not fit together: ${n} scales, ${spans.length} spans, ${values.length} values.`,
    );
  }
  const bytes = new Uint8Array(n * (BESIDE + dimensions));
  new Float32Array(bytes.buffer, 0, n).set(scales);
  new Uint32Array(bytes.buffer, 4 * n, 2 * n).set(spans);
  new Int8Array(bytes.buffer, BESIDE * n).set(values);
  return bytes;
}

/** Views, no copy, as long as the bytes begin at a multiple of four. */
export function unpackSentences(stored: Uint8Array, dimensions: number): SentenceVectors {
  const bytes = stored.byteOffset % 4 === 0 ? stored : stored.slice();
  const n = bytes.length / (BESIDE + dimensions);
  return {
    scales: new Float32Array(bytes.buffer, bytes.byteOffset, n),
    spans: new Uint32Array(bytes.buffer, bytes.byteOffset + 4 * n, 2 * n),
    values: new Int8Array(bytes.buffer, bytes.byteOffset + BESIDE * n, n * dimensions),
  };
}
