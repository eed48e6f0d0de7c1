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

/** No tag with its blanks is longer. So much of the text is looked at again with the next chunk: one may lie across. */
const LONGEST_TAG = 200;

/**
 * Raw elements; `text` is null for one that another begins before its end, or the file ends. An open record is held in
 * pieces: joined with each chunk it would be copied as often as it has chunks.
 */
async function* cutRecords(
  source: TextSource,
  names: readonly string[],
): AsyncGenerator<{ line: number; text: string | null }> {
  const tag = new RegExp(`<(/?)((?:\\w+:)?(?:${names.join('|')}))(?=[\\s/>])`, 'g');
  const open = new OpenRecord();
  let rest = '';
  let line = 1;
  for await (const chunk of source.chunks) {
    const text = rest + chunk;
    let done = 0;
    let keep = text.length - LONGEST_TAG;
    tag.lastIndex = 0;
    for (let found = tag.exec(text); found !== null; found = tag.exec(text)) {
      const isEnd = found[1] === '/';
      const close = isEnd ? text.indexOf('>', found.index) : -1;
      if (isEnd && close < 0 && found.index > keep) {
        keep = found.index;
        break;
      }
      // An end without its ">" is none, and the record no XML.
      const end = close < 0 || close - found.index > LONGEST_TAG ? tag.lastIndex : close + 1;
      const begin = isEnd ? end : found.index;
      if (open.line > 0) yield { line: open.line, text: isEnd ? open.text(text.slice(done, end)) : null };
      else refuseEntities(source.name, text.slice(done, begin));
      line += lines(text, done, begin);
      open.begin(isEnd ? 0 : line);
      done = begin;
      if (!isEnd) open.add(text.slice(done, (done = end)));
    }
    keep = Math.max(done, keep);
    if (open.line > 0) open.add(text.slice(done, keep));
    else refuseEntities(source.name, text.slice(done));
    line += lines(text, done, keep);
    rest = text.slice(keep);
    if (open.size > LONGEST_RECORD) throw tooLong(source.name, line, 'record');
  }
  if (open.line > 0) yield { line: open.line, text: null };
}

/** The record that is not closed yet. */
class OpenRecord {
  /** Where it begins; 0 when there is none. */
  line = 0;
  size = 0;
  #pieces: string[] = [];

  begin(line: number): void {
    this.line = line;
    this.size = 0;
    this.#pieces = [];
  }

  add(piece: string): void {
    this.#pieces.push(piece);
    this.size += piece.length;
  }

  text(last: string): string {
    return this.#pieces.join('') + last;
  }
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
