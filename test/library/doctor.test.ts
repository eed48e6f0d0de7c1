/** Bits that flip inside the library, which SQLite does not notice: told, and mended where they can be. */
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLibrary, type Check, type Library } from '../../src/library/library.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const WORDS = ['cat dog', 'graph neural', 'protein cell'];
const PAPERS = Array.from({ length: 24 }, (_, i) =>
  JSON.stringify({
    id: `p${i}`,
    title: `${WORDS[i % 3]!} ${i}`,
    abstract: `${WORDS[i % 3]!} again and again.`,
    authors: ['Ada Author'],
    year: 2000 + i,
  }),
).join('\n');

let root: string;
let dir: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'fieldmap-doctor-'));
  dir = join(root, 'library');
  await using(async (library) => {
    await add(library);
    await library.map({ out: null, topics: 3 });
  });
});
afterEach(() => rmSync(root, { recursive: true }));

const add = (library: Library) => library.add([{ name: 'papers.jsonl', bytes: Buffer.from(PAPERS) }]);

async function using<T>(work: (library: Library) => Promise<T>): Promise<T> {
  const library = await openLibrary({ dir, embedder: fakeEmbedder() });
  try {
    return await work(library);
  } finally {
    await library.close();
  }
}

function tamper(sql: string): void {
  const db = new Database(join(dir, 'fieldmap.sqlite'));
  expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
  db.close();
}

const contents = async (repair = false): Promise<Check> =>
  (await using((library) => library.doctor({ repair }))).find(({ name }) => name === 'contents')!;

/** The library as a stranger sees it. */
const seen = () =>
  using(async (library) => {
    let exported = '';
    for await (const piece of library.export({ format: 'jsonl' })) exported += piece;
    const { hits } = await library.ask('cat', { filter: { author: ['ada'] }, count: 30 });
    return { exported, hits: hits.map(({ id, score }) => [id, score]) };
  });

/** One bit of the blob in the middle. */
const flipped = (column: string): string =>
  `CAST(substr(${column}, 1, 10) || char(unicode(substr(${column}, 11, 1)) + 1) || substr(${column}, 12) AS TEXT)`;

it('finds nothing in a sound library', async () => {
  const sound = {
    name: 'contents',
    ok: true,
    detail: 'texts, vectors and documents are as they were written',
    next: null,
  };
  expect(await contents()).toEqual(sound);
  expect(await contents(true)).toEqual(sound);
});

describe('what can be made again', () => {
  it.each([
    [
      'a vector',
      `UPDATE document_vectors SET vector = zeroblob(length(vector)) WHERE paper = 4`,
      '1 paper with other vectors than were stored (p3)',
    ],
    [
      'sentences',
      `UPDATE sentence_vectors SET vectors = zeroblob(length(vectors)) WHERE paper = 4`,
      '1 paper with other vectors than were stored (p3)',
    ],
    [
      'what an older fieldmap read in part',
      `UPDATE facets SET truncated = 2 WHERE paper = 4`,
      '1 paper embedded by an earlier version, in part or with headings and publishers’ lines (p3)',
    ],
    [
      'what filters look at',
      `UPDATE facets SET authors = 'bda author' WHERE paper = 4`,
      '1 paper that filters take for others (p3)',
    ],
    [
      'the list of sources',
      `UPDATE papers SET sources = '["other.jsonl"]' WHERE key = 4`,
      '1 paper that filters take for others (p3)',
    ],
  ])('%s', async (_, sql, detail) => {
    const before = await seen();
    tamper(sql);
    expect(await contents()).toEqual({
      name: 'contents',
      ok: false,
      detail,
      next: 'Run `fieldmap doctor --repair`.',
    });
    expect(await contents(true)).toEqual({
      name: 'contents',
      ok: true,
      detail: `made again: ${detail}`,
      next: null,
    });
    expect(await contents()).toMatchObject({ ok: true, next: null });
    expect(await seen()).toEqual(before);
  });

  it('a map', async () => {
    tamper(
      `UPDATE documents SET bytes = CAST(replace(CAST(bytes AS TEXT), 'cat', 'bat') AS BLOB) WHERE name = 'topic-map'`,
    );
    expect(await contents()).toMatchObject({ ok: false, detail: 'damaged: topic-map' });
    expect(await contents(true)).toMatchObject({
      ok: true,
      next: 'Run `fieldmap map --refit` to make the map anew.',
    });
    await using((library) => library.map({ out: null, refit: true }));
    expect(await contents()).toMatchObject({ ok: true });
  });

  it('a topic that is no JSON any more', async () => {
    tamper(`UPDATE topics SET json = replace(json, ':', ';') WHERE position = 1`);
    await expect(using((library) => library.topics())).rejects.toMatchObject({ code: 'library' });
    expect(await contents()).toMatchObject({ ok: false, detail: 'damaged: topic-map' });
    expect(await contents(true)).toMatchObject({
      ok: true,
      next: expect.stringContaining('map --refit') as string,
    });
    await using((library) => library.map({ out: null, topics: 3, refit: true }));
    expect(await contents()).toMatchObject({ ok: true });
  });

  it('a list of names that cannot be read', async () => {
    tamper(`INSERT INTO documents VALUES ('topic-edits', CAST('{"names"' AS BLOB), NULL)`);
    expect(await contents()).toMatchObject({ ok: false, detail: 'damaged: topic-edits' });
    await contents(true);
    expect(await contents()).toMatchObject({ ok: true });
    await using((library) => library.map({ out: null }));
  });
});

describe('a text that nobody has twice', () => {
  it.each(['title', 'abstract', 'authors', 'extra', 'year'])(
    'is told, and is put right by its file (%s)',
    async (column) => {
      const before = await seen();
      const value = { title: flipped('title'), abstract: flipped('abstract'), year: 'year + 1' }[column];
      tamper(`UPDATE papers SET ${column} = ${value ?? `'["Eve"]'`} WHERE key = 4`);
      const detail = '1 paper with other texts than were stored (p3)';
      expect(await contents()).toMatchObject({ ok: false, detail });
      const mended = await contents(true);
      expect(mended).toMatchObject({ ok: false, detail: `made again: ${detail}` });
      expect(mended.next).toContain('Add the files that these papers came from again');
      await using(add);
      expect((await seen()).exported.split('\n')[3]).toBe(before.exported.split('\n')[3]);
    },
  );
});
