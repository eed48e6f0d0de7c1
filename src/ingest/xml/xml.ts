/**
 * XML record by record: records are cut out by their tags and parsed one at a time, so that memory does not grow with
 * the file and a damaged record costs no other. No declarations are ever read: entities of a file's own are refused.
 */
import { decodeHTMLStrict, escapeUTF8 } from 'entities';
import { SaxesParser } from 'saxes';
import { FieldmapError } from '../../errors.js';
import type { Draft, Item, TextSource } from '../draft.js';
import { LONGEST_RECORD, tooLong } from '../input/lines.js';
import { raised } from '../../text/index.js';

export interface XmlNode {
  /** Without namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlNode | string)[];
}

/** Reads the elements called `names`, each a record; no such element lies inside another one. */
export async function* readXml(
  source: TextSource,
  names: readonly string[],
  toDraft: (node: XmlNode) => Draft | string,
): AsyncGenerator<Item> {
  for await (const { line, text } of cutRecords(source, names)) {
    const node = text === null ? 'the record is not closed' : parseRecord(text);
    const draft = typeof node === 'string' ? node : toDraft(node);
    yield typeof draft === 'string' ? { line, reason: draft } : { line, draft };
  }
}

/** Raw elements; `text` is null for one that another begins before its end, or the file ends. */
async function* cutRecords(
  source: TextSource,
  names: readonly string[],
): AsyncGenerator<{ line: number; text: string | null }> {
  const tag = new RegExp(`<(/?)((?:\\w+:)?(?:${names.join('|')}))(?=[\\s/>])`, 'g');
  let text = '';
  let line = 1;
  /** Where the open record begins in `text`, or -1; where to look on. */
  let start = -1;
  let from = 0;
  for await (const chunk of source.chunks) {
    text += chunk;
    tag.lastIndex = from;
    let done = 0;
    for (let found = tag.exec(text); found !== null; found = tag.exec(text)) {
      if (found[1] === '/') {
        const end = text.indexOf('>', found.index);
        if (end < 0) break;
        if (start >= 0) yield { line: line + lines(text, done, start), text: text.slice(start, end + 1) };
        if (start >= 0) line += lines(text, done, (done = end + 1));
        start = -1;
      } else {
        if (start < 0) refuseEntities(source.name, text.slice(done, found.index));
        else yield { line: line + lines(text, done, start), text: null };
        line += lines(text, done, found.index);
        done = found.index;
        start = found.index;
      }
      from = tag.lastIndex;
    }
    refuseEntities(source.name, start < 0 ? text.slice(done) : '');
    // A tag cut in two by the chunk's end is at most this long.
    const keep = start >= 0 ? start : Math.max(done, text.length - 200);
    line += lines(text, done, keep);
    text = text.slice(keep);
    from = Math.max(0, Math.max(from - keep, text.length - 200));
    start = start >= 0 ? 0 : -1;
    if (start >= 0 && from === 0) from = 1;
    if (text.length > LONGEST_RECORD) throw tooLong(source.name, line, 'record');
  }
  if (start >= 0) yield { line, text: null };
}

function lines(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) count++;
  return count;
}

function refuseEntities(name: string, text: string): void {
  if (!text.includes('<!ENTITY')) return;
  throw new FieldmapError(
    'input',
    `${name} declares XML entities of its own (<!ENTITY …>): they can unfold without end.`,
    'Exports of papers need none: export the file again, or remove its DOCTYPE.',
  );
}

/** Deeper than any bibliography. */
const DEEPEST = 200;

/** Ends the parse of a record that is not valid. */
class InvalidRecord extends Error {}

/**
 * The element as a tree, or the first error in it. Parsing ends there: the parser makes an error, with its stack, of
 * every character that follows, and 80 kB inside a damaged tag took two seconds.
 */
export function parseRecord(text: string): XmlNode | string {
  const root: XmlNode = { name: '', attributes: {}, children: [] };
  const stack: XmlNode[] = [root];
  const parser = new SaxesParser({ fragment: true, xmlns: false } as const);
  parser.on('error', (error) => {
    throw new InvalidRecord(error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('opentag', (tag) => {
    if (stack.length >= DEEPEST) throw new InvalidRecord(`elements nested more than ${DEEPEST} deep`);
    const node: XmlNode = { name: local(tag.name), attributes: tag.attributes, children: [] };
    stack.at(-1)!.children.push(node);
    stack.push(node);
  });
  parser.on('closetag', () => void stack.pop());
  parser.on('text', (value) => void stack.at(-1)?.children.push(value));
  parser.on('cdata', (value) => void stack.at(-1)?.children.push(value));
  try {
    parser.write(repaired(text)).close();
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    return `not valid XML (${error.message})`;
  }
  const node = root.children.find((child): child is XmlNode => typeof child !== 'string');
  return node ?? 'not valid XML (no element)';
}

/** HTML's named characters, a lone `&`, and characters that XML forbids: exports have them all. */
function repaired(text: string): string {
  return text
    .replace(/&(?:(#?\w+);)?/g, (all, name: string | undefined) => {
      if (name === undefined) return '&amp;';
      if (/^(?:amp|lt|gt|quot|apos)$/.test(name)) return all;
      if (!name.startsWith('#')) return escapeUTF8(decodeHTMLStrict(all));
      const code =
        name[1] === 'x' || name[1] === 'X'
          ? Number.parseInt(name.slice(2), 16)
          : Number.parseInt(name.slice(1), 10);
      return isXmlCharacter(code) ? all.replace('#X', '#x') : '';
    })
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '',
    );
}

function isXmlCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && code < 0xd800) ||
    (code >= 0xe000 && code < 0xfffe) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The elements at `path` below `node`, in order. */
export function nodesAt(node: XmlNode, ...path: readonly string[]): XmlNode[] {
  let found: XmlNode[] = [node];
  for (const name of path) {
    found = found.flatMap((one) =>
      one.children.filter((child): child is XmlNode => typeof child !== 'string' && child.name === name),
    );
  }
  return found;
}

/** The text of the first element at `path` that has any. */
export function textAt(node: XmlNode, ...path: readonly string[]): string {
  for (const found of nodesAt(node, ...path)) {
    const text = textOf(found).trim();
    if (text !== '') return text;
  }
  return '';
}

/** All text inside, in one line of thought: superscripts set off, formulas without their layout and their TeX twins. */
export function textOf(node: XmlNode): string {
  let out = '';
  const inMath = node.name === 'math' || MATH.test(node.name);
  for (const child of node.children) {
    if (typeof child === 'string') out += inMath ? child.trim() : child;
    else if (child.name === 'sup') out = raised(out, textOf(child));
    else if (!/^(?:annotation(?:-xml)?|tex-math)$/.test(child.name)) out += textOf(child);
  }
  return out;
}

const MATH =
  /^m(?:row|sup|sub|subsup|frac|fenced|over|under|underover|style|sqrt|root|table|tr|td|i|n|o|text|padded)$/;
