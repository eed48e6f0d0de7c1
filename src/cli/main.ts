/** Runs one command line: the only place that prints errors and chooses the exit code. */
import { Command, CommanderError } from 'commander';
import { colorWanted } from '../config.js';
import { FieldmapError, messageOf } from '../errors.js';
import { VERSION } from '../version.js';
import { registerCommands } from './commands/index.js';
import { EXIT } from './exit.js';
import type { Io } from './io.js';
import { painter } from './output.js';

/** `argv` without node and script. Returns the exit code; never throws, never exits. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(io, (exit) => (code = exit));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return report(error, io);
  }
}

function createProgram(io: Io, setExit: (code: number) => void): Command {
  const program = new Command('fieldmap')
    .description('Ask a pile of paper abstracts in plain language, find similar papers, and get a map of the field.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => Math.min(io.stdout.columns ?? 100, 100),
      getErrHelpWidth: () => Math.min(io.stderr.columns ?? 100, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, 'fieldmap: ')),
    });
  registerCommands(program, io, setExit);
  return program;
}

function nextStep({ code, message }: CommanderError): string {
  return code === 'commander.excessArguments' && !message.includes('Expected 0')
    ? 'Put what has blanks in it in quotes: `fieldmap ask "two words"`.'
    : 'Run `fieldmap --help` or `fieldmap help COMMAND` for what is understood.';
}

/** One error, said the way errors.ts describes. */
function report(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    // Help and version come this way too, with exit code 0; the rest has been printed by commander.
    if (error.exitCode === 0) return EXIT.done;
    if (error.code !== 'commander.help') io.stderr.write(`${nextStep(error)}\n`);
    return EXIT.usage;
  }
  const paint = painter(colorWanted(io.stderr.isTTY === true));
  if (error instanceof FieldmapError && error.code !== 'internal') {
    io.stderr.write(`${paint('red', 'fieldmap:')} ${error.message}\n`);
    if (error.hint !== null) io.stderr.write(`${error.hint}\n`);
    return error.code === 'usage' ? EXIT.usage : error.code === 'interrupted' ? EXIT.interrupted : EXIT.failed;
  }
  const stack = error instanceof Error && error.stack ? error.stack : messageOf(error);
  io.stderr.write(`${paint('red', 'fieldmap: this is a bug in fieldmap.')}\n${stack}\n`);
  return EXIT.failed;
}
