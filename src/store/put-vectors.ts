import { FieldmapError } from '../errors.js';
import type { Connection } from './connection.js';
import { dimensionsOf } from './model.js';
import type { VectorsEntry } from './store.js';
import { packSentences, vectorBytes } from './vectors.js';

export function putVectors(connection: Connection, batch: readonly VectorsEntry[]): number {
  return connection.write((change) => {
    const dimensions = dimensionsOf(connection);
    let stored = 0;
    for (const { key, contentHash, vectors } of batch) {
      if (vectors.document.length !== dimensions) {
        throw new FieldmapError('internal', `A vector of ${vectors.document.length} numbers for a model of ${dimensions} dimensions.`);
      }
      const state = connection.sql<{ embedded: number }>('SELECT embedded FROM facets WHERE paper = ? AND content_hash = ?').get(key, contentHash);
      if (state === undefined) continue;
      connection.sql('INSERT OR REPLACE INTO document_vectors VALUES (?, ?)').run(key, vectorBytes(vectors.document));
      connection.sql('INSERT OR REPLACE INTO sentence_vectors VALUES (?, ?)').run(key, packSentences(vectors.sentences, dimensions));
      connection.sql('UPDATE facets SET embedded = 1, truncated = ? WHERE paper = ?').run(Number(vectors.truncated), key);
      // Put again, the bytes may differ but the digest goes by text and model: it stays, the counter goes up.
      if (state.embedded === 0) change.vectors(key, contentHash);
      else change.vectorsAgain();
      stored++;
    }
    return stored;
  });
}
