/** The built program, the real model, real signals: what is stored survives, and the next run goes on. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.js';
import { temporaryFolder } from '../helpers/cli.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = temporaryFolder();
afterAll(() => folder.remove());

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Runs `fieldmap add` on the daily papers; `interfere` is called with the process once the library file is there. */
function add(library: string, interfere?: (kill: (signal: NodeJS.Signals) => void) => void): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['dist/cli/bin.js', 'add', 'data/daily-papers.txt', '--library', library],
      { cwd: root },
    );
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.resume();
    const watch =
      interfere &&
      setInterval(() => {
        if (!existsSync(join(library, 'fieldmap.sqlite'))) return;
        clearInterval(watch);
        interfere((signal) => child.kill(signal));
      }, 5);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stderr });
    });
  });
}

async function digests(library: string): Promise<object> {
  const store = await openSqliteStore(library, { mode: 'read' });
  const { papers, embedded, textDigest, vectorsDigest } = await store.revision();
  await store.close();
  return { papers, embedded, textDigest, vectorsDigest };
}

describe('add', () => {
  const undisturbed = join(folder.path, 'undisturbed');
  beforeAll(async () => {
    expect((await add(undisturbed)).code).toBe(0);
  });

  it.each([0, 300, 700])(
    'killed %i ms after the file is made and run again equals an undisturbed run',
    async (wait) => {
      const library = join(folder.path, `killed-${wait}`);
      const killed = await add(library, (kill) => setTimeout(() => kill('SIGKILL'), wait));
      // A fast machine may have been done before: then there was nothing to resume, which is well too.
      if (killed.code !== 0) expect(killed.signal).toBe('SIGKILL');
      expect((await add(library)).code).toBe(0);
      expect(await digests(library)).toEqual(await digests(undisturbed));
    },
  );

  it('interrupted by Ctrl-C says how to resume, ends with 130, and goes on', async () => {
    const library = join(folder.path, 'interrupted');
    const stopped = await add(library, (kill) => kill('SIGINT'));
    expect(stopped).toMatchObject({ code: 130, signal: null });
    expect(stopped.stderr).toContain('Run the same command again to go on where it stopped.');
    expect((await add(library)).code).toBe(0);
    expect(await digests(library)).toEqual(await digests(undisturbed));
  });

  it.each(['-', 'named pipe'])('waiting for %s is stopped by the first Ctrl-C', async (from) => {
    const library = join(folder.path, `waiting-${from === '-' ? 'stdin' : 'fifo'}`);
    const pipe = join(folder.path, 'pipe.bib');
    if (from !== '-') execFileSync('mkfifo', [pipe]);
    const child = spawn(
      process.execPath,
      ['dist/cli/bin.js', 'add', from === '-' ? '-' : pipe, '--library', library],
      { cwd: root },
    );
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = once(child, 'close') as Promise<[number | null, string | null]>;
    await expect.poll(() => existsSync(join(library, 'fieldmap.sqlite')), { timeout: 10_000 }).toBe(true);
    // It reads by now, or will soon.
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGINT');
    const [code, signal] = await ended;
    // Shells report both as 130.
    expect(signal === 'SIGINT' ? 130 : code).toBe(130);
    expect(stderr).toContain('everything done so far is kept');
  });
});
