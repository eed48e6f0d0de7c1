/** Texts to the token ids that the model reads, in windows where it reads fewer than a text has, with the place of each sentence among them. */
import { withoutBoilerplate } from '../text/index.js';
import { splitSentences } from './sentences.js';

/** Token ids of `text`; with `special`, the ids the model wants before and after it too. */
export type Tokenize = (text: string, special: boolean) => number[];

export interface TextTokens {
  readonly ids: readonly number[];
  /** True when not all of the text is in `ids`. */
  readonly truncated: boolean;
}

/** What the model reads at once: a frame of special tokens and prefix around whole sentences, or a part of a long one. */
export interface Window {
  readonly ids: readonly number[];
  /** For each sentence in it, or piece of one: the sentence's number, its first token here, and the one past its last. */
  readonly pieces: readonly number[];
}

export interface PaperTokens {
  /** One after another; one, if only of the frame, for a text without tokens. */
  readonly windows: readonly Window[];
  /** Start and end of each sentence in `title + '\n' + abstract`; length 2 × sentences. */
  readonly textSpans: readonly number[];
  /** True when the text is longer than {@link MOST_TOKENS}. */
  readonly truncated: boolean;
}

/**
 * Tokens of a text that are read, in as many windows as that takes: ten times a long abstract. What is longer is no
 * abstract, and would take seconds.
 */
export const MOST_TOKENS = 4096;

/**
 * A token is hardly ever longer than this many characters. A text is cut there before it is tokenised, so that the
 * time for one text has a bound whatever its length.
 */
const CHARACTERS_PER_TOKEN = 32;

/** A text without parts (a question). */
export function textTokens(text: string, prefix: string, tokenize: Tokenize, maxTokens: number): TextTokens {
  const [before, after] = specialTokens(tokenize);
  const cut = cutText(prefix + text, maxTokens);
  const ids = tokenize(cut, false);
  const room = maxTokens - before.length - after.length;
  return {
    ids: [...before, ...ids.slice(0, room), ...after],
    truncated: ids.length > room || cut.length < prefix.length + text.length,
  };
}

/**
 * `prefix` + title + '. ' + abstract, sentence by sentence, in windows of at most `maxTokens`. Headings and publishers'
 * lines (text/boilerplate.ts) are not read. A tokenizer that splits at
 * white space and punctuation first (all BERT ones) gives the same ids as for the whole text: the test of the real model
 * checks it.
 */
export function paperTokens(
  { title, abstract }: { readonly title: string; readonly abstract: string },
  prefix: string,
  tokenize: Tokenize,
  maxTokens: number,
): PaperTokens {
  const [before, after] = specialTokens(tokenize);
  const head = [...before, ...(prefix === '' ? [] : tokenize(prefix, false))];
  const { sentences, textSpans, truncated } = sentenceTokens(title, abstract, tokenize);
  const room = Math.max(1, maxTokens - head.length - after.length);
  const windows = windowsOf(sentences, room).map((parts) => framed(parts, head, after));
  return { windows, textSpans, truncated };
}

interface Sentences {
  readonly sentences: readonly (readonly number[])[];
  readonly textSpans: readonly number[];
  readonly truncated: boolean;
}

function sentenceTokens(title: string, abstract: string, tokenize: Tokenize): Sentences {
  const sentences: number[][] = [];
  const textSpans: number[] = [];
  let left = MOST_TOKENS;
  const shortTitle = cutText(title, MOST_TOKENS);
  const shortAbstract = withoutBoilerplate(cutText(abstract, MOST_TOKENS));
  let truncated = shortTitle.length < title.length || shortAbstract.length < abstract.length;
  const add = (text: string, start: number, end: number): void => {
    const ids = tokenize(text, false);
    if (ids.length > left) truncated = true;
    if (ids.length === 0 || left === 0) return;
    sentences.push(ids.slice(0, left));
    textSpans.push(start, end);
    left -= Math.min(ids.length, left);
  };
  if (title !== '') add(shortAbstract.trim() === '' ? shortTitle : `${shortTitle}.`, 0, title.length);
  const offset = title.length + 1;
  const spans = splitSentences(shortAbstract);
  for (let s = 0; s < spans.length && !(truncated && left === 0); s += 2) {
    const start = spans[s]!;
    const end = spans[s + 1]!;
    // With a blank before it, as in the whole text: some tokenizers mark the start of a word that way.
    add(` ${shortAbstract.slice(start, end)}`, offset + start, offset + end);
  }
  return { sentences, textSpans, truncated };
}

/** A sentence, or what of it is in one window. */
interface Part {
  readonly sentence: number;
  readonly ids: readonly number[];
}

/**
 * Sentences in windows of at most `room` tokens, about as long as one another: a last window of half a sentence would
 * lack what the model reads it by. A sentence goes on in the next window only when it is longer than one.
 */
function windowsOf(sentences: readonly (readonly number[])[], room: number): Part[][] {
  const total = sentences.reduce((sum, ids) => sum + ids.length, 0);
  const wanted = Math.ceil(total / Math.max(1, Math.ceil(total / room)));
  const windows: Part[][] = [[]];
  let used = 0;
  const next = (): void => {
    windows.push([]);
    used = 0;
  };
  sentences.forEach((ids, sentence) => {
    if (used >= wanted || (used > 0 && used + ids.length > room)) next();
    for (let from = 0; from < ids.length; from += room) {
      if (from > 0) next();
      const part = ids.slice(from, from + room);
      windows.at(-1)!.push({ sentence, ids: part });
      used += part.length;
    }
  });
  return windows;
}

function framed(parts: readonly Part[], head: readonly number[], after: readonly number[]): Window {
  const ids = [...head];
  const pieces: number[] = [];
  for (const part of parts) {
    pieces.push(part.sentence, ids.length, ids.length + part.ids.length);
    for (const id of part.ids) ids.push(id);
  }
  for (const id of after) ids.push(id);
  return { ids, pieces };
}

const SPECIAL_TOKENS = new WeakMap<Tokenize, [number[], number[]]>();

/** What the model wants before and after every text: `[CLS]` and `[SEP]` for BERT. */
function specialTokens(tokenize: Tokenize): [number[], number[]] {
  let special = SPECIAL_TOKENS.get(tokenize);
  if (!special) SPECIAL_TOKENS.set(tokenize, (special = findSpecialTokens(tokenize)));
  return special;
}

function findSpecialTokens(tokenize: Tokenize): [number[], number[]] {
  const bare = tokenize('a', false);
  const framed = tokenize('a', true);
  const at = framed.indexOf(bare[0] ?? -1);
  return at < 0 ? [framed, []] : [framed.slice(0, at), framed.slice(at + bare.length)];
}

function cutText(text: string, maxTokens: number): string {
  const longest = maxTokens * CHARACTERS_PER_TOKEN;
  if (text.length <= longest) return text;
  const splitsPair = (text.codePointAt(longest - 1) ?? 0) > 0xffff;
  return text.slice(0, splitsPair ? longest - 1 : longest);
}
