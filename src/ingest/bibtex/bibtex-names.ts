/** BibTeX names: "First von Last", "von Last, First", "von Last, Jr, First", and BibLaTeX's "given=…, family=…". */
import { texToText, nameOf } from '../../text/index.js';
import { bodyOf, turnNames, isSuffix, personOf, type Author } from '../authors.js';
import { cleanText, notEmpty } from '../text.js';

/** In parts where the writing tells them apart; "others" is nobody. */
export function bibtexNames(raw: string): Author[] {
  if (raw.trim() === '') return [];
  const names = splitTop(raw.replace(/\s+/g, ' '), / and /iy)
    .map(oneName)
    .filter((name) => typeof name !== 'string' || (notEmpty(name) && name.toLowerCase() !== 'others'));
  // "Smyth A.B. and Doe M.K.", as some make BibTeX of Embase and PubMed. One comma, and the list is BibTeX's.
  return names.every((name) => typeof name === 'string' && !name.includes(','))
    ? turnNames(names.map(String))
    : names;
}

/** Splits outside braces. */
function splitTop(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (depth <= 0) {
      separator.lastIndex = i;
      if (!separator.test(text)) continue;
      parts.push(text.slice(from, i));
      from = separator.lastIndex;
      i = from - 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const plain = (tex: string): string => cleanText(texToText(tex, 'bibtex'));

function oneName(raw: string): Author {
  // A trailing "and" with nothing after it.
  const trimmed = raw.trim().replace(/^and\s+|\s+and$/gi, '');
  if (/^(?:and|others)?$/i.test(trimmed)) return '';
  const parts = splitTop(trimmed, /,/y);
  if (/^\s*(?:family|given|prefix|suffix)\s*=/i.test(trimmed)) return extendedName(parts.map(plain));
  const filled = parts.map(plain).filter(notEmpty);
  if (filled.length === 0) return '';
  if (filled.length === 1) return parts.length > 1 ? nameOf(filled[0]!) : withoutComma(trimmed);
  if (filled.length === 2)
    return isTurned(filled[0]!, filled[1]!) ? nameOf(filled[1]!, filled[0]) : nameOf(filled[0]!, filled[1]);
  // "Sherry, John F., Jr.": the suffix in the wrong place, as publishers write it.
  if (isSuffix(filled[2]!) && !isSuffix(filled[1]!)) return nameOf(filled[0]!, filled[1], filled[2]);
  return nameOf(filled[0]!, filled.slice(2).join(' '), filled[1]);
}

/**
 * "First von Last". What braces hold together is one word: the whole name in braces is a body's, `Gabriela {García
 * Márquez}` has a family name of two words. Without such a word the text stays whole.
 */
function withoutComma(tex: string): Author {
  const words = splitTop(tex, /[ ~]/y).filter(notEmpty);
  const last = words.at(-1) ?? '';
  if (!/^\{[^\\]/.test(last) || !last.endsWith('}') || !/[ ~]/.test(last)) return plain(tex);
  if (words.length === 1) return bodyOf(plain(last));
  let from = words.length - 1;
  while (from > 1 && /^\p{Ll}/u.test(words[from - 1]!)) from--;
  return personOf(plain(words.slice(from).join(' ')), plain(words.slice(0, from).join(' ')));
}

/** Rayyan turns names round: "A, TOUROVSKAIA" is A Tourovskaia. */
function isTurned(family: string, given: string): boolean {
  return /^(?:[A-Z]\.?){1,3}$/.test(family) && /^[\p{Lu}'’ -]{4,}$/u.test(given);
}

/** BibLaTeX's `given=Ludwig, prefix=van, family=Beethoven, suffix=III`. */
function extendedName(parts: readonly string[]): Author {
  const named = new Map(
    parts.map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim().replace(/^"|"$/g, '')] as const;
    }),
  );
  const part = (name: string): string => named.get(name) ?? '';
  return personOf(`${part('prefix')} ${part('family')}`, part('given'), part('suffix'));
}
