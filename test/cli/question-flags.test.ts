import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addQuestionFlags } from '../../src/cli/question-flags.js';
import {
  askFields,
  filterFields,
  flags,
  several,
  similarFields,
  type Fields,
} from '../../src/questions/index.js';

const ALL: Fields = { ...askFields, ...similarFields, ...filterFields };

function parse(fields: Fields, ...argv: string[]): Record<string, unknown> {
  const command = addQuestionFlags(new Command('x').exitOverride(), fields);
  command.configureOutput({ writeErr: () => undefined });
  return command.parse(argv, { from: 'user' }).opts();
}

describe('refused', () => {
  it.each([
    ['--diverse', '-0.1', 'expected a number from 0 to 1'],
    ['--diverse', '1.1', 'expected a number from 0 to 1'],
    ['--diverse', 'half', 'expected a number from 0 to 1'],
    ['--diverse', '', 'expected a number from 0 to 1'],
    ['--diverse', 'NaN', 'expected a number from 0 to 1'],
    ['--count', '0', 'expected a whole number of at least 1'],
    ['--count', '1.5', 'expected a whole number of at least 1'],
    ['--count', '1e3', 'expected a whole number of at least 1'],
    ['--author', ' ', 'expected some text'],
    ['--marked', 'perhaps', 'expected one of include, exclude, maybe, unmarked'],
    ['--mode', 'best', 'hybrid, dense, lexical'],
    ['--year', '', 'expected a year or a range, such as 2021, 2019..2024, 2019.. or ..2024'],
    ['--year', '..', 'expected a year or a range'],
    ['--year', '2019-2024', 'expected a year or a range'],
    ['--year', '20192024', 'expected a year or a range'],
    ['--year', '2024..2019', 'did you mean 2019..2024?'],
  ])('%s %j', (flag, value, message) => {
    expect(() => parse(ALL, flag, value)).toThrow(CommanderError);
    expect(() => parse(ALL, flag, value)).toThrow(
      new RegExp(message.replaceAll('.', '\\.').replace('?', '\\?'), 'i'),
    );
  });
});

describe('read', () => {
  it.each([
    [['--year', '2021'], { year: { from: 2021, to: 2021 } }],
    [['--year', '2019..'], { year: { from: 2019, to: null } }],
    [['--year', '..2024'], { year: { from: null, to: 2024 } }],
    [['--author', 'Ada', '--author', 'Bo'], { author: ['Ada', 'Bo'] }],
    [['--marked', 'include', '--marked', 'maybe'], { marked: ['include', 'maybe'] }],
    [['--diverse', '0'], { diverse: 0 }],
    [['--diverse', ' 0.25'], { diverse: 0.25 }],
    [['--min-score', '1'], { minScore: 1 }],
    [['-n', '7'], { count: 7 }],
    [['--mode', 'dense'], { mode: 'dense' }],
    [['--explain'], { explain: true }],
  ])('%j', (argv, expected) => {
    expect(parse(ALL, ...argv)).toEqual({ count: 10, mode: 'hybrid', ...expected });
  });
  it('a field that a question gains is a flag of its own', () => {
    const fields = {
      newField: several(z.enum(['a', 'b']))
        .describe('this')
        .register(flags, { placeholder: 'letter' }),
    };
    const command = addQuestionFlags(new Command('x'), fields);
    expect(command.helpInformation()).toContain('--new-field <letter>  this: a, b (may be repeated)');
    expect(parse(fields, '--new-field', 'b')).toEqual({ newField: ['b'] });
  });
});
