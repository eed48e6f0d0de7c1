/**
 * Bytes as printable text for a `<script type="text/plain">`: 13 bits as two characters out of 91 (the idea of basE91),
 * 1.23 characters a byte where base64 takes 1.33. All are ASCII, so no charset, editor or mail harms them, and `<` is
 * not among them, so no markup can arise. Denser codes (7 bits a character, 1.17) need control characters: refused.
 */
const ALPHABET = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((one) => !'<&\\'.includes(one))
  .join('');
const BASE = 91;
const BITS = 13;

/** Length of the text: `2 × ceil(8 × bytes / 13)`. */
export function toPrintable(bytes: Uint8Array): string {
  const codes = Uint8Array.from(ALPHABET, (one) => one.charCodeAt(0));
  const text = new Uint8Array(2 * Math.ceil((8 * bytes.length) / BITS));
  let held = 0;
  let bits = 0;
  let at = 0;
  const put = (value: number): void => {
    text[at++] = codes[value % BASE]!;
    text[at++] = codes[Math.floor(value / BASE)]!;
  };
  for (const byte of bytes) {
    held |= byte << bits;
    bits += 8;
    if (bits < BITS) continue;
    put(held & ((1 << BITS) - 1));
    held >>>= BITS;
    bits -= BITS;
  }
  if (bits > 0) put(held);
  return new TextDecoder().decode(text);
}

/** The bytes again; `size`: how many there were, since the text may have bits to spare. */
export function fromPrintable(text: string, size: number): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let i = 0; i < BASE; i++) values[ALPHABET.charCodeAt(i)] = i;
  const bytes = new Uint8Array(size);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i + 1 < text.length; i += 2) {
    held |= (values[text.charCodeAt(i)]! + BASE * values[text.charCodeAt(i + 1)]!) << bits;
    bits += BITS;
    for (; bits >= 8; bits -= 8, held >>>= 8) bytes[at++] = held & 255; // beyond the end nothing is kept
  }
  return bytes;
}
