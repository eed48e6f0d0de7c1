/** Questions kept under a name, to be asked again when papers have come in. */
import { oneLine } from '../../text/index.js';
import { z } from 'zod';
import { FieldmapError } from '../../errors.js';
import { askFields, storedFilter, stored } from '../../questions/index.js';
import { documentBytes, parseDocument, type DocumentKind } from '../session/documents.js';
import type { Answer } from '../../answers/index.js';
import { ask, type AskOptions } from './ask.js';
import type { Context } from '../session/context.js';

export interface SavedSearch {
  readonly name: string;
  readonly question: string;
  readonly options: AskOptions;
  /** The newest paper's key when it was last run: papers above it are new. */
  readonly seen: number;
}

export interface SearchRun {
  readonly search: SavedSearch;
  readonly answer: Answer;
}

const PREFIX = 'search/';

/** Options that this fieldmap does not know are left out. */
const SEARCH: DocumentKind<SavedSearch> = {
  title: 'saved search',
  version: 1,
  schema: z.object({
    name: z.string(),
    question: z.string(),
    options: z.object({ ...stored(askFields), filter: storedFilter.optional() }) as z.ZodType<AskOptions>,
    seen: z.int(),
  }),
  hint: 'Run `fieldmap searches remove NAME` and save it again.',
};

/** @throws FieldmapError `usage` for a name that is empty or longer than 100 characters. */
export async function saveSearch(
  context: Context,
  given: string,
  question: string,
  options: AskOptions,
): Promise<SavedSearch> {
  const name = oneLine(given);
  if (name === '' || name.length > 100) {
    throw new FieldmapError(
      'usage',
      `"${name.slice(0, 100)}" is no name for a search.`,
      'Expected 1 to 100 characters.',
    );
  }
  const search = { name, question, options, seen: await newestKey(context) };
  await put(context, search);
  return search;
}

export async function searches({ store }: Context): Promise<SavedSearch[]> {
  const names = await store.documentNames(PREFIX);
  return Promise.all(names.map(async (name) => parse((await store.getDocument(name))!)));
}

/**
 * With `fresh`, only papers added since the last run; either way the run is remembered when the library can be written.
 * @throws FieldmapError `not-found`.
 */
export async function runSearch(
  context: Context,
  name: string,
  { fresh = false }: { readonly fresh?: boolean },
): Promise<SearchRun> {
  const search = await find(context, name);
  // Before asking: what another process adds meanwhile may be in no answer yet, and is new to the next run.
  const seen = await newestKey(context);
  const answer = await ask(context, search.question, {
    ...search.options,
    ...(fresh && { newerThan: search.seen }),
  });
  const ran = { ...search, seen };
  await put(context, ran);
  return { search: ran, answer };
}

/** @throws FieldmapError `not-found`. */
export async function removeSearch(context: Context, name: string): Promise<void> {
  // One that cannot be read can be removed all the same.
  if (!(await context.store.removeDocument(PREFIX + name))) await find(context, name);
}

async function find(context: Context, name: string): Promise<SavedSearch> {
  const bytes = await context.store.getDocument(PREFIX + name);
  if (bytes !== null) return parse(bytes);
  const known = (await searches(context)).map((search) => `"${search.name}"`);
  throw new FieldmapError(
    'not-found',
    `No search is saved as "${name}"${known.length > 0 ? `; there are ${known.join(', ')}` : ''}.`,
    'Run `fieldmap ask "QUESTION" --save NAME` to save one.',
  );
}

function put({ store }: Context, search: SavedSearch): Promise<void> {
  return store.putDocument(PREFIX + search.name, documentBytes(SEARCH, search));
}

function parse(bytes: Uint8Array): SavedSearch {
  return parseDocument(SEARCH, bytes);
}

async function newestKey({ store }: Context): Promise<number> {
  return (await store.filter({})).at(-1) ?? 0;
}
