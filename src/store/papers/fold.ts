/** One spelling for comparing: filters and look-ups ignore case, accents and white space. */
import { fold as foldLetters } from '../../text/index.js';

/** White space folded to single spaces, none at the ends. */
export function foldSpace(text: string): string {
  // The test costs less than a replacement that changes nothing, which is nearly every text.
  const isFolded = !/[^\S ]| {2}/.test(text) && !text.startsWith(' ') && !text.endsWith(' ');
  return isFolded ? text : text.trim().replace(/\s+/g, ' ');
}

/** Lower case, without accents, white space folded. */
export function fold(text: string): string {
  return foldSpace(foldLetters(text));
}
