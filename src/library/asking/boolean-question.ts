/** Questions with AND, OR, NOT, brackets, `*` and fields: which papers pass, and what they are ranked by. */
import { booleanText, readBoolean, soughtText, type BooleanQuestion } from '../../text/index.js';
import { passing, type SearchSources } from '../../search/index.js';
import type { Context } from '../session/context.js';

export interface Reading {
  /** What papers are ranked by; the question itself unless it is a Boolean one. */
  readonly text: string;
  readonly boolean: BooleanQuestion | null;
  /** Why it is no Boolean question although it looks like one, a sentence. */
  readonly note: string | null;
}

/** How a question is read, before anything is looked up. */
export async function readingOf(context: Context, question: string): Promise<Reading> {
  const found = readBoolean(question);
  if (found === null) return { text: question, boolean: null, note: null };
  if ('problem' in found)
    return {
      text: question,
      boolean: null,
      note: `Read as plain words, not as a Boolean question: ${found.problem}.`,
    };
  if (context.options.cluster)
    return {
      text: question,
      boolean: null,
      note: 'Read as plain words: a library on a cluster does not read Boolean questions yet.',
    };
  const lexical = await context.lexical();
  const text = soughtText(found.expression, (prefix) => lexical.commonWord(prefix));
  return { text, boolean: found, note: null };
}

/** The papers that pass, ascending, and what a person should know of the reading. */
export async function papersPassing(
  context: Context,
  { boolean, text }: Reading & { readonly boolean: BooleanQuestion },
  sources: SearchSources,
): Promise<{ readonly keys: Int32Array; readonly notes: readonly string[] }> {
  const { keys, isWhole } = await passing(boolean.expression, {
    ...sources,
    lexical: await context.lexical(),
    byYears: (range) => context.store.filter({ year: range }),
  });
  const count = keys.length.toLocaleString('en-US');
  const notes = [
    `Read as a Boolean question, ${booleanText(boolean.expression)}: ${count} ${keys.length === 1 ? 'paper passes' : 'papers pass'}${text === '' ? '' : `, ranked by "${text}"`}. Operators in small letters are words.`,
  ];
  if (boolean.isMixed)
    notes.push(
      'AND and OR side by side are read from left to right, as PubMed does: brackets say it otherwise.',
    );
  if (!isWhole)
    notes.push(
      'A phrase or a beginning of a word fits too many papers to read them all: some pass by single words.',
    );
  if (text === '') notes.push('The question only says what to leave out: add what to look for.');
  return { keys, notes };
}
