import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildIndex, ENGINES } from '../../src/neighbors/index.js';
import { addon } from '../../src/neighbors/addon.js';
import { writeSealed } from '../../src/neighbors/sealed-file.js';
import { contract } from './contract.js';
import { clouds } from './clouds.js';

describe('a package that is not there', () => {
  test('is named with the command that installs it', () => {
    const missing = (): never => {
      throw new Error("Cannot find module 'hnswlib-node'\nRequire stack:\n- somewhere");
    };
    let error: unknown;
    try {
      addon('hnswlib-node', 'hnswlib', missing);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      code: 'usage',
      message:
        "The engine hnswlib needs the package hnswlib-node, which cannot be loaded (Cannot find module 'hnswlib-node').",
      hint: 'Run npm install hnswlib-node, or choose another engine with --engine.',
    });
  });
});

describe('an engine that cannot write its file', () => {
  test('is told as a matter of the disk, and leaves nothing behind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldmap-sealed-'));
    const path = join(folder, 'index');
    const full = (): never => {
      throw new TypeError('Failed to serialize into stream');
    };
    expect(() => writeSealed(path, 2, {}, full)).toThrow(
      expect.objectContaining({
        code: 'disk',
        message: `Could not write ${path} (Failed to serialize into stream).`,
        hint: 'Free some space and run the same command again; what was stored before is safe.',
      }),
    );
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

const installed = (name: string): boolean => {
  try {
    addon(name, name);
    return true;
  } catch {
    return false;
  }
};

contract('exact');
contract('usearch');
if (installed('hnswlib-node'))
  contract('hnswlib', { remove: 'hnswlib hides what is marked and cannot give a hidden key a new vector' });
else describe.skip('hnswlib: hnswlib-node, an optional dependency, is not installed');

test('progress counts up to all vectors, in every engine', async () => {
  const matrix = clouds(1100, 8, 2);
  for (const engine of ENGINES.filter((name) => name !== 'hnswlib' || installed('hnswlib-node'))) {
    const done: number[] = [];
    const keys = Int32Array.from({ length: 1100 }, (_, i) => i + 1);
    await buildIndex(engine, keys, matrix, { onProgress: (progress) => done.push(progress.done) });
    expect(done).toEqual(engine === 'exact' ? [1100] : [512, 1024, 1100]);
  }
});
