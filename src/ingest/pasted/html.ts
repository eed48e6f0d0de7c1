/** HTML, JATS and MathML to text. */
import { decodeHTMLStrict } from 'entities';
import { raised } from '../../text/index.js';

/** Tags that part words; all others are taken out without a trace. */
const BLOCKS =
  'p|div|br|hr|sec|section|title|list|list-item|ul|ol|li|tr|td|h[1-6]|disp-formula|abstract|label|para|simple-para|abstract-sec|blockquote|dd|dt|dl|abstracttext|related-article';
const INLINE =
  'i|tex|b|u|s|em|strong|sub|sup|inf|sc|scp|small|big|tt|span|font|a|italic|bold|bi|underline|monospace|overline|roman|sans-serif|' +
  'styled-content|named-content|inline-formula|inline-graphic|tex-math|alternatives|ext-link|uri|email|xref|break|code|kbd|nobr|center|emphasis|' +
  'math|mi|mn|mo|ms|mtext|mspace|mrow|msup|msub|msubsup|mfrac|mfenced|mover|munder|munderover|mstyle|msqrt|mroot|mtable|mtr|mtd|mpadded|mphantom|' +
  'mmultiscripts|mprescripts|none|semantics|annotation|annotation-xml|menclose|merror|maction';
const PREFIX = '(?:[a-z][a-z0-9]{0,9}:)?';
const TAG = new RegExp(`<(/?)${PREFIX}(${BLOCKS}|${INLINE})((?:\\s[^<>]*)?)(/?)>`, 'gi');
const BLOCK = new RegExp(`^(?:${BLOCKS})$`, 'i');
const MATH = new RegExp(`<(${PREFIX}math)(?:\\s[^<>]*)?>`, 'gi');
const TEX_BESIDE_MATH = new RegExp(`<(${PREFIX}(?:tex-math|annotation(?:-xml)?))(?:\\s[^<>]*)?>`, 'gi');
const RAISED = new RegExp(`(.?)<(${PREFIX}(?:sup|superscript))(?:\\s[^<>]*)?>([^<>]*)</\\2>`, 'gis');
const HEADING = new RegExp(
  `<(${PREFIX}(?:title|h[1-6]|strong|b|bold))(?:\\s[^<>]*)?>\\s*(?:abstract|summary|résumé|zusammenfassung|resumen)\\s*[:.]?\\s*</\\1>`,
  'gi',
);

/**
 * Of a text whose white space is folded: text without the tags of HTML, JATS and MathML and with its entities resolved. Only known tags go: "p < 0.05 and q > 1"
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
  if (plain.includes('<!')) plain = withoutComments(plain);
  plain = plain.replace(HEADING, ' ');
  plain = replaceElements(plain, MATH, mathToText, spacedFormula);
  // A text that was cut inside its last tag.
  plain = plain.replace(/<\/?(?:p|i|b|em|sub|sup|div|span)?$/i, '');
  plain = plain.replace(RAISED, (_, before: string, __, inside: string) => raised(before, inside));
  const isPaired = pairFinder(plain);
  return plain.replace(TAG, (tag, ...[closing, name, attributes, empty, at]: TagParts) => {
    const isLetter = name.length === 1 && !/^p$/i.test(name) && attributes.trim() === '';
    if (isLetter && !isPaired(name, closing !== '', at)) return tag;
    return BLOCK.test(name) || (empty !== '' && name === 'break') ? ' ' : '';
  });
}

/** The groups of `TAG`, and where it was found. */
type TagParts = [closing: string, name: string, attributes: string, empty: string, at: number, ...string[]];

/** `<b>` alone may be two signs of comparison: "a<b>c". Each name is looked for once, so that time grows with the text only. */
function pairFinder(text: string): (name: string, closing: boolean, at: number) => boolean {
  const lower = text.toLowerCase();
  const places = new Map<string, number>();
  const place = (tag: string, find: () => number): number => {
    if (!places.has(tag)) places.set(tag, find());
    return places.get(tag)!;
  };
  return (name, closing, at) => {
    const tag = name.toLowerCase();
    if (!closing)
      return (
        place(`</${tag}`, () => Math.max(lower.lastIndexOf(`</${tag}>`), lower.lastIndexOf(`:${tag}>`))) > at
      );
    const first = place(tag, () => {
      const found = [lower.indexOf(`<${tag}>`), lower.indexOf(`<${tag} `), lower.indexOf(`:${tag}>`)].filter(
        (one) => one >= 0,
      );
      return found.length === 0 ? Infinity : Math.min(...found);
    });
    return first < at;
  };
}

/** Comments go, what is in CDATA sections stays; one that is not closed is text. */
function withoutComments(text: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf('<!', at);
    if (start < 0) break;
    const isData = text.startsWith('<![CDATA[', start);
    const isComment = text.startsWith('<!--', start);
    const end = isData ? text.indexOf(']]>', start) : isComment ? text.indexOf('-->', start) : -1;
    if (end < 0) {
      if (isData || isComment) break;
      out += text.slice(at, start + 2);
      at = start + 2;
      continue;
    }
    out += text.slice(at, start) + (isData ? text.slice(start + 9, end) : '');
    at = end + 3;
  }
  return out + text.slice(at);
}

/** Replaces whole elements that do not nest; one that is not closed is left. */
function replaceElements(
  text: string,
  open: RegExp,
  replacement: (element: string) => string,
  placed = (_before: string, inside: string, _after: string): string => inside,
): string {
  let out = '';
  let at = 0;
  open.lastIndex = 0;
  for (let found = open.exec(text); found !== null; found = open.exec(text)) {
    const close = `</${found[1]!}>`;
    const end = text.indexOf(close, open.lastIndex);
    if (end < 0) break;
    const { index } = found;
    out += text.slice(at, index);
    at = end + close.length;
    out += placed(
      text.slice(Math.max(index - 2, 0), index),
      replacement(text.slice(index, at)),
      text.slice(at, at + 2),
    );
    open.lastIndex = at;
  }
  return out + text.slice(at);
}

/** A formula without the blanks that only lay out its tags, and without its TeX twin. */
function mathToText(formula: string): string {
  const plain = replaceElements(formula, TEX_BESIDE_MATH, () => '');
  return plain
    .replace(/( ?)(<[^<>]*>)( ?)/g, (_all, before: string, tag: string, after: string) =>
      // Words in a formula have their blanks inside the element.
      /^<(?:\w+:)?mtext\b/.test(tag) ? tag + after : /^<\/(?:\w+:)?mtext\b/.test(tag) ? before + tag : tag,
    )
    .replace(/<(?:\w+:)?mspace\b[^<>]*>/g, ' ')
    .replace(/<[^<>]*>/g, '');
}

/** A formula that is written close to a word beside it is parted from it: `in<math>N</math>-coupled`. */
function spacedFormula(before: string, formula: string, after: string): string {
  const start = /^\p{Ll}{2}$/u.test(before) && /^\p{L}/u.test(formula) ? ' ' : '';
  const end = /^\p{L}{2}$/u.test(after) && /[\p{L}\p{N})\]]$/u.test(formula) ? ' ' : '';
  return start + formula + end;
}
