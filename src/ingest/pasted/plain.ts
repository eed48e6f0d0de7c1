/** Titles and abstracts as plain text: HTML, JATS and MathML tags, entities and TeX made readable. */
import { stripMarkup } from './html.js';
import { texToText } from '../../text/index.js';
import { cleanText } from '../text.js';

/** A title: also without the braces that BibTeX puts round capitals and Semantic Scholar and others leave in. */
export function plainTitle(text: string): string {
  return plainText(text).replace(/\{(\p{Lu}[\p{L}\p{N} -]{1,40})\}/gu, '$1');
}

/** Plain, clean text; applied to its own result it changes nothing, so that what is exported reads back the same. */
export function plainText(text: string): string {
  // White space folded first: no pattern below then has to look at runs of it twice.
  let plain = cleanText(text);
  if (!/[<&\\$]/.test(plain)) return plain;
  for (let round = 0; round < 8; round++) {
    const before = plain;
    if (/[<&]/.test(plain)) plain = stripMarkup(plain);
    // Line ends that somebody escaped once too often.
    if (plain.includes('\\')) plain = plain.replace(/\\[nrt](?=[A-Z\s]|$)/g, ' ');
    if (/[\\$]/.test(plain)) plain = texToText(plain, 'text');
    plain = cleanText(plain);
    if (plain === before) break;
  }
  return plain;
}
