/** One spelling for comparing: filters and look-ups ignore case, accents and white space. */

/** Letters that Unicode does not take apart into a base letter and a mark. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'n',
};

/** White space folded to single spaces, none at the ends. */
export function foldSpace(text: string): string {
  // The test costs less than a replacement that changes nothing, which is nearly every text.
  const isFolded = !/[^\S ]| {2}/.test(text) && !text.startsWith(' ') && !text.endsWith(' ');
  return isFolded ? text : text.trim().replace(/\s+/g, ' ');
}

/** Lower case, without accents, white space folded. */
export function fold(text: string): string {
  const lower = foldSpace(text).toLowerCase();
  // ASCII is the common case and needs nothing else.
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/[øłđðþæœßıħŧŋ]/g, (letter) => WHOLE_LETTERS[letter]!);
}
