/** Questions kept under a name, to be asked again when papers have come in. */
import { oneLine } from '../../text/index.js';
import { z } from 'zod';
import { FieldmapError } from '../../errors.js';
import { askFields, storedFilter, stored } from '../../questions/index.js';
import { documentBytes, parseDocument, type DocumentKind } from '../session/documents.js';
import type { Answer } from '../../answers/index.js';
import { ask, type AskOptions } from './ask.js';
import type { Context } from '../session/context.js';
import { newestKey } from '../news/days.js';
import { addedAfter, keptUntil, newsOfSearch } from '../news/news-of-search.js';
import { sorted } from './sorting.js';

export interface SavedSearch {
  readonly name: string;
  readonly question: string;
  readonly options: AskOptions;
  /** The newest paper's key when it was saved or its news were last told: papers above it are new. */
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
 * With `fresh`, every paper added since it was last run so that reaches the floor (news-of-search.ts), and the run is
 * remembered. Without, the answer as it is now: what is new stays new, since an answer has a last hit.
 * @throws FieldmapError `not-found`.
 */
export async function runSearch(
  context: Context,
  name: string,
  { fresh = false }: { readonly fresh?: boolean },
): Promise<SearchRun> {
  const search = await find(context, name);
  if (!fresh) return { search, answer: await ask(context, search.question, search.options) };
  // Before asking: what another process adds meanwhile may be in no answer yet, and is new to the next run.
  const until = await keptUntil(context);
  const added = await addedAfter(context, search.seen);
  const { hits, floor, below } = await newsOfSearch(context, search.question, search.options, added);
  await markSearchSeen(context, search, until);
  return {
    search,
    answer: {
      question: search.question,
      mode: search.options.mode ?? 'hybrid',
      hits: sorted({ hits: hits.map((hit, i) => ({ ...hit, rank: i + 1 })) }, search.options.sort).hits,
      lexicalMatched: hits.some(({ scores }) => scores['lexical'] !== null),
      notes:
        below === 0
          ? []
          : [
              `${below} more ${below === 1 ? 'paper is' : 'papers are'} new and ${below === 1 ? 'scores' : 'score'} below ${floor.toFixed(2)}.`,
            ],
    },
  };
}

/** Papers up to `until` have been told of. */
export async function markSearchSeen(context: Context, { name }: SavedSearch, until: number): Promise<void> {
  const bytes = await context.store.getDocument(PREFIX + name);
  if (bytes === null) return;
  const now = parse(bytes);
  if (now.seen < until) await put(context, { ...now, seen: until });
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
