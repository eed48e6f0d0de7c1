import { FieldmapError } from '../../errors.js';
import type { Matrix, PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { dimensionsOf } from '../model.js';

export function documentVectors(db: Connection, keys: ArrayLike<PaperKey>): Matrix {
  return db.read(() => {
    const dimensions = dimensionsOf(db);
    const data = new Float32Array(keys.length * dimensions);
    const bytes = new Uint8Array(data.buffer);
    const find = db.column<Uint8Array>('SELECT vector FROM document_vectors WHERE paper = ?');
    for (let i = 0; i < keys.length; i++) {
      const vector = find.get(keys[i]);
      if (vector === undefined)
        throw new FieldmapError('not-found', `The paper of key ${keys[i]} has no vector.`);
      bytes.set(vector, i * dimensions * 4);
    }
    return { data, rows: keys.length, dimensions };
  });
}

/** In memory that threads can share: it is too much to be copied for each. */
export function allDocumentVectors(db: Connection): { keys: Int32Array; matrix: Matrix } {
  return db.read(() => {
    const dimensions = dimensionsOf(db);
    const rows = db.column<number>('SELECT count(*) FROM facets WHERE embedded = 1').get()!;
    const keys = new Int32Array(rows);
    const data = new Float32Array(new SharedArrayBuffer(rows * dimensions * 4));
    const bytes = new Uint8Array(data.buffer);
    let i = 0;
    const all = db.tuples<[PaperKey, Uint8Array]>(
      'SELECT paper, vector FROM document_vectors ORDER BY paper',
    );
    for (const [key, vector] of all.iterate()) {
      keys[i] = key;
      bytes.set(vector, i * dimensions * 4);
      i++;
    }
    return { keys, matrix: { data, rows, dimensions } };
  });
}
