/** The flags that several commands share, and the parsing of their values. Parsing is pure: it throws, `main` prints. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULTS } from '../config.js';
import { hits } from '../questions/index.js';
import type { Io } from './io.js';
import { wrap } from './render/output.js';
import { questionFlag } from './question-flags.js';

export interface GlobalFlags {
  readonly library?: string;
  readonly model?: string;
  readonly engine?: 'usearch' | 'hnswlib' | 'exact';
  readonly seed?: number;
  readonly map?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** A whole number of at least `least`. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value.trim()) || !Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(`Expected a whole number of at least ${least}.`);
    }
    return number;
  };
}

/** Text that is not blank, of at most so many characters. */
export function someText(most: number): (value: string) => string {
  return (value) => {
    if (value.trim() === '' || value.length > most)
      throw new InvalidArgumentError(`Expected 1 to ${most} characters.`);
    return value;
  };
}

/** A flag that may be given several times. */
export function collect(value: string, before: string[] | undefined): string[] {
  if (value.trim() === '') throw new InvalidArgumentError('Expected some text.');
  return [...(before ?? []), value];
}

/** Flags that every command has. */
export function addGlobalFlags(command: Command): Command {
  return command
    .option(
      '--library <dir>',
      `the library's folder (default: $FIELDMAP_LIBRARY or ${DEFAULTS.library})`,
      someText(4096),
    )
    .option('--model <dir|id>', 'the sentence-transformer, when a library is made')
    .addOption(new Option('--engine <name>', 'neighbour index').choices(['usearch', 'hnswlib', 'exact']))
    .option(
      '--seed <number>',
      `seed of everything random (default: that of the last map, else ${DEFAULTS.seed})`,
      wholeNumber(0),
    )
    .option('--json', 'print JSON')
    .option('--quiet', 'no progress and no remarks')
    .option('--no-color', 'no colour');
}

/** `--map`: for commands that read a map. */
export function addMapFlag(command: Command): Command {
  return command.option(
    '--map <name>',
    'by this map of the library (default: the one that `fieldmap maps` marks)',
    someText(200),
  );
}

/** What stands below the options in a command's help, fitted to the terminal as they are. */
export function afterHelp(io: Io, text: string): () => string {
  return () => `\n${wrap(text, Math.min(io.stdout.columns ?? 100, 100))}`;
}

/** `-n`: how many. */
export function addCountFlag(command: Command): Command {
  return command.addOption(questionFlag('count', hits()));
}
