import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readCacheFile, writeCacheFile } from '../../src/io/cache-file.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-cache-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'a.idx');
const sections = {
  bytes: Uint8Array.of(1, 2, 3),
  floats: Float32Array.of(0.5),
  none: new Int32Array(0),
  words: Uint16Array.of(7),
};
const stamp = { revision: 3, model: 'm' };
const write = (): void => writeCacheFile(path, { name: 'word list', version: 2 }, stamp, sections);

describe('a file that does not fit says why', () => {
  test.each<[string, string | RegExp, () => void, string]>([
    ['missing', 'there is no such file', () => rmSync(path, { force: true }), path],
    ['a folder in its way', /^it cannot be read \(EISDIR/, () => undefined, folder],
    ['empty', 'it is not a fieldmap word list file', () => writeFileSync(path, ''), path],
    [
      'something else',
      'it is not a fieldmap word list file',
      () => writeFileSync(path, 'x'.repeat(100)),
      path,
    ],
    [
      'cut short',
      'it is damaged (checksum)',
      () => writeFileSync(path, readFileSync(path).subarray(0, -1)),
      path,
    ],
  ])('%s', (_name, reason, damage, where) => {
    write();
    damage();
    expect(readCacheFile(where, { name: 'word list', version: 2 }, stamp)).toEqual(
      typeof reason === 'string' ? reason : expect.stringMatching(reason),
    );
  });

  test.each([
    [{ name: 'other list', version: 2 }, stamp, 'it is a word list file, expected other list'],
    [{ name: 'word list', version: 3 }, stamp, 'it is of format 2, expected 3'],
    [{ name: 'word list', version: 2 }, { ...stamp, revision: 4 }, 'its revision is 3, expected 4'],
    [{ name: 'word list', version: 2 }, { revision: 3 }, 'its model is m, expected none'],
    [{ name: 'word list', version: 2 }, { ...stamp, engine: 'x' }, 'its engine is unknown, expected x'],
  ])('%j %j', (kind, expected, reason) => {
    write();
    expect(readCacheFile(path, kind, expected)).toBe(reason);
  });

  test('any flipped bit', () => {
    write();
    const whole = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(whole);
        flipped[at]! ^= 1 << bit;
        writeFileSync(path, flipped);
        expect(readCacheFile(path, { name: 'word list', version: 2 }, stamp)).toBeTypeOf('string');
      }),
    );
  });
});

test('gives back the arrays, and the same bytes when written again', () => {
  write();
  const first = readFileSync(path);
  expect(readCacheFile(path, { name: 'word list', version: 2 }, stamp)).toEqual(
    new Map(Object.entries(sections)),
  );
  write();
  expect(readFileSync(path).equals(first)).toBe(true);
});
