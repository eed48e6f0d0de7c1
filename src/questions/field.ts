/**
 * The kinds of fields that questions have. A field is described once, by its schema: the command line's flags, the HTTP
 * parameters, the OpenAPI document, the MCP tools, saved searches and the types of the library's options follow from it.
 */
import { z } from 'zod';

export type Field = z.ZodType;
export type Fields = Readonly<Record<string, Field>>;

/** What only the command line shows of a field: the value's stand-in in help texts (`--year <range>`), a one-letter flag. */
export const flags = z.registry<{ readonly placeholder: string; readonly short?: string }>();

/** A program that asks can send so many values of one field; nobody types as many. */
const MOST_VALUES = 50;

/** Some text: not blank, at most 500 characters. */
export const some = z.string().regex(/\S/, 'expected some text').max(500, 'expected at most 500 characters');

/** Several values of one field; any of them will do. */
export const several = <T extends z.ZodType>(value: T) =>
  z.array(value).max(MOST_VALUES, `expected at most ${MOST_VALUES} values`).readonly();

/** 0 to 1. */
export const share = z
  .number('expected a number from 0 to 1')
  .min(0, 'expected a number from 0 to 1')
  .max(1, 'expected a number from 0 to 1');

/** A whole number with bounds, both allowed. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  const message = `expected a whole number ${bounds}`;
  return z.int(message).min(least, message).max(most, message);
}

/** What the library takes: each field may be left out. */
export type OptionsOf<F extends Fields> = { readonly [K in keyof F]?: Exclude<z.output<F[K]>, undefined> };

type Optional<F extends Fields> = {
  [K in keyof F]: F[K] extends z.ZodDefault ? F[K] : z.ZodOptional<F[K]>;
};

/** The same fields, of which those without a default may be left out; their descriptions stay. */
export function optional<F extends Fields>(fields: F): Optional<F> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field instanceof z.ZodDefault ? field : field.optional().describe(field.description ?? ''),
    ]),
  ) as Optional<F>;
}

/** The same fields as they are stored: each may be left out, and then is. */
export function stored<F extends Fields>(fields: F): Record<keyof F, z.ZodOptional<Field>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, innermost(field).optional()]),
  ) as Record<keyof F, z.ZodOptional<Field>>;
}

/** What a field is besides having a default, being optional or read-only. */
export function innermost(field: Field): Field {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault || field instanceof z.ZodReadonly
    ? innermost(field.def.innerType as Field)
    : field;
}

/** All fields but one. */
export function without<F extends Fields, K extends keyof F>(fields: F, name: K): Omit<F, K> {
  return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name)) as Omit<F, K>;
}

/** The values of these fields that were given. */
export function pick<F extends Fields>(fields: F, values: object): OptionsOf<F> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => Object.hasOwn(fields, name) && value !== undefined),
  ) as OptionsOf<F>;
}
