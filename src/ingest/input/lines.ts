/** Cutting a stream of text into lines. */
import { FieldmapError } from '../../errors.js';
import type { TextSource } from '../draft.js';

/** Longest record or line taken, in characters: what a reader may have to hold at once. */
export const LONGEST_RECORD = 32 * 1024 * 1024;

/** The lines of each chunk together, without their ends. Throws `input` on a line of more than 32 M characters. */
export async function* lineBatches(source: TextSource): AsyncGenerator<string[]> {
  let rest = '';
  let done = 0;
  for await (const chunk of source.chunks) {
    const end = chunk.lastIndexOf('\n');
    if (end < 0) {
      rest += chunk;
    } else {
      const lines = (rest + chunk.slice(0, end)).split('\n');
      rest = chunk.slice(end + 1);
      yield lines;
      done += lines.length;
    }
    if (rest.length > LONGEST_RECORD) throw tooLong(source.name, done + 1, 'line');
  }
  if (rest !== '') yield [rest];
}

export function tooLong(name: string, line: number, what: string): FieldmapError {
  return new FieldmapError(
    'input',
    `${name}, line ${line}: ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} of more than ${LONGEST_RECORD >> 20} million characters.`,
    'No record of papers is that long: check that the file is what you meant.',
  );
}

/** The first `length` characters of a text in quotes for a message, control characters and line ends shown as blanks. */
export function quoteStart(text: string, length = 60): string {
  const shown = text
    .slice(0, length * 2)
    .replace(/[\u0000-\u0020\u007f-\u009f]+/g, ' ')
    .trim();
  return `"${shown.length > length ? `${shown.slice(0, length)}…` : shown}"`;
}
