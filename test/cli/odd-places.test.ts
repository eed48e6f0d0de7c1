/** Places that are no library, and files that cannot be opened: said in words, and nothing is left behind. */
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { loadFailure } from '../../src/cli/exit.js';
import { run, temporaryFolder } from '../helpers/cli.js';

function folder(): string {
  const made = temporaryFolder();
  onTestFinished(() => made.remove());
  return made.path;
}

const paper = JSON.stringify({ id: 'p', title: 'A cat', abstract: 'It sleeps.' });

it('a named pipe in place of the library is not waited for', async () => {
  const dir = folder();
  execFileSync('mkfifo', [join(dir, 'fieldmap.sqlite')]);
  const { code, stderr } = await run(dir, ['status']);
  expect(code).toBe(1);
  expect(stderr).toContain('fieldmap.sqlite is a named pipe, not a fieldmap library.\nMove it away');
});

it('a folder that is a link to nowhere', async () => {
  const dir = join(folder(), 'link');
  symlinkSync('nowhere', dir);
  writeFileSync(join(dir, '..', 'papers.jsonl'), paper);
  const { code, stderr } = await run(dir, ['add', join(dir, '..', 'papers.jsonl')]);
  expect(code).toBe(1);
  expect(stderr).toContain('is a link to nowhere, which does not exist.\nMake that folder');
});

it('a library whose header says that nothing is in it', async () => {
  const dir = folder();
  writeFileSync(join(dir, 'papers.jsonl'), paper);
  await run(dir, ['add', join(dir, 'papers.jsonl')]);
  const db = new Sqlite(join(dir, 'fieldmap.sqlite'));
  db.pragma('user_version = 0');
  db.close();
  for (const command of ['status', 'doctor']) {
    const { code, stderr } = await run(dir, [command]);
    expect(code).toBe(1);
    expect(stderr).toContain('is damaged: it has tables');
  }
});

it.each(['papres.bib', 'bad\ufffd.bib'])(
  'a file %j that is not there leaves no library behind',
  async (name) => {
    const dir = join(folder(), 'library');
    const { code, stderr } = await run(dir, ['add', name]);
    expect(code).toBe(1);
    expect(stderr).toContain(`There is no file ${name}.`);
    expect(stderr).toContain(name.startsWith('bad') ? 'not UTF-8' : 'Check the path; nothing was read.');
    expect(existsSync(dir)).toBe(false);
  },
);

it('of several files one that is not there stops the command before any is read', async () => {
  const dir = folder();
  const there = join(dir, 'papers.jsonl');
  writeFileSync(there, paper);
  const { code, stderr } = await run(join(dir, 'library'), ['add', there, 'papres.bib']);
  expect([code, existsSync(join(dir, 'library'))]).toEqual([1, false]);
  expect(stderr).toContain('There is no file papres.bib.\nCheck the path; nothing was read.');
});

it('too few file handles are said in words, another fault is not taken for it', () => {
  const error = (code: string) => Object.assign(new Error('x'), { code });
  expect(loadFailure(error('EMFILE'))).toContain('ulimit -n');
  expect(loadFailure(error('ENOENT'))).toBeNull();
  expect(loadFailure('EMFILE')).toBeNull();
});
