/** Titles and abstracts as plain text: HTML and JATS tags, entities and simple TeX made readable. */
import { cleanText } from './text.js';

/** Plain, clean text. The same text again is left as it is. */
export function plainText(text: string): string {
  return cleanText(text);
}
