/** HTML, JATS and MathML to text. */
import { decodeHTMLStrict } from 'entities';
import { raised } from './scripts.js';

/** Tags that part words; all others are taken out without a trace. */
const BLOCKS = 'p|div|br|hr|sec|section|title|list|list-item|ul|ol|li|tr|td|h[1-6]|disp-formula|abstract|label|para|simple-para|abstract-sec|blockquote|dd|dt|dl|abstracttext|related-article';
const INLINE = 'i|tex|b|u|s|em|strong|sub|sup|inf|sc|scp|small|big|tt|span|font|a|italic|bold|bi|underline|monospace|overline|roman|sans-serif|'
  + 'styled-content|named-content|inline-formula|inline-graphic|tex-math|alternatives|ext-link|uri|email|xref|break|code|kbd|nobr|center|emphasis|'
  + 'math|mi|mn|mo|ms|mtext|mspace|mrow|msup|msub|msubsup|mfrac|mfenced|mover|munder|munderover|mstyle|msqrt|mroot|mtable|mtr|mtd|mpadded|mphantom|'
  + 'mmultiscripts|mprescripts|none|semantics|annotation|annotation-xml|menclose|merror|maction';
const PREFIX = '(?:[a-z][a-z0-9]{0,9}:)?';
const TAG = new RegExp(`<(/?)${PREFIX}(${BLOCKS}|${INLINE})((?:\\s[^<>]*)?)(/?)>`, 'gi');
const BLOCK = new RegExp(`^(?:${BLOCKS})$`, 'i');
const MATH = new RegExp(`<(${PREFIX}math)(?:\\s[^<>]*)?>[\\s\\S]*?</\\1>`, 'gi');
const TEX_BESIDE_MATH = new RegExp(`<(${PREFIX}(?:tex-math|annotation(?:-xml)?))(?:\\s[^<>]*)?>[\\s\\S]*?</\\1>`, 'gi');
const RAISED = new RegExp(`(.?)<(${PREFIX}(?:sup|superscript))(?:\\s[^<>]*)?>([^<>]*)</\\2>`, 'gis');
const HEADING = new RegExp(`<(${PREFIX}(?:title|h[1-6]|strong|b|bold))(?:\\s[^<>]*)?>\\s*(?:abstract|summary|résumé|zusammenfassung|resumen)\\s*[:.]?\\s*</\\1>`, 'gi');

/**
 * Text without the tags of HTML, JATS and MathML and with its entities resolved. Only known tags go: "p < 0.05 and q > 1"
 * stays. Escaped HTML (`&lt;i&gt;`), as some exports have it, goes too.
 */
export function stripMarkup(text: string): string {
  let plain = text;
  for (let round = 0; round < 3; round++) {
    const before = plain;
    if (plain.includes('<')) plain = stripTags(plain);
    if (plain.includes('&')) plain = decodeHTMLStrict(plain.replace(/&#(\d{2,5})(?![\d;])/g, '&#$1;'));
    if (plain === before) break;
  }
  return plain;
}

function stripTags(text: string): string {
  let plain = text;
  if (/<!/.test(plain)) plain = plain.replace(/<!\[CDATA\[(.*?)\]\]>/gs, '$1').replace(/<!--.*?-->/gs, '');
  plain = plain.replace(HEADING, ' ');
  if (MATH.test(plain)) plain = plain.replace(MATH, mathToText);
  // A text that was cut inside its last tag.
  plain = plain.replace(/<\/?(?:p|i|b|em|sub|sup|div|span)?$/i, '');
  plain = plain.replace(RAISED, (_, before: string, __, inside: string) => raised(before, inside));
  return plain.replace(TAG, (tag, closing: string, name: string, attributes: string, empty: string, at: number) => {
    if (name.length === 1 && !/^p$/i.test(name) && !isPaired(plain, name, closing, attributes, at)) return tag;
    return BLOCK.test(name) || (empty !== '' && name === 'break') ? ' ' : '';
  });
}

/** `<b>` alone may be two signs of comparison: "a<b>c". */
function isPaired(text: string, name: string, closing: string, attributes: string, at: number): boolean {
  if (attributes.trim() !== '') return true;
  const other = new RegExp(closing === '' ? `</(?:[a-z0-9]+:)?${name}\\s*>` : `<(?:[a-z0-9]+:)?${name}[\\s>]`, 'i');
  return other.test(closing === '' ? text.slice(at) : text.slice(0, at));
}

/** A formula without the blanks that only lay out its tags, and without its TeX twin. */
function mathToText(formula: string): string {
  return formula.replace(TEX_BESIDE_MATH, '').replace(/\s*(<[^<>]*>)\s*/g, '$1').replace(/<[^<>]*>/g, '').replace(/\s+/g, ' ');
}
