/** Abstracts with LaTeX, links and addresses in them, as words. */

/** Lengths are bounded so that no text, however odd, takes more than linear time. */
const LINK = /(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}/gi;
/** `$k$` and `$N$` name things (`$k$-means`); longer formulas do not. */
const LETTER_FORMULA = /\$\s*\\?(?:math(?:cal|bb|bf|rm)\s*\{?)?\s*([A-Za-z])\s*\}?\s*\$/g;
/** `$^{87}$Rb`, `H$_2$O`: raised and lowered numbers go, the word stays. */
const SCRIPT_FORMULA = /\$\s*[\^_]\s*\{?[\d+-]+\}?\s*\$/g;
const FORMULA = /\$\$[^$]*\$\$|\$[^$]{0,300}\$|\\\([^)]{0,300}?\\\)|\\\[[^\]]{0,300}?\\\]/g;
/** `\"o`, `\'{e}`, `\c{c}`: the bare letter is what folding makes of it. */
const ACCENT = /\\(?:["'`^~=.]|[cuvHkr](?=\{))\s*\{?\\?([A-Za-z])\}?/g;
/** `\textit{word}`: the word stays. `\alpha`, `\cite`: goes. */
const COMMAND =
  /\\(?:text[a-z]*|emph|it|bf|em|sc|rm|mathrm)\b\s*|\\(?:cite|ref|label|url|footnote)[a-z]*\s?\{[^}]{0,300}\}|\\[A-Za-z]+/g;
/** French and Italian elision: `l’analyse`, `d'un`, `qu'il`. */
const ELISION = /(?<![\p{L}\p{N}])(?:[ldnsjcmt]|qu|dell|nell|all|un)['\u2019](?=\p{L}{2})/gu;

/** `text` without formulas, commands and addresses; a comma stands where a formula was, so that no term spans it. */
export function plainText(text: string): string {
  let plain = text;
  if (text.includes('\\') || text.includes('$')) {
    plain = plain
      .replace(ACCENT, '$1')
      .replace(LETTER_FORMULA, '$1')
      .replace(SCRIPT_FORMULA, '')
      .replace(FORMULA, ' , ')
      .replace(COMMAND, ' ')
      .replace(/[{}]/g, '');
  }
  if (plain.includes('//') || plain.includes('www.') || plain.includes('@'))
    plain = plain.replace(LINK, ' , ');
  return plain.includes("'") || plain.includes('\u2019') ? plain.replace(ELISION, '') : plain;
}
