/** A folder is taken in at a glance: what grows past that has rooms of its own. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MOST = 20;
const src = fileURLToPath(new URL('../src', import.meta.url));

it(`has no folder in src/ with more than ${MOST} files directly in it`, () => {
  const folders = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(folders.length).toBeGreaterThan(20);
  const files = (folder: string): number =>
    readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).length;
  expect(folders.filter((folder) => files(folder) > MOST)).toEqual([]);
});
