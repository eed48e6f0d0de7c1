import type { Command } from 'commander';
import { FieldmapError } from '../../errors.js';
import type { Register } from '../session.js';

/** In place of commander's own, which prints the whole help for a command that there is not, and does not say so. */
export const register: Register = (program) => {
  program
    .helpCommand(false)
    .command('help')
    .description('print help for a command')
    .argument('[command...]', 'its name, such as ask or topics merge')
    .action((names: string[]) => names.reduce(child, program).help());
};

function child(parent: Command, name: string): Command {
  const found = parent.commands.find((command) => command.name() === name);
  if (found !== undefined) return found;
  const known = parent.commands.map((command) => command.name()).join(', ');
  throw new FieldmapError(
    'usage',
    `There is no command "${[...path(parent), name].join(' ')}".`,
    known === '' ? `Run \`fieldmap help ${path(parent).join(' ')}\`.` : `There are: ${known}.`,
  );
}

function path(command: Command): string[] {
  return command.parent === null ? [] : [...path(command.parent), command.name()];
}
