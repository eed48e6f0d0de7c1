/** Folders: every file in them, at any depth. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FieldmapError } from '../errors.js';

/**
 * The files below `path`, by name in code-point order, with names that begin with `name`. Hidden files and linked folders
 * (they may lead in circles) are left out. Throws `input` when there is none.
 */
export function filesIn(name: string, path: string): { name: string; path: string }[] {
  const files: { name: string; path: string }[] = [];
  const walk = (folder: string, prefix: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const file = { name: `${prefix}/${entry.name}`, path: join(folder, entry.name) };
      if (entry.isDirectory()) walk(file.path, file.name);
      else if (
        entry.isFile() ||
        (entry.isSymbolicLink() && statSync(file.path, { throwIfNoEntry: false })?.isFile() === true)
      )
        files.push(file);
    }
  };
  walk(path, name.replace(/[/\\]+$/, ''));
  if (files.length > 0) return files;
  throw new FieldmapError('input', `There is no file in the folder ${name}.`, 'Hidden files are not read.');
}
