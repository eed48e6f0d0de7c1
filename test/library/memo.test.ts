/** What is kept while the library stays the same, and how long a stale index may serve. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLibrary, type LibraryOptions } from '../../src/library/library.js';
import { Memo, type IndexFile } from '../../src/library/session/memo.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('keep', () => {
  it('makes anew what no longer key, and what failed', async () => {
    const kept = new Memo(undefined);
    await expect(kept.get('a', '1', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await kept.get('a', '1', () => Promise.resolve('one'))).toBe('one');
    expect(await kept.get('a', '1', () => Promise.resolve('not made'))).toBe('one');
    expect(await kept.get('a', '2', () => Promise.resolve('two'))).toBe('two');
    expect(await kept.get('b', '2', () => Promise.resolve('other'))).toBe('other');
  });

  it('does not forget what has been made since when an earlier attempt fails', async () => {
    const kept = new Memo(undefined);
    let fail!: (error: Error) => void;
    const early = kept.get('a', '1', () => new Promise((_, reject) => (fail = reject)));
    expect(await kept.get('a', '2', () => Promise.resolve('two'))).toBe('two');
    fail(new Error('too late'));
    await expect(early).rejects.toThrow('too late');
    expect(await kept.get('a', '2', () => Promise.resolve('made again'))).toBe('two');
  });
});

describe('an index', () => {
  const path = join(folder, 'index');
  let made: string[];
  let inFile: string;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    made = [];
    inFile = '';
    rmSync(path, { force: true });
  });
  afterEach(() => vi.useRealTimers());

  const file = (key: string): IndexFile<{ readonly value: string }> => ({
    written: path,
    key,
    load: () => {
      made.push(`load ${key}`);
      return inFile === key ? { value: `${key} loaded` } : 'it does not fit';
    },
    open: () => {
      made.push(`open ${key}`);
      return Promise.resolve({ value: `${key} opened` });
    },
  });
  const write = (key: string, at: number): void => {
    inFile = key;
    writeFileSync(path, key);
    utimesSync(path, at, at);
  };

  const get = async (kept: Memo, key: string): Promise<string> =>
    (await kept.index('lexical', file(key))).value;

  it('is opened anew at once by default', async () => {
    const kept = new Memo(undefined);
    expect([await get(kept, '1'), await get(kept, '1'), await get(kept, '2')]).toEqual([
      '1 opened',
      '1 opened',
      '2 opened',
    ]);
  });

  it('serves on when it is stale, and half a minute after the last change says so once', async () => {
    let told = 0;
    const kept = new Memo(() => told++);
    await get(kept, '1');
    for (const key of ['2', '3', '4']) {
      expect(await get(kept, key)).toBe('1 opened');
      vi.advanceTimersByTime(29_999);
    }
    expect([await get(kept, '4'), told]).toEqual(['1 opened', 0]);
    vi.advanceTimersByTime(1);
    expect([await get(kept, '4'), await get(kept, '4'), told]).toEqual(['1 opened', '1 opened', 1]);
    await get(kept, '5');
    vi.advanceTimersByTime(30_000);
    expect([await get(kept, '5'), told]).toEqual(['1 opened', 2]);
  });

  it('is loaded as soon as another process has written it, and a file that does not fit is read once', async () => {
    const kept = new Memo(() => {});
    await get(kept, '1');
    write('1', 1);
    expect([await get(kept, '2'), await get(kept, '2'), await get(kept, '2')]).toEqual([
      '1 opened',
      '1 opened',
      '1 opened',
    ]);
    write('2', 2);
    expect([await get(kept, '2'), await get(kept, '2')]).toEqual(['2 loaded', '2 loaded']);
    expect(made).toEqual(['open 1', 'load 2', 'load 2']);
  });

  it('is the old one again when the library goes back', async () => {
    const kept = new Memo(() => {});
    await get(kept, '1');
    await get(kept, '2');
    expect(await get(kept, '1')).toBe('1 opened');
  });
});

describe('a library that is read while others write', () => {
  const papers = (from: number, count: number): Buffer =>
    Buffer.from(
      Array.from({ length: count }, (_, i) =>
        JSON.stringify({
          id: `p${from + i}`,
          title: `A cat, number ${from + i}`,
          abstract: `It sees dog ${from + i}. A map is near.`,
        }),
      ).join('\n'),
    );
  const open = (dir: string, options: LibraryOptions = {}) =>
    openLibrary({ dir, embedder: fakeEmbedder(), ...options });

  it('answers without what is gone, in every way of asking, before the indexes are made again', async () => {
    const dir = join(folder, 'library');
    const writer = await open(dir);
    await writer.add([{ name: 'a.jsonl', bytes: papers(0, 30) }]);
    const notices: string[] = [];
    const reader = await open(dir, {
      mode: 'read',
      onStale: () => notices.push('stale'),
      onNotice: (text) => notices.push(text),
    });
    const ids = async (options = {}): Promise<string[]> =>
      (await reader.ask('cat dog 7', { count: 50, ...options })).hits.map(({ id }) => id);
    expect(await ids()).toContain('p7');
    const gone = Array.from({ length: 12 }, (_, i) => `p${i}`);
    await writer.remove({ ids: gone });
    for (const options of [
      {},
      { mode: 'dense' },
      { mode: 'lexical' },
      { filter: { source: ['a.jsonl'] } },
      { diverse: 0.5, explain: true },
      { and: ['map'] },
    ]) {
      const found = await ids(options);
      expect(found).toHaveLength(18);
      expect(found.filter((id) => gone.includes(id))).toEqual([]);
    }
    expect((await reader.similar(['p20'], { count: 50 })).hits).toHaveLength(17);
    // A paper that comes is not found yet; when the writer has made its indexes, it is.
    await writer.add([{ name: 'b.jsonl', bytes: papers(100, 3) }]);
    expect(await ids()).toContain('p101');
    expect(notices).toEqual([]);
    // Nobody makes the new ones: whoever is told to does, and the reader takes them up.
    await writer.remove({ ids: ['p20'] });
    const maker = await open(dir, { mode: 'read' });
    await maker.makeIndexes();
    await maker.close();
    expect(await ids()).toHaveLength(20);
    expect(notices).toEqual([]);
    await reader.close();
    await writer.close();
  });
});
