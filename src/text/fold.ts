/** One spelling for comparing: letter case and accents ignored. Needs no Node: the page folds with it too. */

/** Accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels. Not \p{M}: Indic vowel signs and kana voicing are letters. */
const ACCENTS = new RegExp(
  '[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a' +
    '\\u064b-\\u065f\\u0670\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]',
  'g',
);
/** Letters that Unicode does not decompose though people type them plainly (Søgaard, Wałęsa). */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ς: 'σ',
};
const UNDECOMPOSED = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
export const ASCII = /^[\x00-\x7f]*$/;

/** Lower case, compatibility forms resolved (ﬁ, ², 𝐀), accents dropped; Hangul, kana and Indic letters stay whole. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(UNDECOMPOSED, (letter) => PLAIN[letter]!);
}
