/** The encoding of text that is no UTF-8: the one that the file names, else a guess. */
import iconv from 'iconv-lite';
import { guessDense, guessSparse, isWhole, WIDE } from './guess-encoding.js';
import { WESTERN } from './guess-latin.js';

/** A decoder of whole lines. Node's own turns the bytes 80 to 9F of Windows-1252 into control characters; iconv-lite does not. */
export interface LineDecoder {
  decode(line: Uint8Array): string;
}

/** JabRef's first line, that of Emacs, TeXShop's; an XML declaration, an HTML meta element. */
const DECLARATIONS = [
  /^\s*%+\s*(?:!TeX\s+)?Encoding\s*[:=]\s*([\w.-]+)/im,
  /^\s*%.*-\*-.*\bcoding:\s*([\w.-]+)/i,
  /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)/i,
  /<meta[^>]*\scharset\s*=\s*["']?([\w.-]+)/i,
];

/** The encoding named in the first 4 KB, as iconv-lite knows it; null when none is, or one that nobody knows. */
export function declaredEncoding(head: Uint8Array): string | null {
  const start = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  for (const declaration of DECLARATIONS) {
    const name = declaration.exec(start)?.[1]?.replace(/^x-/i, '');
    if (name === undefined || /^utf-?8$|^utf-?16|ascii$/i.test(name) || !iconv.encodingExists(name)) continue;
    // What calls itself Latin-1 is Windows-1252 wherever the two differ (WHATWG Encoding Standard).
    return /^(?:iso-?8859-?1|latin-?1)$/i.test(name) ? 'windows-1252' : name;
  }
  return null;
}

/**
 * The encodings of a file's lines that are no UTF-8. Files put together from several exports mix them, hence two guesses:
 * one for lines whose other letters stand side by side (Chinese, Cyrillic), one for those where they stand alone (Latin).
 * Each is made once and told.
 */
export class OlderEncoding {
  readonly #onGuess: (encoding: string) => void;
  #dense: string | null;
  #sparse: string | null;

  constructor(declared: string | null, onGuess: (encoding: string) => void) {
    this.#dense = declared;
    this.#sparse = declared;
    this.#onGuess = onGuess;
  }

  /** `lines`: all of a piece of the file that are no UTF-8. */
  of(lines: readonly Uint8Array[]): LineDecoder {
    const isDense = (line: Uint8Array): boolean => pairedShare(line) > DENSE;
    this.#dense ??= this.#guessed(lines.filter(isDense), guessDense);
    // One alphabet, in which some lines happen to have few letters.
    if (this.#dense !== null && !WIDE.has(this.#dense)) this.#sparse ??= this.#dense;
    const dense = this.#dense ?? WESTERN;
    const isInDense = (line: Uint8Array): boolean => isDense(line) || isInHalfAscii(line, dense);
    this.#sparse ??= this.#guessed(
      lines.filter((line) => !isInDense(line)),
      guessSparse,
    );
    const sparse = this.#sparse ?? WESTERN;
    return { decode: (line) => iconv.decode(line, isInDense(line) ? dense : sparse) };
  }

  #guessed(lines: readonly Uint8Array[], guess: (bytes: Uint8Array) => string): string | null {
    if (lines.length === 0) return null;
    const name = guess(Buffer.concat(lines).subarray(0, MOST_LOOKED_AT));
    this.#onGuess(name);
    return name;
  }
}

/** Of a character of these encodings only the first byte is sure to be above 7F: a name may look like Latin text. */
const HALF_ASCII = new Set(['Shift_JIS', 'Big5']);

function isInHalfAscii(line: Uint8Array, encoding: string): boolean {
  return HALF_ASCII.has(encoding) && isWhole(iconv.decode(line, encoding));
}

/** chardet counts pairs of letters: 64 KB take it a few hundredths of a second, and more tell no more. */
const MOST_LOOKED_AT = 64 * 1024;

/** Share of bytes above 7F beside another one, from which on a line is no Latin text. */
const DENSE = 0.6;

/** Share of the bytes above 7F that stand beside another: in 8-bit text of Latin letters they mostly stand alone. */
function pairedShare(bytes: Uint8Array): number {
  let high = 0;
  let paired = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue;
    high++;
    if ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80) paired++;
  }
  return high >= 4 ? paired / high : 0;
}
