/** Folders: the files in them that may be lists of papers, at any depth. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LIBRARY_FILE } from '../../config.js';
import { FieldmapError } from '../../errors.js';
import { reasonToSkip } from './skipped-files.js';

interface Found {
  readonly files: { readonly name: string; readonly path: string }[];
  /** Libraries, files of maps and the like, with the reason why they are not read. */
  readonly passed: { readonly name: string; readonly reason: string }[];
}

/**
 * The files below `path`, by name in code-point order, with names that begin with `name`. Hidden files and linked folders
 * (they may lead in circles) are left out, libraries and what is no list of papers passed over. Throws `input` when there
 * is no file or nothing else.
 */
export function filesIn(name: string, path: string): Found {
  const { files, passed }: Found = { files: [], passed: [] };
  const walk = (folder: string, prefix: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const names = entries.map((entry) => entry.name);
    if (names.includes(LIBRARY_FILE)) {
      passed.push({ name: prefix, reason: 'a library' });
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const file = { name: `${prefix}/${entry.name}`, path: join(folder, entry.name) };
      const reason = reasonToSkip(entry.name, names);
      if (entry.isDirectory()) walk(file.path, file.name);
      else if (reason !== null) passed.push({ name: file.name, reason });
      else if (
        entry.isFile() ||
        (entry.isSymbolicLink() && statSync(file.path, { throwIfNoEntry: false })?.isFile() === true)
      )
        files.push(file);
    }
  };
  walk(path, name.replace(/[/\\]+$/, ''));
  if (files.length > 0) return { files, passed };
  if (passed.length > 0) {
    const first = passed[0]!;
    throw new FieldmapError(
      'input',
      `There is no list of papers in the folder ${name}: ${first.name} is passed over (${first.reason}).`,
      'To have a file read, name it.',
    );
  }
  throw new FieldmapError('input', `There is no file in the folder ${name}.`, 'Hidden files are not read.');
}
