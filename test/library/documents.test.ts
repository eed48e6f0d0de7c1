/** What the library keeps as documents, damaged, edited or from another version: told in plain words, and helped. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLibrary, type Library } from '../../src/library/library.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import type { TopicMap } from '../../src/topic-map/schema.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const WORDS = ['cat dog', 'graph neural', 'protein cell'];
const PAPERS = Array.from({ length: 24 }, (_, i) =>
  JSON.stringify({
    id: `p${i}`,
    title: `${WORDS[i % 3]!} ${i}`,
    abstract: `${WORDS[i % 3]!} again and again.`,
  }),
).join('\n');

let root: string;
let dir: string;
let notices: string[];
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'fieldmap-documents-'));
  dir = join(root, 'library');
  notices = [];
  await using(async (library) => {
    await library.add([{ name: 'papers.jsonl', bytes: Buffer.from(PAPERS) }]);
    await library.map({ out: root, topics: 3 });
  });
});
afterEach(() => rmSync(root, { recursive: true }));

async function using<T>(work: (library: Library) => Promise<T>): Promise<T> {
  const library = await openLibrary({
    dir,
    embedder: fakeEmbedder(),
    onNotice: (text) => notices.push(text),
  });
  try {
    return await work(library);
  } finally {
    await library.close();
  }
}

/** Puts bytes where a document was. */
async function put(name: string, text: string): Promise<void> {
  const store = await openSqliteStore(dir, { mode: 'write' });
  await store.putDocument(name, Buffer.from(text));
  await store.close();
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => error,
  );

describe('the map', () => {
  it('cut short is told by every command that needs it, and made anew by a refit', async () => {
    await put('topic-map', '{"schemaVersion": 2, "title": "Th');
    await using(async (library) => {
      const told = {
        code: 'library',
        message: "The library's map is not JSON, so it is no topic map.",
        hint: 'Run `fieldmap map --refit` to make it anew.',
      };
      for (const work of [
        () => library.mapPage({ live: false }),
        () => library.map({ out: null }),
        () => library.renameTopic('t1', 'x'),
        () => library.topicRules(),
      ])
        expect(await failure(work())).toMatchObject(told);
      expect(await library.map({ out: null, refit: true })).toMatchObject({ how: 'new', papers: 24 });
      expect(notices).toContainEqual(expect.stringContaining('A new one is made'));
      expect(await library.mapPage({ live: false })).toContain('<html');
    });
  });

  it('of version 1 is read as one without concepts', async () => {
    const map = JSON.parse(await readFile(join(root, 'topic-map.json'), 'utf8')) as TopicMap;
    const rest = { ...map, concepts: undefined };
    const topics = map.topics.map((topic) => ({ ...topic, concepts: undefined }));
    await put('topic-map', JSON.stringify({ ...rest, topics, schemaVersion: 1 }));
    await using(async (library) => {
      expect(await library.mapPage({ live: false })).toContain('<html');
      expect(await library.map({ out: null })).toMatchObject({ how: 'same' });
    });
  });
});

describe('names given by hand', () => {
  it.each([
    ['{"names": {"t1": 5}, "merges": []}', /cannot be read: Invalid input.* at names\.t1\.$/],
    ['{"names"', /cannot be read: it is not JSON/],
    ['{"version": 9, "names": {}, "merges": []}', /it has version 9, this fieldmap reads up to 1\.$/],
    ['[]', /cannot be read/],
  ])('as %s are told', async (text, message) => {
    await put('topic-edits', text);
    await using(async (library) => {
      const error = (await failure(library.map({ out: null }))) as Error;
      expect(error).toMatchObject({ code: 'library' });
      expect(error.message).toMatch(message);
    });
  });

  it('are read without a version, as they were written at first, and stay', async () => {
    const first = await using((library) => library.topics());
    await put('topic-edits', `{"names": {"${first.topics[0]!.id}": "Mine"}, "merges": []}`);
    const renamed = await using(async (library) => (await library.map({ out: null })).topics[0]!.label);
    expect(renamed).toBe('Mine');
  });
});

describe('a saved search', () => {
  it('that is damaged is told, and can be removed', async () => {
    await put('search/one', '{"name": "one", "question": "cat", "options": {"mode": "psychic"}, "seen": 3}');
    await using(async (library) => {
      expect(await failure(library.runSearch('one'))).toMatchObject({
        code: 'library',
        message: expect.stringMatching(
          /^The library's saved search cannot be read: .* at options\.mode\.$/,
        ) as string,
      });
      await library.removeSearch('one');
      expect(await library.searches()).toEqual([]);
    });
  });

  it('keeps its options, and leaves out what nobody knows any more', async () => {
    await using(async (library) => {
      const options = { count: 2, mode: 'lexical' as const, filter: { year: { from: null, to: 2000 } } };
      await library.saveSearch('one', 'cat', { ...options, signal: new AbortController().signal });
      expect((await library.searches())[0]!.options).toEqual(options);
    });
  });
});

describe('map --verify', () => {
  const verify = async (change: (map: TopicMap) => object): Promise<unknown> => {
    const map = JSON.parse(await readFile(join(root, 'topic-map.json'), 'utf8')) as TopicMap;
    await writeFile(join(root, 'edited.json'), JSON.stringify(change(map)));
    return using((library) => library.verifyMap(join(root, 'edited.json')));
  };
  const papers = (change: (papers: TopicMap['papers']) => TopicMap['papers']) => (map: TopicMap) => ({
    ...map,
    papers: change(map.papers),
  });

  it('finds its own map the same', async () => {
    expect(await using((library) => library.verifyMap(join(root, 'topic-map.json')))).toMatchObject({
      same: true,
    });
  });

  it.each([
    ['a paper taken out', papers((all) => all.slice(1)), 'the paper p0 is missing from its list.'],
    ['papers taken out', papers((all) => all.slice(3)), 'the paper p0 is missing from its list, and 2 more.'],
    ['a paper twice', papers((all) => [...all, all[0]!]), 'it lists 25 papers, of which the library has 24.'],
    ['papers moved', papers((all) => [...all.slice(1), all[0]!]), 'its papers stand in another order.'],
  ])('tells a file that was edited: %s', async (_, change, reason) => {
    expect(await verify(change)).toEqual({
      same: false,
      reason: `The file was edited after it was made: ${reason}`,
    });
  });

  it('tells other vectors of the same texts from another map', async () => {
    expect(await verify((map) => ({ ...map, made: { ...map.made, vectors: 'f'.repeat(64) } }))).toMatchObject(
      {
        same: false,
        reason: expect.stringMatching(/^It was made from other vectors of the same texts/) as string,
      },
    );
  });
});
