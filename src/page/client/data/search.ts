/** Words found in titles, authors and abstracts at once, without a server. */
import { fold } from '../../../text/fold.js';
import { findIdentifiers } from '../../../text/identifiers.js';
import { questionParts } from '../../../text/question-parts.js';
import type { Data, Texts } from './data.js';

export interface Search {
  /**
   * Papers whose id or DOI is in `text`; then those that have a word beginning with each of its words, all its quoted
   * phrases and no word that begins with a -word: those with more of the words in the title first, then the
   * newest. Null for no words. Abstracts are looked through as soon as they are unpacked: `complete` tells.
   */
  find(text: string): { readonly papers: number[]; readonly complete: boolean } | null;
  /** Comes when abstracts are looked through too. */
  readonly ready: Promise<void>;
}

/** Papers folded in one go: a few milliseconds, so that the page stays quick meanwhile. */
const SLICE = 400;

export async function searchIn(data: Data): Promise<Search> {
  const texts = await data.texts;
  const { title, authors } = texts;
  let named: ReadonlyMap<string, number> | null = null;
  const titleEnds = new Uint32Array(data.count);
  const folded = title.map((one, i) => {
    const first = fold(one);
    titleEnds[i] = first.length;
    return `${first}\n${fold(authors[i]!.join('\n'))}`;
  });
  // Apart: joined, the first search would copy them all.
  const abstracts: string[] = [];
  let complete = data.abstracts === null;
  return {
    ready: addAbstracts().then(() => void (complete = true)),
    find(text) {
      named ??= namesOf(texts);
      const wanted = wantedIn(text, named);
      if (wanted === null) return null;
      const { words, phrases, excluded, papers } = wanted;
      const hasAny = words.length + phrases.length + excluded.length > 0;
      const found: { paper: number; inTitle: number }[] = [];
      if (hasAny)
        folded.forEach((one, paper) => {
          const abstract = abstracts[paper] ?? '';
          let inTitle = 0;
          for (const word of words) {
            const at = beginning(one, word);
            if (at < 0 && beginning(abstract, word) < 0) return;
            if (at >= 0 && at < titleEnds[paper]!) inTitle++;
          }
          const has = (part: RegExp): boolean => part.test(one) || part.test(abstract);
          if (phrases.every(has) && !excluded.some(has)) found.push({ paper, inTitle });
        });
      found.sort(
        (a, b) => b.inTitle - a.inTitle || data.year[b.paper]! - data.year[a.paper]! || a.paper - b.paper,
      );
      return { papers: [...new Set([...papers, ...found.map(({ paper }) => paper)])], complete };
    },
  };

  async function addAbstracts(): Promise<void> {
    const abstractOf = await data.abstracts;
    if (abstractOf === null) return;
    for (let from = 0; from < data.count; from += SLICE) {
      for (let i = from; i < Math.min(data.count, from + SLICE); i++) abstracts.push(fold(abstractOf(i)));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

/** Papers by id, DOI and the arXiv number of either or of the address, in lower case. */
function namesOf({ id, doi, url }: Texts): Map<string, number> {
  const named = new Map<string, number>();
  const add = (name: string, paper: number): void => void (named.has(name) || named.set(name, paper));
  id.forEach((one, paper) => {
    for (const name of [
      one,
      doi[paper]!,
      ...findIdentifiers(`${one} ${doi[paper]!} ${url[paper]!}`).identifiers,
    ]) {
      if (name !== '') add(name.toLowerCase(), paper);
    }
  });
  return named;
}

interface Parts {
  readonly words: readonly string[];
  readonly phrases: readonly RegExp[];
  readonly excluded: readonly RegExp[];
  /** Named by id or DOI. */
  readonly papers: readonly number[];
}

/** Null where there is nothing to look for. What names no paper here is words. */
function wantedIn(text: string, named: ReadonlyMap<string, number>): Parts | null {
  const { identifiers, rest } = findIdentifiers(text);
  const papers = [text.trim(), ...identifiers].flatMap((name) => named.get(name.toLowerCase()) ?? []);
  const isNamed = identifiers.some((name) => named.has(name.toLowerCase()));
  const parts = questionParts(isNamed ? rest : text);
  const phrases = parts.phrases.flatMap((part) => phraseOf(wordsIn(part)) ?? []);
  const excluded = parts.excluded.flatMap((part) => phraseOf(wordsIn(part), true) ?? []);
  const words = wordsIn(parts.text);
  return words.length + phrases.length + excluded.length + papers.length === 0
    ? null
    : { words, phrases, excluded, papers };
}

function wordsIn(text: string): readonly string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whole words one after the other, or where `isOpen` the beginning of one; null for none. Letters and digits only: nothing in them means anything to a RegExp. */
function phraseOf(words: readonly string[], isOpen = false): RegExp | null {
  const end = isOpen && words.length === 1 ? '' : `(?!${WORD})`;
  return words.length === 0
    ? null
    : new RegExp(`(?<!${WORD})${words.join('[^\\p{L}\\p{N}\\n]+')}${end}`, 'u');
}

/** As `isWord` has it. */
const WORD = '[0-9a-z\\u00c0-\\u1fff]';

/** Where a word of `text` begins with `word`, or -1. */
function beginning(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !isWord(text.charCodeAt(at - 1))) return at;
  }
  return -1;
}

/** Latin and Greek letters, digits and the like; scripts without blanks (from U+2E80) have words begin anywhere. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code > 0xbf && code < 0x2000);
}
