/** Titles and abstracts as plain text: HTML, JATS and MathML tags, entities and TeX made readable. */
import { stripMarkup } from './html.js';
import { texToText } from './tex.js';
import { cleanText } from './text.js';

/** Plain, clean text. Applied to its own result it changes nothing, or next to nothing. */
export function plainText(text: string): string {
  let plain = text;
  if (/[<&]/.test(plain)) plain = stripMarkup(plain);
  if (/[\\$]/.test(plain)) plain = texToText(plain, 'text');
  return cleanText(plain);
}
