/** Texts to the token ids that the model reads, with the place of each sentence among them. */
import { splitSentences } from './sentences.js';

/** Token ids of `text`; with `special`, the ids the model wants before and after it too. */
export type Tokenize = (text: string, special: boolean) => number[];

export interface TextTokens {
  readonly ids: readonly number[];
  /** True when not all of the text is in `ids`. */
  readonly truncated: boolean;
}

export interface PaperTokens extends TextTokens {
  /** First token and the one past the last of each sentence; length 2 × sentences. */
  readonly tokenSpans: readonly number[];
  /** Start and end of each sentence in `title + '\n' + abstract`; length 2 × sentences. */
  readonly textSpans: readonly number[];
}

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
 * `prefix` + title + '. ' + abstract, sentence by sentence. A tokenizer that splits at white space and punctuation
 * first (all BERT ones) gives the same ids as for the whole text: the test of the real model checks it.
 */
export function paperTokens(
  title: string,
  abstract: string,
  prefix: string,
  tokenize: Tokenize,
  maxTokens: number,
): PaperTokens {
  const [before, after] = specialTokens(tokenize);
  const last = maxTokens - after.length;
  const ids = [...before, ...(prefix === '' ? [] : tokenize(prefix, false))];
  const tokenSpans: number[] = [];
  const textSpans: number[] = [];
  let truncated = false;
  const add = (text: string, start: number, end: number): void => {
    const own = tokenize(text, false);
    if (own.length === 0) return;
    const taken = Math.min(own.length, last - ids.length);
    if (taken < own.length) truncated = true;
    if (taken <= 0) return;
    tokenSpans.push(ids.length, ids.length + taken);
    textSpans.push(start, end);
    for (let i = 0; i < taken; i++) ids.push(own[i]!);
  };

  const shortTitle = cutText(title, maxTokens);
  const shortAbstract = cutText(abstract, maxTokens);
  if (shortTitle.length < title.length || shortAbstract.length < abstract.length) truncated = true;
  if (title !== '') add(abstract === '' ? shortTitle : `${shortTitle}.`, 0, title.length);
  const offset = title.length + 1;
  const sentences = splitSentences(shortAbstract);
  for (let s = 0; s < sentences.length && !(truncated && ids.length >= last); s += 2) {
    const start = sentences[s]!;
    const end = sentences[s + 1]!;
    // With a blank before it, as in the whole text: some tokenizers mark the start of a word that way.
    add(` ${shortAbstract.slice(start, end)}`, offset + start, offset + end);
  }
  return { ids: [...ids, ...after], tokenSpans, textSpans, truncated };
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
