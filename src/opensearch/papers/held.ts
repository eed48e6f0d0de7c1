/** A paper of the index as an intake sees it, with what it adds. */
import { contentHash, recordHash, type Outcome } from '../../store/index.js';
import type { Citations } from '../../text/index.js';
import type { Paper } from '../../types.js';
import { mergedPaper, type FoundDocument, type StoredRecord } from './paper-document.js';

export class Held {
  readonly records: StoredRecord[];
  citations: Citations | null;
  isChanged = false;
  readonly #before: Paper | null;

  constructor(
    readonly id: string,
    /** As it was read; null: it is not there. */
    readonly found: FoundDocument | null,
  ) {
    this.records = [...(found?._source.records ?? [])];
    this.citations = found?._source.citations ?? null;
    this.#before = this.records.length === 0 ? null : this.merged();
  }

  merged(): Paper {
    return mergedPaper(this.id, this.records);
  }

  find(source: string, hash: string): StoredRecord | null {
    return this.records.find((one) => one.source === source && recordHash(one.paper) === hash) ?? null;
  }

  countOf(source: string): number {
    return this.records.filter((one) => one.source === source).length;
  }

  add(source: string, paper: Paper, run: string): Outcome['kind'] {
    const before = this.records.length === 0 ? null : this.merged();
    this.records.push({ source, paper: { ...paper, id: this.id, sources: [source] }, run });
    this.isChanged = true;
    if (before === null) return 'new';
    return isSame(before, this.merged()) ? 'merged' : 'updated';
  }

  /** The newest export wins; one without references leaves those that are there. */
  cite({ references, citedBy }: Citations): void {
    const next: Citations = {
      references: references.length > 0 ? references : (this.citations?.references ?? []),
      citedBy: citedBy ?? this.citations?.citedBy ?? null,
    };
    if (JSON.stringify(next) === JSON.stringify(this.citations)) return;
    this.citations = next;
    this.isChanged = true;
  }

  /**
   * Makes records that their source holds again its newest; `again`: hash and source of those seen in this run. False when
   * there is nothing to bring back.
   */
  bringBack(again: ReadonlySet<string>, run: string): boolean {
    const nameOf = ({ paper, source }: StoredRecord): string => `${recordHash(paper)} ${source}`;
    const returned = this.records.filter((record) => {
      if (!again.has(nameOf(record))) return false;
      const last = this.records.findLast(({ source }) => source === record.source)!;
      return last !== record && last.run !== run && !again.has(nameOf(last));
    });
    for (const record of returned) {
      this.records.splice(this.records.indexOf(record), 1);
      this.records.push(record);
    }
    this.isChanged ||= returned.length > 0;
    return returned.length > 0;
  }

  /** Whether the paper is another than the one that was read. */
  isUpdated(): boolean {
    return this.#before !== null && !isSame(this.#before, this.merged());
  }
}

function isSame(a: Paper, b: Paper): boolean {
  return recordHash(a) === recordHash(b) && contentHash(a) === contentHash(b);
}
