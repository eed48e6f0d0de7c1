/** The encoding of text that is no UTF-8: the one that the file names, else a guess. */
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** A decoder of whole lines. Node's own turns the bytes 80 to 9F of Windows-1252 into control characters; iconv-lite does not. */
export interface LineDecoder {
  decode(line: Uint8Array): string;
}

/** JabRef's first line, an XML declaration, an HTML meta element. */
const DECLARATIONS = [
  /^\s*%+\s*Encoding:\s*([\w.-]+)/im,
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

const WESTERN = 'windows-1252';
const WIDE = new Set(['EUC-KR', 'GB18030', 'Big5', 'Shift_JIS', 'EUC-JP']);
const CYRILLIC_OR_GREEK = new Set(['windows-1251', 'KOI8-R', 'windows-1253']);
/** Windows-1252 first: of equals it is taken. */
const LATIN = [WESTERN, 'windows-1250', 'macintosh'];

/** How much surer chardet must be of another Latin encoding than of Windows-1252, of 100: short texts mislead it. */
const CLEARLY = 10;

function guessDense(bytes: Uint8Array): string {
  const names = analyse(bytes).map(({ name }) => (name === 'ISO-8859-7' ? 'windows-1253' : name));
  const isLikely = (name: string): boolean => {
    if (name === 'Big5') return hasLowTrails(bytes);
    if (name === 'EUC-KR') return isMostlyHangul(iconv.decode(bytes, name));
    return WIDE.has(name) || CYRILLIC_OR_GREEK.has(name);
  };
  return names.find((name) => isLikely(name) && isWhole(iconv.decode(bytes, name))) ?? guessSparse(bytes);
}

/** Korean is written in syllables; other bytes read as EUC-KR give Chinese characters among them. */
function isMostlyHangul(text: string): boolean {
  const [hangul, other] = [/\p{Script=Hangul}/gu, /[^\x00-\x7f]/gu].map(
    (set) => text.match(set)?.length ?? 0,
  );
  return hangul! > 0.8 * other!;
}

/** Of Big5's second bytes 40 % are ASCII letters and signs; of GB2312's and EUC-KR's none. */
function hasLowTrails(bytes: Uint8Array): boolean {
  const trails = bytes.filter((byte, i) => byte >= 0x40 && byte < 0x7f && (bytes[i - 1] ?? 0) >= 0xa1).length;
  return trails * 8 >= bytes.filter((byte) => byte >= 0x80).length;
}

/** The Latin encoding that leaves the fewest oddities; where several leave as few, chardet must be clear to move us. */
function guessSparse(bytes: Uint8Array): string {
  const oddities = LATIN.map((name) => iconv.decode(bytes, name).match(ODD_IN_LATIN)?.length ?? 0);
  const fewest = Math.min(...oddities);
  const left = LATIN.filter((_, i) => oddities[i] === fewest);
  if (left[0] !== WESTERN) return left[0]!;
  if (isTurkish(iconv.decode(bytes, WESTERN))) return 'windows-1254';
  const matches = analyse(bytes);
  const western = matches.find(({ name }) => name === WESTERN || name === 'ISO-8859-1')?.confidence ?? 0;
  const match = matches.find(
    ({ name, confidence }) => left.includes(name) && confidence >= western + CLEARLY,
  );
  return match?.name ?? WESTERN;
}

/**
 * Windows-1254 has ğ, ı and ş where Windows-1252 has the ð, ý and þ of Icelandic. In Icelandic ð is the commonest of the three, and þ
 * mostly begins a word; in Turkish ı is the commonest, and ş stands anywhere.
 */
function isTurkish(western: string): boolean {
  const count = (letters: RegExp): number => western.match(letters)?.length ?? 0;
  const eths = count(/ð/g);
  return eths + count(/þ/g) > 0 && count(/ý|(?<=\p{L})þ/gu) > 2 * eths;
}

/** Damage, signs within words or before a small letter (`£odzi`, `gr§ere`), and other capitals within words. */
const ODD_IN_LATIN =
  /[\ufffd\x80-\x9f]|(?<=\p{L})[¡-©«-¶¸¹»-¿×÷†‡‰€™ˆ˜](?=\p{L})|[£¥¦¯³¹¼-¾†‡ˆ˜](?=\p{Ll})|(?<=\p{Ll})(?=[^\x00-\x7f])\p{Lu}/gu;

/**
 * Signs of a wrong encoding: damage, control characters, box drawings, half-width katakana, and capitals within words (KOI8-R has the letters of
 * Windows-1251 with capitals and small letters exchanged).
 */
const SIGNS_OF_ANOTHER =
  /[\ufffd\x80-\x9f\u2500-\u259f\uff61-\uff9f]|(?=[^\x00-\x7f])\p{Ll}(?=[^\x00-\x7f])\p{Lu}/u;

function isWhole(text: string): boolean {
  return !SIGNS_OF_ANOTHER.test(text);
}

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
