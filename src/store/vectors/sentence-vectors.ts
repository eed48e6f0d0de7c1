import type { PaperKey, SentenceVectors } from '../../types.js';
import type { Connection } from '../connection.js';
import { dimensionsOf } from '../model.js';
import { unpackSentences } from './vectors.js';

export function sentenceVectors(db: Connection, keys: ArrayLike<PaperKey>): (SentenceVectors | null)[] {
  return db.read(() => {
    const dimensions = dimensionsOf(db);
    const find = db.column<Uint8Array>('SELECT vectors FROM sentence_vectors WHERE paper = ?');
    return Array.from(keys, (key) => {
      const stored = find.get(key);
      return stored === undefined ? null : unpackSentences(stored, dimensions);
    });
  });
}
