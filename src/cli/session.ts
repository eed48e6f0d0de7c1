/** What the commands have in common: the flags read, a library opened and closed, results and remarks written. */
import type { Command } from 'commander';
import { colorWanted } from '../config.js';
import type { Library, LibraryOptions } from '../library/index.js';
import type { Io } from './io.js';
import type { GlobalFlags } from './options.js';
import { painter, plain, type Paint } from './render/output.js';
import { progressReport } from './progress.js';

export interface Session<Flags> {
  readonly flags: GlobalFlags & Flags;
  readonly library: Library;
  readonly io: Io;
  readonly paint: Paint;
  /** Columns of the terminal, 40 to 100; 100 elsewhere. */
  readonly width: number;
  /** A result: to standard output. */
  print(text: string): void;
  /** JSON, two blanks of indent. */
  printJson(value: unknown): void;
  /** A remark: to standard error, not with --quiet. */
  remark(text: string): void;
}

export type SetExit = (code: number) => void;

/** What every command file exports: adds its command to the program. */
export type Register = (program: Command, io: Io, setExit: SetExit) => void;

/** Runs `work` with the library of the flags and closes it whatever happens. */
export async function withLibrary<Flags extends object>(
  io: Io,
  flags: GlobalFlags & Flags,
  more: Pick<LibraryOptions, 'mode' | 'signal' | 'map' | 'newMap' | 'expected'>,
  work: (session: Session<Flags>) => Promise<void>,
): Promise<void> {
  const quiet = flags.quiet === true;
  const progress = progressReport(io.stderr, quiet);
  const remark = (text: string): void => {
    progress.stop();
    if (!quiet) io.stderr.write(`${text}\n`);
  };
  const library = await io.open({
    ...(flags.library !== undefined && { dir: flags.library }),
    ...(flags.model !== undefined && { model: flags.model }),
    ...(flags.engine !== undefined && { engine: flags.engine }),
    ...(flags.seed !== undefined && { seed: flags.seed }),
    ...(flags.map !== undefined && { map: flags.map }),
    onProgress: progress.onProgress,
    onNotice: (text) => remark(plain(text)),
    ...more,
  });
  try {
    await work({ flags, library, ...screen(io, flags), remark });
  } finally {
    progress.stop();
    await library.close();
  }
}

/** The writing half of a session, for commands that need no library. */
export function screen(
  io: Io,
  flags: Pick<GlobalFlags, 'color'>,
): Pick<Session<object>, 'io' | 'paint' | 'width' | 'print' | 'printJson'> {
  return {
    io,
    paint: painter(flags.color && colorWanted(io.stdout.isTTY === true)),
    width: Math.max(40, Math.min(io.stdout.columns ?? 100, 100)),
    print: (text) => void io.stdout.write(`${text}\n`),
    printJson: (value) => void io.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  };
}
