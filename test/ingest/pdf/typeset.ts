/** Papers typeset in the manners of usual publishers, for reading them back. Words, names and places are chosen by a seed. */
import PDFDocument from 'pdfkit';

export interface Written {
  readonly style: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly doi: string | null;
  readonly arxiv: string | null;
  readonly bytes: Buffer;
}

export type Random = () => number;

export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Type {
  readonly font: string;
  readonly size: number;
  /** From baseline to baseline; 1.2 times the size where nothing is said. */
  readonly leading?: number;
}

export interface Column {
  readonly x: number;
  readonly width: number;
  readonly foot: number;
}

/** Lines of words on a page: justified word by word, as TeX sets them, or each line in one piece, as Word does. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];
  constructor(
    readonly next: Random,
    readonly wordwise: boolean,
    size: [number, number],
    info: Record<string, string> = {},
  ) {
    this.doc = new PDFDocument({ size, margin: 0, info, autoFirstPage: true });
    this.doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  async bytes(): Promise<Buffer> {
    const done = new Promise((resolve) => this.doc.on('end', resolve));
    this.doc.end();
    await done;
    return Buffer.concat(this.#chunks);
  }

  /** One line; `align` says where `x` is. */
  line(
    text: string,
    x: number,
    y: number,
    { font, size }: Type,
    align: 'left' | 'center' | 'right' = 'left',
  ): number {
    this.doc.font(font).fontSize(size);
    const width = this.doc.widthOfString(text);
    const left = align === 'left' ? x : align === 'center' ? x - width / 2 : x - width;
    this.doc.text(text, left, y, { lineBreak: false });
    return left + width;
  }

  /** A line in pieces of their own type; a negative `rise` lowers. */
  pieces(parts: readonly (readonly [string, Type, number?])[], x: number, y: number, centre = false): void {
    const widths = parts.map(([text, { font, size }]) =>
      this.doc.font(font).fontSize(size).widthOfString(text),
    );
    let at = centre ? x - widths.reduce((sum, one) => sum + one, 0) / 2 : x;
    parts.forEach(([text, { font, size }, rise = 0], i) => {
      this.doc
        .font(font)
        .fontSize(size)
        .text(text, at, y - rise, { lineBreak: false });
      at += widths[i]!;
    });
  }

  /** A paragraph; long words are cut at line ends. Gives the height below it and the words for which there was no place. */
  paragraph(
    text: string,
    { x, width, foot }: Column,
    y: number,
    type: Type,
    set: { indent?: number; align?: 'justify' | 'left' | 'center' } = {},
  ): { y: number; rest: string } {
    const { font, size, leading = size * 1.2 } = type;
    const { indent = 0, align = 'justify' } = set;
    const doc = this.doc.font(font).fontSize(size);
    const blank = doc.widthOfString(' ');
    let words = text.split(' ');
    let shift = indent;
    while (words.length > 0) {
      if (y + leading > foot) return { y, rest: words.join(' ') };
      const line: string[] = [];
      let used = 0;
      while (words.length > 0) {
        const wide = doc.widthOfString(words[0]!) + (line.length > 0 ? blank : 0);
        if (used + wide > width - shift) {
          const cut = this.#cut(words[0]!, width - shift - used - blank);
          if (cut !== null && align === 'justify') {
            line.push(cut[0]);
            used += blank + doc.widthOfString(cut[0]);
            words = [cut[1], ...words.slice(1)];
          }
          break;
        }
        used += wide;
        line.push(words.shift()!);
      }
      if (line.length === 0) line.push(words.shift()!);
      this.#row(
        line,
        { x: x + shift, width: width - shift, used },
        y,
        words.length === 0 && align === 'justify' ? 'left' : align,
      );
      y += leading;
      shift = 0;
    }
    return { y, rest: '' };
  }

  #cut(word: string, room: number): [string, string] | null {
    if (!/^[a-z]{7,}[.,]?$/.test(word) || this.next() < 0.4) return null;
    for (let at = word.length - 3; at > 2; at--)
      if (this.doc.widthOfString(`${word.slice(0, at)}-`) <= room)
        return [`${word.slice(0, at)}-`, word.slice(at)];
    return null;
  }

  #row(
    words: readonly string[],
    { x, width, used }: { x: number; width: number; used: number },
    y: number,
    align: string,
  ): void {
    const { doc } = this;
    const blank = doc.widthOfString(' ');
    const extra = align === 'justify' && words.length > 1 ? (width - used) / (words.length - 1) : 0;
    const left = align === 'center' ? x + (width - used) / 2 : x;
    if (!this.wordwise) {
      doc.text(words.join(' '), left, y, { lineBreak: false, wordSpacing: extra });
      return;
    }
    let at = left;
    for (const word of words) {
      doc.text(word, at, y, { lineBreak: false });
      at += doc.widthOfString(word) + blank + extra;
    }
  }

  /** The stamp of arXiv along the left edge. */
  stamp(text: string, height: number): void {
    this.doc.save().rotate(-90, { origin: [22, height - 200] });
    this.doc
      .font('Times-Roman')
      .fontSize(20)
      .text(text, 22, height - 200, { lineBreak: false });
    this.doc.restore();
  }

  watermark(text: string): void {
    this.doc
      .save()
      .rotate(-45, { origin: [300, 400] })
      .fillOpacity(0.1);
    this.doc.font('Helvetica-Bold').fontSize(70).text(text, 100, 400, { lineBreak: false });
    this.doc.restore().fillOpacity(1);
  }
}
