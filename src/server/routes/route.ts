/** What all routes share: an app whose refusals are problems, and the answers that any of them may give. */
import { OpenAPIHono, type z } from '@hono/zod-openapi';
import type { LibraryService } from '../verbs.js';
import { HttpError } from '../problem.js';
import { problem } from '../schemas.js';
import type { Writer } from '../writing.js';
import type { MapFiles } from '../map-files.js';

/** What a route is given to answer with. */
export interface Services {
  readonly service: LibraryService;
  readonly maps: MapFiles;
  /** Null: the library is only read. */
  readonly mark: Writer['mark'] | null;
}

/** Every file of this folder exports one: it adds its paths to the app. */
export type Routes = (app: OpenAPIHono, services: Services) => void;

export function newApp(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result, c) => {
      if (!result.success) throw refusal(result.error, result.target, c.req.path);
    },
  });
}

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

const problems = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
});

/** The refusals that every path may give. */
export const REFUSALS = {
  400: problems('An argument is missing, unknown or not as described'),
  503: problems('The library is missing, damaged or busy, or the server is'),
} as const;

/** Where something is written. */
export const READ_ONLY = { 403: problems('The server was started without --write') } as const;

export const NOT_FOUND = { 404: problems('There is no such paper, topic or map') } as const;

const WHERE: Readonly<Record<string, string>> = {
  query: 'query parameter',
  param: 'path parameter',
  json: 'field',
  header: 'header',
};

/** One sentence an issue: what was wrong and what was expected. */
function refusal(
  error: { readonly issues: readonly z.core.$ZodIssue[] },
  target: string,
  path: string,
): HttpError {
  return new HttpError(
    400,
    describeIssues(error.issues, WHERE[target] ?? target),
    `See /docs for what ${path} takes.`,
  );
}

export function describeIssues(issues: readonly z.core.$ZodIssue[], what: string): string {
  const sentences = issues.slice(0, 5).map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return `Unknown ${what}${issue.keys.length > 1 ? 's' : ''}: ${issue.keys
        .slice(0, 5)
        .map((key) => `"${key.slice(0, 60)}"`)
        .join(', ')}.`;
    }
    const name = issue.path.join('.');
    if (issue.message.endsWith('received undefined')) return `The ${what} "${name}" is missing.`;
    const end = /[.?]$/.test(issue.message) ? '' : '.';
    return `${name === '' ? `The ${what}s` : `The ${what} "${name}"`}: ${issue.message}${end}`;
  });
  return sentences.join(' ');
}
