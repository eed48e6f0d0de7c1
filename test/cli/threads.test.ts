/** The built program and the real model: the number of threads changes the time, never a byte of the map. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/cli.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
afterAll(() => folder.remove());

function mapWith(threads: number, engine: string): string {
  const name = `${engine}-${threads}`;
  const library = join(folder.path, name, 'library');
  const out = join(folder.path, name, 'out');
  const env = { ...process.env, FIELDMAP_THREADS: String(threads) };
  for (const argv of [
    ['add', 'data/daily-papers.txt'],
    ['map', '--out', out],
  ]) {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['dist/cli/bin.js', ...argv, '--library', library, '--engine', engine],
      { cwd: root, env, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
  return readFileSync(join(out, 'topic-map.json'), 'utf8');
}

it.each(['exact', 'usearch'])(
  'writes the same topic-map.json on 1 and on 4 threads (%s)',
  (engine) => {
    expect(mapWith(4, engine)).toBe(mapWith(1, engine));
  },
  120_000,
);
