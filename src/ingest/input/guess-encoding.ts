/** Guessing the encoding of text that is no UTF-8: by chardet's statistics, checked for signs of another encoding. */
import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { guessLatin } from './guess-latin.js';

/** Encodings of two bytes a character. */
export const WIDE = new Set(['EUC-KR', 'GB18030', 'Big5', 'Shift_JIS', 'EUC-JP']);
const CYRILLIC_OR_GREEK = new Set(['windows-1251', 'KOI8-R', 'ISO-8859-5', 'windows-1253']);
/** The encoding of lines in which letters outside of ASCII stand side by side. */
export function guessDense(bytes: Uint8Array): string {
  const sure = ALPHABETS.find(([name, isIn]) => isIn(iconv.decode(bytes, name)));
  if (sure !== undefined) return sure[0];
  const names = analyse(bytes).map(({ name }) => (name === 'ISO-8859-7' ? 'windows-1253' : name));
  return names.find((name) => isLikely(name, bytes)) ?? guessSparse(bytes);
}

function isLikely(name: string, bytes: Uint8Array): boolean {
  if (!WIDE.has(name) && !CYRILLIC_OR_GREEK.has(name)) return false;
  const text = iconv.decode(bytes, name);
  if (!isWhole(text) || areMixed(text)) return false;
  if (name === 'Big5') return hasLowTrails(bytes);
  if (name === 'EUC-KR') return isMostlyHangul(text);
  // Japanese is seldom written without kana, and short Chinese texts pass as EUC-JP.
  return name !== 'EUC-JP' || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
}

/** Alphabets that chardet does not know or confuses, and that their own rules of spelling give away. */
const ALPHABETS: readonly (readonly [string, (text: string) => boolean])[] = [
  ['windows-874', isThai],
  ['windows-1255', isHebrew],
  ['windows-1256', isArabic],
  ['cp866', (text) => isMostly(/\p{Script=Cyrillic}/gu, text) && isWhole(text) && !areMixed(text)],
];

/** Of the characters outside of ASCII all but some signs, at least six; letters and brackets of ASCII stand beside few. */
function isMostly(letters: RegExp, text: string): boolean {
  const count = text.match(letters)?.length ?? 0;
  const others = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  const beside = text.match(/[@-Z^-z{-~](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[@-Z^-z{-~]/gu)?.length ?? 0;
  return count >= 6 && count >= 0.95 * others && beside * 20 <= count;
}

/** Vowels and tones are written behind consonants, and one letter in ten is such a mark; Korean in EUC-KR looks alike. */
function isThai(text: string): boolean {
  if (!isMostly(/[\u0e01-\u0e4e]/g, text)) return false;
  const marks = text.match(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g)?.length ?? 0;
  const astray =
    text.match(/(?<![\u0e01-\u0e2e\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g)?.length ??
    0;
  return (
    marks * 10 >= text.length / 2 &&
    astray * 20 <= marks &&
    !isMostlyHangul(iconv.decode(iconv.encode(text, 'windows-874'), 'EUC-KR'))
  );
}

/** Five letters have a form of their own at the end of a word, and stand nowhere else. */
function isHebrew(text: string): boolean {
  if (!isMostly(/\p{Script=Hebrew}/gu, text)) return false;
  const finals = text.match(/[ךםןףץ]/gu)?.length ?? 0;
  const astray = text.match(/[ךםןףץ](?=\p{Script=Hebrew})/gu)?.length ?? 0;
  return finals > 0 && astray * 10 <= finals;
}

/** The French letters of Windows-1256 stand where other alphabets have their commonest. */
function isArabic(text: string): boolean {
  return isMostly(/\p{Script=Arabic}|[،؛؟ـ]/gu, text) && text.includes('ال');
}

/** Korean is written in syllables; other bytes read as EUC-KR give Chinese characters among them. */
function isMostlyHangul(text: string): boolean {
  const [hangul, other] = [/\p{Script=Hangul}/gu, /[^\x00-\x7f]/gu].map(
    (set) => text.match(set)?.length ?? 0,
  );
  return hangul! > 0.8 * other!;
}

/** Of Big5's second bytes 40 % are ASCII letters and signs; of GB2312's and EUC-KR's none. */
function hasLowTrails(bytes: Uint8Array): boolean {
  const trails = bytes.filter((byte, i) => byte >= 0x40 && byte < 0x7f && (bytes[i - 1] ?? 0) >= 0xa1).length;
  return trails * 8 >= bytes.filter((byte) => byte >= 0x80).length;
}

/** More than a third of the words that are not ASCII have small letters of ASCII in them too: Latin text misread. */
function areMixed(text: string): boolean {
  const words = text.match(/[\p{L}\p{M}]*(?=[^\x00-\x7f])\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.filter((word) => /[a-z]/.test(word)).length * 3 > words.length;
}

/** The encoding of lines in which letters outside of ASCII stand alone. Half of the katakana end in a letter of ASCII. */
export function guessSparse(bytes: Uint8Array): string {
  const japanese = iconv.decode(bytes, 'Shift_JIS');
  const isJapanese = (japanese.match(/[\u3041-\u30fe]/g)?.length ?? 0) > 1 && isWhole(japanese);
  return isJapanese ? 'Shift_JIS' : guessLatin(bytes);
}

/**
 * Signs of a wrong encoding: damage, control characters, box drawings, half-width katakana, signs within words, and
 * capitals within words (KOI8-R has the letters of Windows-1251 with capitals and small letters exchanged).
 */
const SIGNS_OF_ANOTHER =
  /[\ufffd\x80-\x9f\u2500-\u259f\uff61-\uff9f]|(?=[^\x00-\x7f])\p{Ll}(?=[^\x00-\x7f])\p{Lu}|(?<=\p{L})[¡-©«-´¶¸-¹»-¿](?=\p{L})/u;

export function isWhole(text: string): boolean {
  return !SIGNS_OF_ANOTHER.test(text);
}
