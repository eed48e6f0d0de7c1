/** What every engine must do; the exact engine is the oracle. An engine that cannot do a case says so with the reason. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  allNeighbors,
  buildIndex,
  exactNeighbors,
  loadIndex,
  type Engine,
  type NeighborIndex,
} from '../../src/neighbors/index.js';
import { row } from '../../src/math/matrix.js';
import type { Matrix } from '../../src/types.js';
import { clouds } from './clouds.js';

export interface Exceptions {
  /** Why the engine cannot take vectors out. */
  readonly remove?: string;
}

const DIMENSIONS = 24;

export function contract(engine: Engine, exceptions: Exceptions = {}): void {
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-neighbors-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'index');
  const stamp = { vectors: 600, content: 'abc' };
  const matrix = clouds(600, DIMENSIONS, 1);
  /** Neither dense nor in order. */
  const keys = Int32Array.from({ length: 600 }, (_, i) => 3 * ((i * 7) % 600) + 2);
  const build = (): Promise<NeighborIndex> => buildIndex(engine, keys, matrix);
  const part = (from: number, to: number): Matrix => ({
    data: matrix.data.subarray(from * DIMENSIONS, to * DIMENSIONS),
    rows: to - from,
    dimensions: DIMENSIONS,
  });
  /** Share of the true k nearest rows among the keys found. */
  const recall = (found: Int32Array, query: number, k: number): number => {
    const truth = [...exactNeighbors(matrix, row(matrix, query), k).rows].map((i) => keys[i]!);
    return truth.filter((key) => found.includes(key)).length / k;
  };

  describe(`${engine}: misuse`, () => {
    test('a vector of another length is refused, with the command that shows why', async () => {
      const index = await build();
      const message = 'A vector has 3 numbers, the index has 24 dimensions.';
      expect(() => index.search(new Float32Array(3), 5)).toThrow(message);
      expect(() =>
        index.add(Int32Array.of(9999), { data: new Float32Array(3), rows: 1, dimensions: 3 }),
      ).toThrow(message);
      expect(() => index.searchMany({ data: new Float32Array(3), rows: 1, dimensions: 3 }, 5)).toThrow(
        message,
      );
    });

    test('keys that are taken, repeated, negative or of another number than the vectors are refused', async () => {
      const index = await build();
      expect(() => index.add(Int32Array.of(2), part(0, 1))).toThrow(
        'Key 2 was added to the neighbour index twice.',
      );
      expect(() => index.add(Int32Array.of(9999, 9999), part(0, 2))).toThrow('Key 9999 was added');
      expect(() => index.add(Int32Array.of(-1), part(0, 1))).toThrow('Key -1 is negative.');
      expect(() => index.add(Int32Array.of(9998, 9999), part(0, 1))).toThrow(
        'There are 2 keys for 1 vectors.',
      );
      expect(index.size).toBe(600);
    });

    test('a stopped build says so', async () => {
      const stopped = buildIndex(engine, keys, matrix, { signal: AbortSignal.abort() });
      await expect(stopped).rejects.toMatchObject({
        code: 'interrupted',
        message: 'Stopped while indexing vectors.',
      });
    });

    test('files that do not fit are named with the reason', async () => {
      expect(loadIndex(engine, path, stamp)).toBe('there is no such file');
      (await build()).save(path, stamp);
      expect(loadIndex(engine, path, { ...stamp, content: 'abd' })).toBe('its content is abc, expected abd');
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1]! ^= 4;
      writeFileSync(path, bytes);
      expect(loadIndex(engine, path, stamp)).toBe('it is damaged (checksum)');
      writeFileSync(path, bytes.subarray(0, 100));
      expect(loadIndex(engine, path, stamp)).toBe('it is damaged (checksum)');
      rmSync(path);
      expect(loadIndex(engine, path, stamp)).toBe('there is no such file');
    });
  });

  describe(`${engine}: search`, () => {
    test('an empty index answers nothing, one vector answers itself', async () => {
      const empty = await buildIndex(engine, new Int32Array(0), part(0, 0));
      expect([
        empty.size,
        empty.search(row(matrix, 0), 5).keys.length,
        [...empty.searchMany(part(0, 1), 2)],
      ]).toEqual([0, 0, [-1, -1]]);
      const one = await buildIndex(engine, Int32Array.of(4), part(0, 1));
      expect([one.size, [...one.search(row(matrix, 0), 5).keys], [...one.searchMany(part(0, 2), 2)]]).toEqual(
        [1, [4], [4, -1, 4, -1]],
      );
      expect(one.search(row(matrix, 0), 0).keys.length).toBe(0);
    });

    test('finds what comparing with all finds', async () => {
      const index = await build();
      expect([index.engine, index.size, index.dimensions]).toEqual([engine, 600, DIMENSIONS]);
      let sum = 0;
      for (let i = 0; i < 600; i++) {
        const { keys: found, similarities } = index.search(row(matrix, i), 10);
        sum += recall(found, i, 10);
        expect(similarities[0]).toBeCloseTo(1, 2);
        for (let j = 1; j < 10; j++) {
          const [before, here] = [similarities[j - 1]!, similarities[j]!];
          expect(before > here || (before === here && found[j - 1]! < found[j]!)).toBe(true);
        }
      }
      expect(sum / 600).toBeGreaterThanOrEqual(0.99);
    });

    test('many at once find what one by one find, on one thread or three', async () => {
      const index = await build();
      for (const threads of [1, 3]) {
        const found = index.searchMany(part(0, 50), 7, threads);
        for (let i = 0; i < 50; i++) {
          expect([...found.subarray(i * 7, i * 7 + 7)].sort()).toEqual(
            [...index.search(row(matrix, i), 7).keys].sort(),
          );
        }
      }
    });
  });

  describe(`${engine}: change`, () => {
    test('what is added, also after loading, is found', async () => {
      const index = await buildIndex(engine, keys.subarray(0, 300), part(0, 300));
      index.save(path, stamp);
      const loaded = loadIndex(engine, path, stamp) as NeighborIndex;
      for (const each of [index, loaded]) {
        each.add(keys.subarray(300), part(300, 600));
        expect(each.size).toBe(600);
        expect([...each.search(row(matrix, 599), 1).keys]).toEqual([keys[599]]);
      }
    });

    test.skipIf(exceptions.remove !== undefined)(
      `what is removed is gone, and can come back${
        exceptions.remove === undefined ? '' : ` (not here: ${exceptions.remove})`
      }`,
      async () => {
        const index = await build();
        index.save(path, stamp);
        const loaded = loadIndex(engine, path, stamp) as NeighborIndex;
        for (const each of [index, loaded]) {
          each.remove!(Int32Array.of(keys[5]!, 99_999));
          expect(each.size).toBe(599);
          expect([...each.search(row(matrix, 5), 20).keys]).not.toContain(keys[5]);
          each.add(Int32Array.of(keys[5]!), part(5, 6));
          expect(each.search(row(matrix, 5), 1).keys[0]).toBe(keys[5]);
        }
      },
    );
  });

  describe(`${engine}: file`, () => {
    test('loaded, answers as before; built again, has the same bytes', async () => {
      const index = await build();
      index.save(path, stamp);
      const bytes = readFileSync(path);
      const loaded = loadIndex(engine, path, stamp) as NeighborIndex;
      for (let i = 0; i < 600; i += 50)
        expect(loaded.search(row(matrix, i), 10)).toEqual(index.search(row(matrix, i), 10));
      (await build()).save(path, stamp);
      expect(readFileSync(path).equals(bytes)).toBe(true);
    });
  });

  describe(`${engine}: all neighbours`, () => {
    test('are the rows that a full comparison gives, with exact similarities, on any number of threads', async () => {
      const index = await build();
      index.save(path, stamp);
      const loaded = loadIndex(engine, path, stamp) as NeighborIndex;
      const lists = await allNeighbors(index, { keys, matrix }, 10);
      expect(await allNeighbors(loaded, { keys, matrix }, 10, { threads: 4 })).toEqual(lists);
      let found = 0;
      for (let i = 0; i < 600; i++) {
        const truth = exactNeighbors(matrix, row(matrix, i), 11);
        const others = truth.rows.filter((other) => other !== i).subarray(0, 10);
        for (let j = 0; j < 10; j++) {
          const other = lists.indices[i * 10 + j]!;
          expect(other).not.toBe(i);
          if (others.includes(other)) {
            found++;
            expect(lists.similarities[i * 10 + j]).toBe(truth.similarities[truth.rows.indexOf(other)]);
          }
        }
      }
      expect(found / 6000).toBeGreaterThanOrEqual(0.99);
    });

    test('are filled up with -1 and 0 where there are too few; ties go by row', async () => {
      const data = Float32Array.of(1, 0, 1, 0, 0, 1);
      const three = await buildIndex(engine, Int32Array.of(30, 10, 20), { data, rows: 3, dimensions: 2 });
      const lists = await allNeighbors(
        three,
        { keys: Int32Array.of(30, 10, 20), matrix: { data, rows: 3, dimensions: 2 } },
        3,
      );
      expect([...lists.indices]).toEqual([1, 2, -1, 0, 2, -1, 0, 1, -1]);
      expect([...lists.similarities]).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0]);
    });
  });
}
