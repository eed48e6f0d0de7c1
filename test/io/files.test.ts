import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder, writeFileAtomically } from '../../src/io/files.js';

function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), 'fieldmap-files-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('makeFolder', () => {
  it('refuses a file, and a folder in one', () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'deeper', 'still')]) {
      expect(() => makeFolder(path)).toThrowError(
        expect.objectContaining({ code: 'disk', message: `${file} is a file, not a folder.` }),
      );
    }
  });

  // `mkdir` with `recursive` never comes back from there on Node 20.
  it.skipIf(!existsSync('/proc/self'))('refuses a place where no folder can be, at once', () => {
    expect(() => makeFolder('/proc/fieldmap/library')).toThrowError(
      expect.objectContaining({
        code: 'disk',
        message: expect.stringContaining('Cannot write /proc/fieldmap') as string,
      }),
    );
  });

  it('makes all that is missing, and nothing twice', () => {
    const path = join(temporary(), 'a', 'b');
    makeFolder(path);
    makeFolder(path);
    expect(readdirSync(path)).toEqual([]);
  });
});

describe('writeFileAtomically', () => {
  it('makes the folder, replaces what was there, and leaves nothing beside it', () => {
    const folder = join(temporary(), 'out');
    const path = join(folder, 'file');
    writeFileAtomically(path, 'one');
    writeFileAtomically(path, [Buffer.from('tw'), Buffer.from('o')]);
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('says when a folder is there already, or the name is too long, and leaves nothing beside it', () => {
    const folder = temporary();
    const path = join(folder, 'map.html');
    makeFolder(path);
    expect(() => writeFileAtomically(path, 'one')).toThrowError(
      expect.objectContaining({
        code: 'disk',
        message: `Cannot write ${path}: it is a folder.`,
        hint: 'Move it away, or choose another name or folder.',
      }),
    );
    expect(() => writeFileAtomically(join(folder, 'a'.repeat(300)), 'one')).toThrowError(
      expect.objectContaining({
        code: 'disk',
        message: expect.stringContaining('ENAMETOOLONG') as string,
      }),
    );
    expect(readdirSync(folder)).toEqual(['map.html']);
  });
});

describe('the built program', () => {
  it.skipIf(!existsSync('/dev/full'))('says in words that its result cannot be written', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const ran = (): string =>
      execFileSync('sh', ['-c', `"${process.execPath}" dist/cli/bin.js model list > /dev/full`], {
        cwd: root,
        stdio: 'pipe',
        encoding: 'utf8',
      });
    expect(ran).toThrowError(
      expect.objectContaining({
        status: 1,
        stderr: expect.stringMatching(
          /^fieldmap: Cannot write the result to standard output \(.*ENOSPC.*\)\.\n/u,
        ) as string,
      }),
    );
  });
});

describe('temporary files', () => {
  it('of writers that are gone are taken away, those of others that run are not', () => {
    const folder = temporary();
    // The number of a process that has just ended.
    const gone = Number(execFileSync(process.execPath, ['-p', 'process.pid']).toString());
    const left = [
      `.index.${gone}.tmp`,
      `.index.${process.ppid}.tmp`,
      `.other.${gone}.tmp`,
      '.index.x.tmp',
      'index.tmp',
    ];
    for (const name of left) writeFileSync(join(folder, name), 'half');
    writeFileAtomically(join(folder, 'index'), 'whole');
    expect(readdirSync(folder).sort()).toEqual(['index', ...left.slice(1)].sort());
  });
});
