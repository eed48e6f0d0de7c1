/** Untrusted text inside XML. */

/** Not allowed in XML 1.0 at all, even as references: controls, lone surrogates, two non-characters. */

const FORBIDDEN = new RegExp(
  '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufffe\\uffff]' +
    '|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  'g',
);
/** Turn the writing direction of what follows: an unclosed one would turn the rest of the picture. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` as character data or attribute value: never markup, always well-formed. */
export function xml(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replace(DIRECTIONS, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
