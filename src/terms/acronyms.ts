/** Acronyms that the papers themselves define: `large language models (LLMs)`. */
import { fold } from '../text/index.js';

/** By acronym (folded, without plural s): its long forms (folded words joined by blanks) and how many texts give them. */
export type Definitions = Map<string, Map<string, number>>;

/** Two to eight characters, a capital first, at least one more capital; a plural s may follow. */
const IN_PARENTHESES = /\(([A-Z][A-Za-z0-9]{1,7}?)s?\)/g;
const TWO_CAPITALS = /[A-Z].*[A-Z]/;
/** Skipped between the words that give the letters: `Internet of Things`, `quality of service`. */
const SMALL_WORDS = new Set([
  'of',
  'the',
  'and',
  'for',
  'from',
  'in',
  'on',
  'to',
  'with',
  'a',
  'an',
  'by',
  'de',
  'des',
  'la',
]);
/** How far before the parenthesis a long form can begin (characters). */
const REACH = 100;

/** Adds the definitions in `text`. */
export function readDefinitions(text: string, definitions: Definitions): void {
  if (!text.includes('(')) return;
  for (const match of text.matchAll(IN_PARENTHESES)) {
    const acronym = match[1]!;
    if (!TWO_CAPITALS.test(acronym)) continue;
    const long = longForm(acronym.toLowerCase(), text.slice(Math.max(0, match.index - REACH), match.index));
    if (long === null) continue;
    const key = fold(acronym);
    const forms = definitions.get(key) ?? new Map<string, number>();
    forms.set(long, (forms.get(long) ?? 0) + 1);
    definitions.set(key, forms);
  }
}

/**
 * The last words of `before` whose first letters spell `acronym`, read backwards as Schwartz and Hearst (2003) do,
 * but by whole words: fewer finds, hardly a wrong one.
 */
function longForm(acronym: string, before: string): string | null {
  const words = before
    .trim()
    .split(/[\s\-\u2010\u2011]+/)
    .map((word) => fold(word));
  let letter = acronym.length - 1;
  let first = words.length;
  while (letter >= 0) {
    const word = words[--first];
    if (word === undefined || !/^[\p{L}\p{N}]+$/u.test(word)) return null;
    if (word.startsWith(acronym[letter]!)) letter--;
    else if (!SMALL_WORDS.has(word)) return null;
  }
  const long = words.slice(first);
  return long.length > 1 && !SMALL_WORDS.has(long[0]!) ? long.join(' ') : null;
}
