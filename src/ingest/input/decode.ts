/** From bytes to text: which encoding, and line ends all alike. */
import { FieldmapError } from '../../errors.js';
import { displayName } from './open.js';
import { declaredEncoding, OlderEncoding } from './older-encoding.js';

type Wide = 'utf-16le' | 'utf-16be';

/**
 * The text of `chunks`. `head` is their beginning, at least 4 KB of it where there is that much. `onGuess` is called
 * with each encoding that lines which are no UTF-8 are taken to be in, when the file does not name it.
 */
export async function* decode(
  head: Uint8Array,
  chunks: AsyncIterable<Uint8Array>,
  onGuess: (encoding: string) => void = () => {},
): AsyncGenerator<string> {
  const wide = wideEncoding(head);
  let pendingReturn = false;
  const pieces =
    wide === null
      ? decodeBytes(chunks, new OlderEncoding(declaredEncoding(head), onGuess))
      : decodeWide(wide, chunks);
  for await (const piece of pieces) {
    // A line end may lie across two chunks.
    let text: string = pendingReturn ? `\r${piece}` : piece;
    pendingReturn = text.endsWith('\r');
    if (pendingReturn) text = text.slice(0, -1);
    if (text !== '') yield text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
  if (pendingReturn) yield '\n';
}

/** UTF-16 has a byte order mark, or zero bytes in every other place where the text is mostly Latin. */
function wideEncoding(head: Uint8Array): Wide | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const length = Math.min(head.length, 4096) & ~1;
  if (length < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  if (odd > length * 0.2 && even < length * 0.02) return 'utf-16le';
  return even > length * 0.2 && odd < length * 0.02 ? 'utf-16be' : null;
}

async function* decodeWide(encoding: Wide, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * UTF-8, and where a line is not: the older encoding it seems to be in. Files that were put together from several
 * exports do mix them, hence line by line. Chunks are cut after an ASCII byte, which no UTF-8 sequence contains.
 */
async function* decodeBytes(chunks: AsyncIterable<Uint8Array>, older: OlderEncoding): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0);
  let first = true;
  for await (const chunk of chunks) {
    const joined: Uint8Array = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = lastCut(joined);
    rest = joined.slice(end);
    if (end === 0) continue;
    const text = decodePiece(joined.subarray(0, end), older);
    yield first && text.startsWith('\ufeff') ? text.slice(1) : text;
    first = false;
  }
  if (rest.length > 0) yield decodePiece(rest, older);
}

/** After the last line end, else after the last ASCII byte; a megabyte without any is cut where it stands. */
function lastCut(bytes: Uint8Array): number {
  const lineEnd = bytes.lastIndexOf(10);
  if (lineEnd >= 0) return lineEnd + 1;
  for (let i = bytes.length - 1; i >= 0; i--) if (bytes[i]! < 0x80) return i + 1;
  return bytes.length > 1 << 20 ? bytes.length : 0;
}

/** Japanese mail's encoding: ASCII until an escape sequence says otherwise. */
const ISO_2022_JP = /\x1b\$[@B]/;

function decodePiece(bytes: Uint8Array, older: OlderEncoding): string {
  if (bytes.includes(0x1b) && ISO_2022_JP.test(Buffer.from(bytes).toString('latin1')))
    return new TextDecoder('iso-2022-jp').decode(bytes);
  if (isWellFormed(bytes)) return strict.decode(bytes);
  const lines = linesOf(bytes);
  const encoding = older.of(lines.filter((line) => !isNearlyUtf8(line)));
  return lines.map((line) => (isNearlyUtf8(line) ? lenient : encoding).decode(line)).join('');
}

function isWellFormed(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A line of UTF-8 with a single damaged character stays UTF-8, the damage shown as U+FFFD. */
function isNearlyUtf8(line: Uint8Array): boolean {
  if (isWellFormed(line)) return true;
  const text = lenient.decode(line);
  const damaged = text.split('\ufffd').length - 1;
  const other = text.match(/[^\x00-\x7f]/gu)?.length ?? 0;
  return other - damaged > damaged;
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const next = bytes.indexOf(10, at);
    const end = next < 0 ? bytes.length : next + 1;
    lines.push(bytes.subarray(at, end));
    at = end;
  }
  return lines;
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['SQLite format 3', 'an SQLite database'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
  ['\xd0\xcf\x11\xe0', 'an old Office document'],
  ['Rar!', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['BZh', 'a bzip2 file'],
  ['\xfd7zXZ', 'an xz file'],
  ['\x28\xb5\x2f\xfd', 'a zstd file'],
  ['PAR1', 'a Parquet file'],
  ['FMCACHE1', 'an index of a library'],
  ['PK\x03\x04', 'a zip archive inside another archive'],
];

/**
 * Throws `input` when the bytes are no text: a known signature, more than a tenth control characters, or more
 * than a hundredth in what is no UTF-8 either: older encodings of text have none, numbers have some of every byte.
 */
export function refuseBinary(name: string, head: Uint8Array): void {
  const hint =
    'fieldmap reads text: export the papers as BibTeX, RIS, CSV, JSON or plain text, and add that file.';
  const start = Buffer.from(head.subarray(0, 16)).toString('latin1');
  for (const [signature, what] of SIGNATURES) {
    if (start.startsWith(signature))
      throw new FieldmapError('input', `${displayName(name)} is ${what}, not text.`, hint);
  }
  if (wideEncoding(head) !== null) return;
  let control = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) control++;
  }
  if (control > head.length * 0.1 || (control > head.length * 0.01 && !isUtf8(head))) {
    const shown = Buffer.from(head.subarray(0, 16))
      .toString('hex')
      .replace(/(..)(?!$)/g, '$1 ');
    throw new FieldmapError(
      'input',
      `${displayName(name)} is binary, not text (it begins with the bytes ${shown}).`,
      hint,
    );
  }
}

/** The last bytes may be the beginning of a character. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
