/** Runs one command line: the only place that prints errors and chooses the exit code. */
import { Command, CommanderError } from 'commander';
import { colorWanted } from '../config.js';
import { FieldmapError, messageOf } from '../errors.js';
import { clipped } from '../text/index.js';
import { VERSION } from '../version.js';
import { registerCommands } from './commands/index.js';
import { EXIT, loadFailure } from './exit.js';
import type { Io } from './io.js';
import { meaning } from './meant.js';
import { painter, plain } from './render/output.js';

/** `argv` without node and script. Returns the exit code; never throws, never exits. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(io, (exit) => (code = exit));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return report(error, argv, io);
  }
}

function createProgram(io: Io, setExit: (code: number) => void): Command {
  const program = new Command('fieldmap')
    .description(
      'Ask a pile of paper abstracts in plain language, find similar papers, and get a map of the field.',
    )
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
      outputError: (text, write) => write(meaning(text).replace(/^error: /, 'fieldmap: ')),
    });
  registerCommands(program, io, setExit);
  return program;
}

function nextStep({ code, message }: CommanderError, argv: readonly string[]): string {
  if (code === 'commander.excessArguments') {
    const words = argv.filter((word) => word !== 'list' && word !== 'show');
    if (argv[0] === 'topics' && message.includes("'list'"))
      return `Run \`fieldmap show ${quotedName(words[1])}\` for one topic, \`fieldmap topics\` for all.`;
    if (!message.includes('Expected 0'))
      return `Put what has blanks in it in quotes: \`fieldmap ${commandOf(message, argv)} "two words"\`.`;
  }
  const flag =
    code === 'commander.unknownOption' ? /unknown option '(-[^-].*)'/su.exec(message)?.[1] : undefined;
  if (flag !== undefined && ASKING.has(argv[0]!))
    return `What begins with a minus and is no option goes after --: \`fieldmap ${argv[0]} -- "${clipped(plain(flag), 120)}"\`.`;
  return 'Run `fieldmap --help` or `fieldmap help COMMAND` for what is understood.';
}

/** Commands that take a question, which may begin with a minus: what is excluded. */
const ASKING: ReadonlySet<string> = new Set(['ask', 'export']);

/** `ask`, `topics rename`; a default subcommand goes without its name. */
function commandOf(message: string, [first]: readonly string[]): string {
  const name = /for '([^']+)'/u.exec(message)?.[1];
  return name === undefined || name === first || name === 'list' ? first! : `${first} ${name}`;
}

/** A topic as typed, for a command to copy. */
function quotedName(name: string | undefined): string {
  if (name === undefined || name.startsWith('-')) return 'ID';
  const shown = clipped(plain(name), 120);
  return /^[\w.-]+$/u.test(shown) ? shown : `"${shown}"`;
}

/** One error, said the way errors.ts describes. */
function report(error: unknown, argv: readonly string[], io: Io): number {
  if (error instanceof CommanderError) {
    // Help and version come this way too, with exit code 0; the rest has been printed by commander.
    if (error.exitCode === 0) return EXIT.done;
    if (error.code !== 'commander.help') io.stderr.write(`${nextStep(error, argv)}\n`);
    return EXIT.usage;
  }
  const paint = painter(colorWanted(io.stderr.isTTY === true));
  if (error instanceof FieldmapError && error.code !== 'internal') {
    io.stderr.write(`${paint('red', 'fieldmap:')} ${error.message}\n`);
    if (error.hint !== null) io.stderr.write(`${error.hint}\n`);
    return error.code === 'usage'
      ? EXIT.usage
      : error.code === 'interrupted'
        ? EXIT.interrupted
        : EXIT.failed;
  }
  const few = loadFailure(error);
  if (few !== null) {
    io.stderr.write(few);
    return EXIT.failed;
  }
  const stack = error instanceof Error && error.stack ? error.stack : messageOf(error);
  io.stderr.write(`${paint('red', 'fieldmap: this is a bug in fieldmap.')}\n${stack}\n`);
  return EXIT.failed;
}
