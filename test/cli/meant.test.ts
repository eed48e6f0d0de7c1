/** What is suggested for a command that there is not. */
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { registerCommands } from '../../src/cli/commands/index.js';
import { run } from '../helpers/cli.js';

const suggestion = async (word: string): Promise<string | null> => {
  const { code, stdout, stderr } = await run('/nonexistent', [word]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`unknown command '${word}'`);
  return /\(Did you mean ([^\n]*)\?\)/.exec(stderr)?.[1] ?? null;
};

it.each([
  ['import', 'add'],
  ['search', 'ask'],
  ['SEARCH', 'ask'],
  ['delete', 'remove'],
  ['rm', 'remove'],
  ['check', 'doctor'],
  ['exclude', 'mark'],
  ['remoev', 'remove'],
  ['simlar', 'similar'],
])('%s: %s', async (word, meant) => {
  expect(await suggestion(word)).toBe(meant);
});

it.each(['move', 'resolve', 'improve', 'renew', 'approve', 'constructor'])(
  'no word like %s leads to remove',
  async (word) => {
    expect(await suggestion(word)).not.toBe('remove');
  },
);

/** Every command and subcommand by its words. */
function paths(command: Command, before: readonly string[] = []): string[][] {
  return command.commands.flatMap((child) => {
    const path = [...before, child.name()];
    return [path, ...paths(child, path)];
  });
}

const program = new Command('fieldmap');
const sink = { write: () => undefined };
registerCommands(
  program,
  {
    stdin: process.stdin,
    stdout: sink,
    stderr: sink,
    interruptible: () => new AbortController().signal,
    open: () => Promise.reject(new Error('not to be opened')),
  },
  () => undefined,
);

it.each(paths(program).map((path) => [path.join(' ')]))(
  'the help of %s has an example of it',
  async (path) => {
    const { code, stdout } = await run('/nonexistent', ['help', ...path.split(' ')]);
    expect(code).toBe(0);
    const [, examples = ''] = stdout.split(/^Examples?:$/m);
    expect(examples).toContain(`fieldmap ${path.split(' ')[0]!}`);
  },
);
