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

// C0 and C1 controls, and the bidirectional overrides: a name must not move the cursor or turn the line round.
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text on one line, without controls: for terminals, and for names that people give by hand. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '').trim();
}
