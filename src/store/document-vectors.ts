import { FieldmapError } from '../errors.js';
import type { Matrix, PaperKey } from '../types.js';
import type { Connection } from './connection.js';
import { dimensionsOf } from './model.js';

export function documentVectors(connection: Connection, keys: ArrayLike<PaperKey>): Matrix {
  return connection.read(() => {
    const dimensions = dimensionsOf(connection);
    const data = new Float32Array(keys.length * dimensions);
    const bytes = new Uint8Array(data.buffer);
    const find = connection.column<Uint8Array>('SELECT vector FROM document_vectors WHERE paper = ?');
    for (let i = 0; i < keys.length; i++) {
      const vector = find.get(keys[i]);
      if (vector === undefined) throw new FieldmapError('not-found', `The paper with the key ${keys[i]} has no vector.`);
      bytes.set(vector, i * dimensions * 4);
    }
    return { data, rows: keys.length, dimensions };
  });
}

export function allDocumentVectors(connection: Connection): { keys: Int32Array; matrix: Matrix } {
  return connection.read(() => {
    const dimensions = dimensionsOf(connection);
    const rows = connection.column<number>('SELECT count(*) FROM facets WHERE embedded = 1').get()!;
    const keys = new Int32Array(rows);
    const data = new Float32Array(rows * dimensions);
    const bytes = new Uint8Array(data.buffer);
    let i = 0;
    const all = connection.tuples<[PaperKey, Uint8Array]>('SELECT paper, vector FROM document_vectors ORDER BY paper');
    for (const [key, vector] of all.iterate()) {
      keys[i] = key;
      bytes.set(vector, i * dimensions * 4);
      i++;
    }
    return { keys, matrix: { data, rows, dimensions } };
  });
}
