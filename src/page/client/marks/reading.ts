/** What the reader has decided of papers on this map: kept, changed, and taken in from a file. */
import type { Data, Texts } from '../data/types.js';
import type { Store } from '../state/store.js';
import { keeperFor, type Keeper } from './keeper.js';
import { marked, readMarks, writeMarks, NO_MARK, type Mark } from './marks.js';

export class Reading {
  /** False where this browser keeps nothing. */
  isKept = true;
  private readonly store: Store;
  private readonly keeper: Keeper;
  private texts: Texts | null = null;

  constructor({ head }: Data, store: Store) {
    this.store = store;
    this.keeper = keeperFor(head.title);
  }

  setTexts(texts: Texts): void {
    this.texts = texts;
    const marks = this.keeper.read();
    if (marks.size > 0) this.store.mark(marks);
  }

  /** Papers of which something was decided, on other maps of this title too. */
  get size(): number {
    return this.store.marks.size;
  }

  of(paper: number): Mark {
    return this.store.marks.get(this.texts?.id[paper] ?? '') ?? NO_MARK;
  }

  /** Those that are on this map. */
  onMap(): ReadonlyMap<number, Mark> {
    const found = new Map<number, Mark>();
    if (this.texts === null) return found;
    for (const [id, mark] of this.store.marks) {
      const paper = this.texts.numberOf.get(id);
      if (paper !== undefined) found.set(paper, mark);
    }
    return found;
  }

  papers(): ReadonlySet<number> {
    return new Set(this.onMap().keys());
  }

  mark(paper: number, change: Partial<Mark>): void {
    if (this.texts !== null) this.keep(marked(this.store.marks, this.texts.id[paper]!, change));
  }

  clear(): void {
    this.keep(new Map());
  }

  file(): string {
    return writeMarks(this.store.marks);
  }

  /** Adds the marks of a file: of a paper that both have, the file's. How many; null for what is no such file. */
  take(text: string): number | null {
    const given = readMarks(text);
    if (given === null) return null;
    this.keep(new Map([...this.store.marks, ...given]));
    return given.size;
  }

  private keep(marks: ReadonlyMap<string, Mark>): void {
    this.isKept = this.keeper.write(marks);
    this.store.mark(marks);
  }
}
