/** Texts cut to a length: for labels, tables and messages that quote what was given. Needs no Node. */

/** At most `length` characters of `text` (code points), the last one an ellipsis where something was cut off. */
export function clipped(text: string, length: number): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, Math.max(0, length - 1))
        .join('')
        .trimEnd()}…`;
}

/** Lines of at most `length` characters (UTF-16 units), cut at blanks alone: a longer word has a line to itself. */
export function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
