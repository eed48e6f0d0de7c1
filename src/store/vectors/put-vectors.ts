import { crc32 } from 'node:zlib';
import { FieldmapError } from '../../errors.js';
import type { Connection } from '../connection.js';
import { neededDimensions } from '../model.js';
import type { VectorsEntry } from '../store.js';
import { packSentences, vectorBytes } from './vectors.js';

export function putVectors(db: Connection, batch: readonly VectorsEntry[]): number {
  return db.write((change) => {
    const dimensions = neededDimensions(db);
    let stored = 0;
    for (const { key, contentHash, vectors } of batch) {
      if (vectors.document.length !== dimensions) {
        const given = vectors.document.length;
        throw new FieldmapError(
          'internal',
          `A vector of ${given} numbers for a model of ${dimensions} dimensions.`,
        );
      }
      const before = db
        .column<number>('SELECT embedded FROM facets WHERE paper = ? AND content_hash = ?')
        .get(key, contentHash);
      if (before === undefined) continue;
      const document = vectorBytes(vectors.document);
      db.sql('INSERT OR REPLACE INTO document_vectors VALUES (?, ?, ?)').run(key, document, crc32(document));
      const sentences = packSentences(vectors.sentences, dimensions);
      db.sql('INSERT OR REPLACE INTO sentence_vectors VALUES (?, ?, ?)').run(
        key,
        sentences,
        crc32(sentences),
      );
      db.sql('UPDATE facets SET embedded = 1, truncated = ? WHERE paper = ?').run(
        Number(vectors.truncated),
        key,
      );
      // Put again, the bytes may differ but the digest goes by text and model: it stays, the counter goes up.
      if (before === 0) change.vectors(key, contentHash);
      else change.vectorsAgain();
      stored++;
    }
    return stored;
  });
}
