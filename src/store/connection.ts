/** An open database and the few things that every verb does with it. */
import type { Database, Statement } from 'better-sqlite3';
import { FieldmapError } from '../errors.js';
import { failure } from './failure.js';
import { Change } from './papers/change.js';

export class Connection {
  readonly db: Database;
  readonly path: string;
  readonly busyTimeout: number;
  /** The name of the map that is read and written; null: the library's own (map.ts). */
  map: string | null = null;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database, path: string, busyTimeout: number) {
    this.db = db;
    this.path = path;
    this.busyTimeout = busyTimeout;
  }

  /** The prepared statement of a text, its rows as objects. Each is prepared once, at its first use. */
  sql<Row>(text: string): Statement<unknown[], Row> {
    return this.#statement('', text, (statement) => statement);
  }

  /** The same with the first column of each row alone. */
  column<Value>(text: string): Statement<unknown[], Value> {
    return this.#statement('column', text, (statement) => statement.pluck());
  }

  /** The same with each row as an array. */
  tuples<Row extends unknown[]>(text: string): Statement<unknown[], Row> {
    return this.#statement('tuples', text, (statement) => statement.raw());
  }

  /** A statement object has one shape of rows for good: each shape of a text is a statement of its own. */
  #statement<Row>(
    shape: string,
    text: string,
    as: (statement: Statement) => Statement,
  ): Statement<unknown[], Row> {
    const name = `${shape}:${text}`;
    let statement = this.#statements.get(name);
    if (statement === undefined) this.#statements.set(name, (statement = as(this.db.prepare(text))));
    return statement as Statement<unknown[], Row>;
  }

  /** Several statements at once, without values or rows. */
  exec(text: string): void {
    this.db.exec(text);
  }

  /** Runs `work` on one state of the library, whatever others write meanwhile. */
  read<T>(work: () => T): T {
    return this.db.transaction(work).deferred();
  }

  /** Runs `work` in a transaction that has the write lock from its start: waiting happens here or not at all. */
  write<T>(work: (change: Change) => T): T {
    return this.db
      .transaction(() => {
        const change = new Change(this.db);
        const result = work(change);
        change.save();
        return result;
      })
      .immediate();
  }

  /** A verb as the interface wants it: a promise, and SQLite's failures as FieldmapErrors. */
  verb<Args extends unknown[], T>(
    work: (connection: Connection, ...args: Args) => T,
  ): (...args: Args) => Promise<T> {
    return (...args) => new Promise((resolve) => resolve(this.guard(() => work(this, ...args))));
  }

  /** Runs `work` and throws what SQLite throws as a FieldmapError. */
  guard<T>(work: () => T): T {
    if (!this.db.open) throw new FieldmapError('internal', `The library ${this.path} has been closed.`);
    try {
      return work();
    } catch (error) {
      throw failure(error, this.path, this.busyTimeout);
    }
  }
}
