/** Which format a text is in. */
import { FieldmapError } from '../errors.js';
import { FORMATS, type Format } from './formats.js';
import { quoteStart } from './input/lines.js';
import { displayName } from './input/open.js';

/** The names that `--format` takes. */
export function formatNames(): string[] {
  return FORMATS.map((format) => format.name);
}

/** What `export` calls these formats, and files are called by. */
const ALIASES: Readonly<Record<string, string>> = {
  bib: 'bibtex',
  biblatex: 'bibtex',
  csl: 'csl-json',
  json: 'jsonl',
  medline: 'nbib',
  arxiv: 'atom',
  s2: 'semantic-scholar',
};

/** The format called `name`. Throws `usage` when there is none. */
export function formatNamed(name: string): Format {
  const wanted = ALIASES[name.toLowerCase()] ?? name.toLowerCase();
  const format = FORMATS.find((one) => one.name === wanted);
  if (format !== undefined) return format;
  throw new FieldmapError(
    'usage',
    `There is no format "${name}".`,
    `Known formats: ${formatNames().join(', ')}.`,
  );
}

/** The format of a text that begins with `head`. Throws `input` when none fits. */
export function detect(name: string, head: string): Format {
  const text = head.trimStart();
  const format = FORMATS.find((one) => one.fits(text));
  if (format !== undefined) return format;
  throw new FieldmapError(
    'input',
    `${displayName(name)} is of no format that fieldmap knows (it begins with ${quoteStart(text)}).`,
    `Known formats: ${formatNames().join(', ')}; name one with --format NAME. A table needs a header line, ` +
      'a pasted page a blank line between title and abstract.',
  );
}
