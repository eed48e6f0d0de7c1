/** What belongs to the file: opening, locks, crashes of the disk. The verbs are in contract.ts. */
import Sqlite from 'better-sqlite3';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { openConnection } from '../../src/store/open.js';
import { LIBRARY_FILE } from '../../src/config.js';
import { openSqliteStore, type OpenMode, storeOver } from '../../src/store/sqlite.js';
import { embedAll, MODEL, opened, paper, temporaryDir, vectors } from './helpers.js';

const MODES: readonly OpenMode[] = ['create', 'write', 'read', 'rehearse'];

/** A folder with a closed library of `papers` papers. */
async function library(papers = 3): Promise<{ dir: string; file: string }> {
  const dir = temporaryDir();
  const store = await openSqliteStore(dir, { mode: 'create' });
  await store.upsert(Array.from({ length: papers }, (_, i) => paper(`p${i}`)));
  await embedAll(store);
  await store.close();
  return { dir, file: join(dir, LIBRARY_FILE) };
}

/** Runs SQL on the file behind the store's back. */
function tamper(file: string, sql: string): void {
  const db = new Sqlite(file);
  db.exec(sql);
  db.close();
}

/** Permissions mean nothing to root: it becomes nobody for the time of `work`. */
async function withoutPrivileges(work: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid!(65534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}

describe('opening what is not a library', () => {
  it.each(['write', 'read'] as const)(
    'names the folder and the next command when there is none (%s)',
    async (mode) => {
      const dir = join(temporaryDir(), 'none');
      await expect(openSqliteStore(dir, { mode })).rejects.toMatchObject({
        code: 'library',
        message: `There is no library in ${dir}.`,
        hint: `Run \`fieldmap add FILE --library ${dir}\` to make one.`,
      });
      expect(existsSync(dir)).toBe(false);
    },
  );

  it.each(MODES)('refuses a file that is no database (%s)', async (mode) => {
    const dir = temporaryDir();
    writeFileSync(join(dir, LIBRARY_FILE), 'not a database, but long enough to have a header'.repeat(100));
    await expect(openSqliteStore(dir, { mode })).rejects.toMatchObject({
      code: 'library',
      message: expect.stringContaining('damaged or no fieldmap library') as string,
    });
  });

  it.each(MODES)("refuses another program's database and leaves it alone (%s)", async (mode) => {
    const dir = temporaryDir();
    const file = join(dir, LIBRARY_FILE);
    tamper(file, 'CREATE TABLE theirs (x)');
    const before = readFileSync(file);
    await expect(openSqliteStore(dir, { mode })).rejects.toMatchObject({
      code: 'library',
      message: expect.stringContaining("another program's database") as string,
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each(['write', 'read', 'rehearse'] as const)('refuses an empty file (%s)', async (mode) => {
    const dir = temporaryDir();
    writeFileSync(join(dir, LIBRARY_FILE), '');
    await expect(openSqliteStore(dir, { mode })).rejects.toMatchObject({
      code: 'library',
      message: expect.stringContaining('is empty') as string,
    });
  });

  it.each(MODES)('refuses a library made by a newer fieldmap and says how to go on (%s)', async (mode) => {
    const { dir, file } = await library();
    tamper(file, 'PRAGMA user_version = 99');
    await expect(openSqliteStore(dir, { mode })).rejects.toMatchObject({
      code: 'library',
      message: expect.stringMatching(/newer fieldmap \(format 99; this one knows up to \d+\)/) as string,
      hint: 'Run `npm install -g fieldmap@latest`.',
    });
    tamper(file, `PRAGMA user_version = ${MIGRATIONS.length}`);
    expect(await (await opened(dir)).count()).toBe(3);
  });

  it('refuses a folder that is a file', async () => {
    const file = join(temporaryDir(), 'file');
    writeFileSync(file, '');
    await expect(openSqliteStore(file, { mode: 'create' })).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining('is a file') as string,
    });
    await expect(openSqliteStore(file, { mode: 'read' })).rejects.toMatchObject({ code: 'library' });
  });

  it('tells damage inside the file apart from other failures', async () => {
    const { dir, file } = await library(400);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xab, 8192 * 2));
    const read = async (): Promise<void> => {
      const store = await opened(dir, { mode: 'read' });
      await store.allDocumentVectors();
      for await (const one of store.scan()) expect(one.key).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toMatchObject({
      code: 'library',
      message: expect.stringContaining('damaged') as string,
    });
  });
});

describe('reading only', () => {
  it('sees what is there, writes nothing and refuses to', async () => {
    const { dir, file } = await library();
    const before = readFileSync(file);
    const store = await opened(dir, { mode: 'read' });
    expect(await store.count()).toBe(3);
    expect((await store.sentenceVectors([1]))[0]).not.toBeNull();
    await expect(store.upsert([paper('x')])).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining('Cannot write') as string,
    });
    await expect(store.setSetting('x', 1)).rejects.toMatchObject({ code: 'disk' });
    await store.close();
    expect(readdirSync(dir)).toEqual([LIBRARY_FILE]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('sees a finished batch of a writer at once, and a state of its own during one call', async () => {
    const { dir } = await library();
    const writer = await opened(dir);
    const reader = await opened(dir, { mode: 'read' });
    await writer.upsert([paper('x')]);
    expect(await reader.count()).toBe(4);
  });

  it('is not blocked by a transaction under way', async () => {
    const { dir, file } = await library();
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE; DELETE FROM papers');
    const reader = await opened(dir, { mode: 'read', busyTimeout: 0 });
    expect(await reader.count()).toBe(3);
    expect((await reader.statusCounts()).papers).toBe(3);
    other.exec('ROLLBACK');
    other.close();
  });

  it('reads a library in a folder that cannot be written, and cannot write there', async () => {
    const { dir, file } = await library();
    chmodSync(file, 0o444);
    chmodSync(dir, 0o555);
    await withoutPrivileges(async () => {
      const store = await openSqliteStore(dir, { mode: 'read' });
      expect(await store.count()).toBe(3);
      await store.close();
      await expect(
        openSqliteStore(dir, { mode: 'write' }).then((s) => s.upsert([paper('x')])),
      ).rejects.toMatchObject({
        code: 'disk',
        message: expect.stringContaining(`Cannot write ${file}`) as string,
      });
      await expect(openSqliteStore(join(dir, 'new'), { mode: 'create' })).rejects.toMatchObject({
        code: 'disk',
      });
    });
    expect(readdirSync(dir)).toEqual([LIBRARY_FILE]);
    chmodSync(dir, 0o755);
  });
});

describe('two writers', () => {
  it('tells the second, after its wait, that another is writing, and lets it write afterwards', async () => {
    const { dir, file } = await library();
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
    const store = await opened(dir, { busyTimeout: 20 });
    const calls = [
      () => store.upsert([paper('x')]),
      () => store.remove(['p1']),
      () => store.setSetting('a', 1),
      () => store.putDocument('d', Uint8Array.of(1)),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        code: 'busy',
        message: `Another process is writing to the library ${file}; gave up after 0.02 s. Nothing was changed.`,
        hint: 'Wait until the other fieldmap command has finished, or stop it, and run this one again.',
      });
    }
    other.exec('ROLLBACK');
    other.close();
    expect((await store.upsert([paper('x')])).new).toBe(1);
  });

  it('takes turns between batches', async () => {
    const dir = temporaryDir();
    const [a, b] = [await opened(dir, { batch: 2 }), await opened(dir, { batch: 3 })];
    const file = Array.from({ length: 20 }, (_, i) => paper(`p${i}`));
    const [one, two] = await Promise.all([a.upsert(file), b.upsert(file)]);
    expect(one.new + two.new).toBe(20);
    expect(await a.count()).toBe(20);
    expect(await a.check()).toEqual([]);
  });

  it('makes one library when two open it for the first time', async () => {
    const dir = temporaryDir();
    const stores = await Promise.all([opened(dir), opened(dir), opened(dir, { mode: 'create' })]);
    await stores[0].upsert([paper('a')]);
    expect(await stores[2].count()).toBe(1);
  });
});

describe('rehearsing', () => {
  it('shows what would be and leaves nothing of it', async () => {
    const { dir } = await library();
    const store = await openSqliteStore(dir, { mode: 'rehearse', batch: 1 });
    expect(await store.upsert([paper('p1', { title: 'Other' }), paper('x'), paper('x')])).toMatchObject({
      updated: 1,
      new: 1,
      merged: 1,
    });
    expect(await store.count()).toBe(4);
    await store.close();
    const after = await opened(dir, { mode: 'read' });
    expect(await after.count()).toBe(3);
    expect((await after.get('p1'))!.paper.title).toBe('Title of p1');
  });

  it('makes no file where there is no library', async () => {
    const dir = join(temporaryDir(), 'none');
    const store = await openSqliteStore(dir, { mode: 'rehearse' });
    expect((await store.upsert([paper('a')])).new).toBe(1);
    await store.close();
    expect(existsSync(dir)).toBe(false);
  });

  it('says so when another is writing', async () => {
    const { dir, file } = await library();
    const other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(openSqliteStore(dir, { mode: 'rehearse', busyTimeout: 0 })).rejects.toMatchObject({
      code: 'busy',
    });
    other.close();
    // The last connection takes the log with it: none was left open.
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});

describe('a full disk', () => {
  it('is named, and what was stored before stays', async () => {
    const { dir, file } = await library();
    const connection = openConnection(dir, 'write', 5000);
    connection.db.pragma('max_page_count = 60');
    const store = storeOver(connection, 10);
    const many = Array.from({ length: 500 }, (_, i) => paper(`q${i}`, { abstract: 'long '.repeat(500) }));
    await expect(store.upsert(many)).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining(`The disk is full: could not write ${file}`) as string,
      hint: 'Free some space and run the same command again; what was stored before is safe.',
    });
    await store.close();
    const after = await opened(dir);
    expect(await after.check()).toEqual([]);
    expect(((await after.count()) - 3) % 10).toBe(0);
    const again = await after.upsert(many);
    expect(again.new + again.unchanged).toBe(500);
    expect(await after.count()).toBe(503);
  });
});

describe('a closed and opened library', () => {
  it('has everything it had', async () => {
    const { dir } = await library();
    const store = await opened(dir, { mode: 'write' });
    expect(await store.statusCounts()).toMatchObject({ papers: 3, embedded: 3 });
    expect([...(await store.allDocumentVectors()).matrix.data]).toEqual([1, -1, 2, -2, 3, -3]);
    expect(await store.getModel()).toMatchObject({ id: 'fake' });
  });

  it('leaves one file behind', async () => {
    const { dir } = await library();
    expect(readdirSync(dir)).toEqual([LIBRARY_FILE]);
  });

  it('works in a folder with odd characters in its name', async () => {
    const dir = join(temporaryDir(), 'a b #%?ü');
    mkdirSync(dir);
    await (await opened(dir)).upsert([paper('a')]);
    expect(await (await opened(dir, { mode: 'read' })).count()).toBe(1);
  });

  it.each(['read', 'write', 'create', 'rehearse'] as const)(
    'is brought up to date when an older fieldmap made it, with all it holds (%s)',
    async (mode) => {
      const dir = temporaryDir();
      const file = join(dir, LIBRARY_FILE);
      const old = new Sqlite(file);
      MIGRATIONS[0]!(old);
      old.exec(`
      PRAGMA application_id = 0x666d6170; PRAGMA user_version = 1;
      INSERT INTO papers VALUES (7, 'p', 'T', 'A', 1999, NULL, NULL, NULL, '["B"]', '[]', '["a.csv"]', '{}', '{}');
      INSERT INTO facets VALUES (7, '0123456789abcdef0123456789abcdef', 1999, 1, 0, 1, 1, 't', 'b', '', '');
      INSERT INTO sources VALUES (1, 'a.csv'); INSERT INTO records VALUES (1, 7, 1, 'p', 'x', NULL);
      INSERT INTO topics VALUES (0, 't1', NULL, '{"id":"t1"}'); INSERT INTO assignments VALUES (7, 't1', 1, 2);
      INSERT INTO documents VALUES ('topic-map', x'7b7d')`);
      old.close();
      const store = await opened(dir, { mode });
      expect((await store.get('p'))!.paper).toEqual(
        paper('p', { title: 'T', abstract: 'A', year: 1999, authors: ['B'], sources: ['a.csv'] }),
      );
      expect((await store.unmatched(9)).map((p) => p.key)).toEqual([7]);
      // Read in one window then: to be embedded anew.
      expect(await store.statusCounts()).toMatchObject({ truncated: 1 });
      expect(await store.marked()).toEqual([]);
      expect(await store.marksOf([7])).toEqual([null]);
      expect(await store.mapNames()).toEqual(['main']);
      expect(await store.getMap()).toEqual({
        topics: [{ id: 't1' }],
        keys: Int32Array.of(7),
        topicOf: Int32Array.of(0),
        coordinates: Float32Array.of(1, 2),
      });
      expect(await store.check()).toEqual([]);
    },
  );

  it('keeps what two processes mark at once, on one paper and on several', async () => {
    const dir = temporaryDir();
    const one = await opened(dir);
    await one.upsert([paper('a'), paper('b')]);
    const other = await opened(dir, { mode: 'write' });
    await Promise.all([
      one.mark([
        { id: 'a', decision: 'include' },
        { id: 'b', tags: ['one'] },
      ]),
      other.mark([
        { id: 'a', note: 'read' },
        { id: 'b', tags: ['other'] },
      ]),
    ]);
    expect((await one.marksOf([1]))[0]).toMatchObject({ decision: 'include', note: 'read' });
    expect((await other.marksOf([2]))[0]!.tags.toSorted()).toEqual(['one', 'other']);
  });

  it('says the same of many papers as of each', async () => {
    const store = await opened(temporaryDir());
    const keys = Int32Array.from({ length: 250 }, (_, i) => i + 1);
    await store.upsert(Array.from(keys, (key) => paper(`p${key}`)));
    await store.mark([
      { id: 'p3', star: true },
      { id: 'p249', decision: 'maybe' },
    ]);
    const each = await Promise.all(Array.from(keys, async (key) => (await store.marksOf([key]))[0]!));
    expect(await store.marksOf(keys)).toEqual(each);
    expect(each.filter((mark) => mark !== null)).toHaveLength(2);
  });

  it('forgets with a rehearsal what was marked in it', async () => {
    const dir = temporaryDir();
    await (await opened(dir)).upsert([paper('a')]);
    const rehearsal = await opened(dir, { mode: 'rehearse' });
    await rehearsal.mark([{ id: 'a', star: true }]);
    await rehearsal.close();
    expect(await (await opened(dir, { mode: 'read' })).marked()).toEqual([]);
  });
});

it('names papers whose headings and publishers’ lines an older fieldmap embedded', async () => {
  const store = await opened(temporaryDir());
  const abstract = 'RESULTS: They purr.';
  await store.upsert([paper('old', { title: 'T', abstract }), paper('new', { title: 'T', abstract })]);
  await store.setModel(MODEL);
  // Counted in title + line break + abstract: the heading ends at 11.
  const from: Readonly<Record<string, number>> = { old: 2, new: 11 };
  const pending = await store.pending(10);
  const ids = await store.idsOf(Int32Array.from(pending, ({ key }) => key));
  await store.putVectors(
    pending.map(({ key, contentHash }, i) => {
      const { sentences, ...vectorsOf } = vectors(1);
      const spans = Uint32Array.of(0, 1, from[ids[i]!]!, 21);
      return { key, contentHash, vectors: { ...vectorsOf, sentences: { ...sentences, spans } } };
    }),
  );
  expect(await store.damage()).toMatchObject({ partlyRead: ['old'] });
});
