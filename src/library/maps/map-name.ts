/** Names of maps. */
import { FieldmapError } from '../../errors.js';
import { clipped, oneLine } from '../../text/index.js';

/** @throws FieldmapError `usage` for what is no name, a path above all. */
export function checkedMapName(given: string): string {
  const name = oneLine(given);
  if (/[/\\]|^\.|\.(?:json|html|csv)$/i.test(name)) {
    throw new FieldmapError(
      'usage',
      `"${clipped(name, 120)}" is a path, and a map has a name, such as "trial".`,
      'Where the files go is said by --out: `fieldmap map --name trial --out DIR`.',
    );
  }
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(name)) {
    throw new FieldmapError(
      'usage',
      `"${clipped(name, 120)}" is no name for a map.`,
      'Expected 1 to 60 letters, digits, blanks, dots, dashes or underscores, the first a letter or digit.',
    );
  }
  return name;
}
