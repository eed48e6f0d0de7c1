/** The flags that several commands share, and the parsing of their values. Parsing is pure: it throws, `main` prints. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { DEFAULTS } from '../config.js';
import type { Filter } from '../types.js';
import { parseYearRange, type YearRange } from '../text/index.js';
import type { Io } from './io.js';
import { wrap } from './output.js';

export interface GlobalFlags {
  readonly library?: string;
  readonly model?: string;
  readonly engine?: 'usearch' | 'hnswlib' | 'exact';
  readonly seed?: number;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

export interface FilterFlags {
  readonly year?: YearRange;
  readonly author?: string[];
  readonly venue?: string[];
  readonly label?: string[];
  readonly source?: string[];
  readonly topic?: string[];
  readonly marked?: Decision[];
  readonly tag?: string[];
}

type Decision = NonNullable<Filter['marked']>[number];
const DECISIONS: readonly Decision[] = ['include', 'exclude', 'maybe', 'unmarked'];

function decision(value: string, before: Decision[] | undefined): Decision[] {
  const known = DECISIONS.find((name) => name === value);
  if (known === undefined) throw new InvalidArgumentError(`Expected one of ${DECISIONS.join(', ')}.`);
  return [...(before ?? []), known];
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

/** A number between two bounds, both allowed. */
export function between(low: number, high: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === '' || !(number >= low && number <= high)) {
      throw new InvalidArgumentError(`Expected a number from ${low} to ${high}.`);
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

/** `2019`, `2019..2024`, `2019..`, `..2024`. */
export function yearRange(value: string): YearRange {
  const range = parseYearRange(value);
  if (typeof range === 'string') throw new InvalidArgumentError(range);
  return range;
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

/** What stands below the options in a command's help, fitted to the terminal as they are. */
export function afterHelp(io: Io, text: string): () => string {
  return () => `\n${wrap(text, Math.min(io.stdout.columns ?? 100, 100))}`;
}

/** Flags that choose papers. Given several times, any of the values will do. */
export function addFilterFlags(command: Command): Command {
  return command
    .option('--year <range>', 'year or range: 2021, 2019..2024, 2019.., ..2024', yearRange)
    .option('--author <name>', "part of an author's name (may be repeated)", collect)
    .option('--venue <name>', 'part of the venue (may be repeated)', collect)
    .option('--topic <id>', 'topic id or label (may be repeated)', collect)
    .option('--label <label>', 'a label of the source (may be repeated)', collect)
    .option('--source <file>', 'the file it was read from (may be repeated)', collect)
    .option(
      '--marked <decision>',
      'decided so with `fieldmap mark`: include, exclude, maybe, unmarked (may be repeated)',
      decision,
    )
    .option('--tag <tag>', 'a tag given with `fieldmap mark` (may be repeated)', collect);
}

export interface SteerFlags {
  readonly more?: string[];
  readonly less?: string[];
}

/** Flags that move a search by concepts. */
export function addSteerFlags(command: Command): Command {
  return command
    .option(
      '--more <concept>',
      'towards this concept, by id, label or words of it (may be repeated): see `fieldmap concepts`',
      collect,
    )
    .option('--less <concept>', 'away from this concept (may be repeated)', collect);
}

export function toSteer({ more, less }: SteerFlags): SteerFlags {
  return { ...(more && { more }), ...(less && { less }) };
}

/** `-n`: how many. */
export function addCountFlag(command: Command, fallback: number = DEFAULTS.hits): Command {
  return command.option('-n, --count <number>', 'how many', wholeNumber(1), fallback);
}

export function toFilter(flags: FilterFlags): Filter {
  const { year, author, venue, label, source, topic, marked, tag } = flags;
  return {
    ...(year && { year }),
    ...(author && { author }),
    ...(venue && { venue }),
    ...(label && { label }),
    ...(source && { source }),
    ...(topic && { topic }),
    ...(marked && { marked }),
    ...(tag && { tag }),
  };
}
