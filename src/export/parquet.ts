/** Embeddings as Parquet: a text column `id` and a column `embedding`, a list of 32-bit floats. */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { row } from '../math/index.js';
import type { Matrix } from '../types.js';

/** The writer takes lists as arrays of numbers: so many rows are held twice. */
const ROW_GROUP = 1000;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];

const SCHEMA: Schema = [
  { name: 'root', num_children: 2 },
  { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'embedding', converted_type: 'LIST', repetition_type: 'REQUIRED', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
];

/** The whole file; `ids` are those of the rows. Holds all of it: 1.5 KB a paper at 384 dimensions. */
export function parquetBytes(ids: readonly string[], vectors: Matrix): Uint8Array {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: SCHEMA,
    codec: 'UNCOMPRESSED',
    statistics: false,
    createdBy: 'fieldmap',
  });
  for (let at = 0; at < vectors.rows; at += ROW_GROUP) {
    const end = Math.min(at + ROW_GROUP, vectors.rows);
    const embeddings: number[][] = [];
    for (let i = at; i < end; i++) embeddings.push(Array.from(row(vectors, i)));
    void file.write({
      columnData: [
        { name: 'id', data: ids.slice(at, end) },
        { name: 'embedding', data: embeddings },
      ],
      rowGroupSize: ROW_GROUP,
      dictionarySize: 0,
    });
  }
  void file.finish();
  return writer.getBytes();
}
