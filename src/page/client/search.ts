/** Words found in titles, authors and abstracts at once, without a server. */
import { fold } from '../../fold.js';
import type { Data } from './data.js';

export interface Search {
  /**
   * Papers that have a word beginning with each word of `text`: those with more of them in the title first, then the
   * newest. Null for no words. Abstracts are looked through as soon as they are unpacked: `complete` tells.
   */
  find(text: string): { readonly papers: number[]; readonly complete: boolean } | null;
  /** Comes when abstracts are looked through too. */
  readonly ready: Promise<void>;
}

/** Papers folded in one go: a few milliseconds, so that the page stays quick meanwhile. */
const SLICE = 400;

export async function searchIn(data: Data): Promise<Search> {
  const { title, authors } = await data.texts;
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
      const words = fold(text).match(/[\p{L}\p{N}]+/gu);
      if (words === null) return null;
      const found: { paper: number; inTitle: number }[] = [];
      folded.forEach((one, paper) => {
        let inTitle = 0;
        for (const word of words) {
          const at = beginning(one, word);
          if (at < 0 && beginning(abstracts[paper] ?? '', word) < 0) return;
          if (at >= 0 && at < titleEnds[paper]!) inTitle++;
        }
        found.push({ paper, inTitle });
      });
      found.sort((a, b) => b.inTitle - a.inTitle || data.year[b.paper]! - data.year[a.paper]! || a.paper - b.paper);
      return { papers: found.map(({ paper }) => paper), complete };
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
