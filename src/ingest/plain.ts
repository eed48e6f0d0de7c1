/** Titles and abstracts as plain text: HTML, JATS and MathML tags, entities and TeX made readable. */
import { stripMarkup } from './html.js';
import { texToText } from './tex.js';
import { cleanText } from './text.js';

/** Plain, clean text; applied to its own result it changes nothing, so that what is exported reads back the same. */
export function plainText(text: string): string {
  let plain = text;
  for (let round = 0; round < 8; round++) {
    const before = plain;
    if (/[<&]/.test(plain)) plain = stripMarkup(plain);
    if (/[\\$]/.test(plain)) plain = texToText(plain, 'text');
    plain = cleanText(plain);
    if (plain === before) break;
  }
  return plain;
}
