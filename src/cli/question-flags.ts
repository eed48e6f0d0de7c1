/** Command line flags from the descriptions of a question's options (src/questions). */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { z } from 'zod';
import { flags, innermost, type Field, type Fields } from '../questions/index.js';

/** Adds a flag for each field: `minScore` is `--min-score`. */
export function addQuestionFlags(command: Command, fields: Fields): Command {
  for (const [name, field] of Object.entries(fields)) command.addOption(questionFlag(name, field));
  return command;
}

/** One flag; what it refuses it says in the words of the field's schema. */
export function questionFlag(name: string, field: Field): Option {
  const { placeholder, short } = flags.get(field) ?? {};
  const inner = innermost(field);
  const long = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const value = inner instanceof z.ZodBoolean ? '' : ` <${placeholder ?? 'text'}>`;
  const several = inner instanceof z.ZodArray;
  const choices = optionsOf(several ? inner.element : inner);
  const option = new Option(
    `${short === undefined ? '' : `-${short}, `}--${long}${value}`,
    `${field.description}${several && choices ? `: ${choices.join(', ')}` : ''}${several ? ' (may be repeated)' : ''}`,
  );
  if (several)
    option.argParser((text, before) => [
      ...((before as unknown[]) ?? []),
      read(inner.element as Field, text),
    ]);
  else if (choices) option.choices(choices);
  else if (value !== '') option.argParser((text) => read(inner, text));
  if (field instanceof z.ZodDefault) option.default(field.def.defaultValue);
  return option;
}

function optionsOf(field: unknown): readonly string[] | null {
  return field instanceof z.ZodEnum ? field.options.map(String) : null;
}

function read(field: Field, text: string): unknown {
  const number = field instanceof z.ZodNumber && /^\s*\d+(\.\d+)?\s*$/.test(text);
  const found = field.safeParse(number ? Number(text) : text);
  if (found.success) return found.data;
  const choices = optionsOf(field);
  const message = choices ? `expected one of ${choices.join(', ')}` : found.error.issues[0]!.message;
  throw new InvalidArgumentError(
    `${message[0]!.toUpperCase()}${message.slice(1)}${/[.?]$/.test(message) ? '' : '.'}`,
  );
}
