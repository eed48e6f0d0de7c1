/** BibTeX names: "First von Last", "von Last, First", "von Last, Jr, First", and BibLaTeX's "given=…, family=…". */
import { texToText } from '../../text/tex.js';
import { cleanText, isSuffix, notEmpty } from '../text.js';

/** Given name first; "others" is nobody. */
export function bibtexNames(raw: string): string[] {
  if (raw.trim() === '') return [];
  return splitTop(raw.replace(/\s+/g, ' '), / and /iy)
    .map(oneName)
    .filter((name) => notEmpty(name) && name.toLowerCase() !== 'others');
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

function oneName(raw: string): string {
  // A trailing "and" with nothing after it.
  const trimmed = raw.trim().replace(/^and\s+|\s+and$/gi, '');
  if (/^(?:and|others)?$/i.test(trimmed)) return '';
  const parts = splitTop(trimmed, /,/y).map((part) => cleanText(texToText(part, 'bibtex')));
  if (/^\s*(?:family|given|prefix|suffix)\s*=/i.test(trimmed)) return extendedName(parts);
  const filled = parts.filter(notEmpty);
  if (filled.length <= 1) return filled[0] ?? '';
  if (filled.length === 2)
    return isTurned(filled[0]!, filled[1]!) ? filled.join(' ') : `${filled[1]!} ${filled[0]!}`;
  // "Sherry, John F., Jr.": the suffix in the wrong place, as publishers write it.
  if (isSuffix(filled[2]!) && !isSuffix(filled[1]!)) return `${filled[1]!} ${filled[0]!}, ${filled[2]!}`;
  return `${filled.slice(2).join(' ')} ${filled[0]!}, ${filled[1]!}`;
}

/** Rayyan turns names round: "A, TOUROVSKAIA" is A Tourovskaia. */
function isTurned(family: string, given: string): boolean {
  return /^(?:[A-Z]\.?){1,3}$/.test(family) && /^[\p{Lu}'’ -]{4,}$/u.test(given);
}

function extendedName(parts: readonly string[]): string {
  const named = new Map(
    parts.map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim().replace(/^"|"$/g, '')] as const;
    }),
  );
  return [named.get('given'), named.get('prefix'), named.get('family'), named.get('suffix')]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}
