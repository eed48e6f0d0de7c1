/** What is to be sent so that papers are made of their records. */
import type { Citations } from '../../text/index.js';
import type { Action } from '../bulk.js';
import {
  documentName,
  fieldsOf,
  indexed,
  VECTOR_FIELDS,
  type FoundDocument,
  type StoredRecord,
} from './paper-document.js';
import type { PaperIndex } from './paper-index.js';

/** What a paper is to be made of; of no records: nothing. */
export interface Write {
  readonly id: string;
  /** As it was read. */
  readonly found: FoundDocument | null;
  readonly records: readonly StoredRecord[];
  readonly citations: Citations | null;
}

/** In the order given. Each is taken only where the paper is still as it was read. */
export async function writeActions(index: PaperIndex, writes: readonly Write[]): Promise<Action[]> {
  const fields = writes.map(({ id, records, citations }) =>
    records.length === 0 ? null : fieldsOf(id, records, citations),
  );
  // Vectors stay with a text that is as it was.
  const staying = writes.filter(
    ({ found }, i) => found?._source.embedded && found._source.contentHash === fields[i]?.['contentHash'],
  );
  const read = await index.read(
    staying.map(({ id }) => id),
    VECTOR_FIELDS,
  );
  const vectors = new Map(staying.map((one, i) => [one, read[i]?._source]));
  return writes.map((write, i) => {
    const { id, found } = write;
    const name = { _id: documentName(id) };
    const at = { ...name, if_seq_no: found?._seq_no, if_primary_term: found?._primary_term };
    if (fields[i] === null) return { head: { delete: at }, body: null };
    const body = indexed({ ...fields[i], ...(vectors.get(write) ?? { embedded: false, truncated: false }) });
    return found === null ? { head: { create: name }, body } : { head: { index: at }, body };
  });
}
