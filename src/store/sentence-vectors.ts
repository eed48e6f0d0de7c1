import type { PaperKey, SentenceVectors } from '../types.js';
import type { Connection } from './connection.js';
import { dimensionsOf } from './model.js';
import { unpackSentences } from './vectors.js';

export function sentenceVectors(connection: Connection, keys: ArrayLike<PaperKey>): (SentenceVectors | null)[] {
  return connection.read(() => {
    const dimensions = dimensionsOf(connection);
    const find = connection.column<Uint8Array>('SELECT vectors FROM sentence_vectors WHERE paper = ?');
    return Array.from(keys, (key) => {
      const stored = find.get(key);
      return stored === undefined ? null : unpackSentences(stored, dimensions);
    });
  });
}
