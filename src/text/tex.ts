/** TeX to text. */
import { raised } from './sub-superscripts.js';
import { ACCENTS, DROPPED, LOGOS, SPACES, STYLES, SYMBOLS } from './tex-tables.js';

/**
 * `bibtex`: the whole text is TeX, braces group, `~` is a blank, `--` a dash. `text`: plain text that may hold some TeX;
 * only formulas between dollar signs and well-known commands are touched.
 */
export type TexMode = 'bibtex' | 'text';

/** Readable text: accents and symbols as characters, formulas on one line, commands for the type left out. */
export function texToText(source: string, mode: TexMode): string {
  if (mode === 'bibtex' ? !/[\\{}$~`']|--/.test(source) : !/[\\$]/.test(source)) return source;
  // Rayyan's decisions, {\"Name\"=>\"Included\"}: escaped quotes, no accents.
  const read = source.includes('\\"=>') ? source.replaceAll('\\"', '"') : source;
  return new TexReader(read, mode).text(read.length, false).normalize('NFC');
}

/** Deepest nesting of groups and commands followed; a title has three. */
const DEEPEST = 200;

class TexReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly mode: TexMode,
  ) {}

  /** Text up to `end`, or to the brace that closes the current group when `group`. */
  text(end: number, group: boolean, math = false): string {
    const { source } = this;
    const bibtex = this.mode === 'bibtex' || math || group;
    let out = '';
    while (this.at < end) {
      const start = this.at;
      while (this.at < end && !SPECIAL[source.charCodeAt(this.at)]) this.at++;
      if (this.at > start) out += source.slice(start, this.at);
      if (this.at >= end) break;
      const char = source[this.at]!;
      if (char === '}' && group) {
        this.at++;
        return out;
      }
      if (char === '\\') out = this.command(out, end, math);
      else if (char === '$') out += this.formula(end, math);
      else if ((char === '^' || char === '_') && math) out = this.script(out, char, end);
      else if (char === '{' && bibtex) out += this.group(end, math);
      else out += this.plain(char, bibtex && this.mode === 'bibtex', math);
    }
    return out;
  }

  /** A character that means something in BibTeX only. */
  private plain(char: string, bibtex: boolean, math: boolean): string {
    this.at++;
    if (!bibtex) return char;
    if (char === '{' || char === '}') return '';
    if (char === '~') return ' ';
    if (math) return char;
    const next = this.source[this.at];
    if (char === '-' && next === '-') {
      this.at++;
      if (this.source[this.at] !== '-') return '–';
      this.at++;
      return '—';
    }
    if ((char === '`' || char === "'") && next === char) {
      this.at++;
      return char === '`' ? '“' : '”';
    }
    return char === '`' ? '‘' : char;
  }

  private group(end: number, math: boolean): string {
    this.at++;
    if (++this.depth > DEEPEST) {
      this.depth--;
      return '';
    }
    const text = this.text(end, true, math);
    this.depth--;
    return text;
  }

  /** The argument of a command: a group, a command, or one character. Blanks before it are skipped. */
  private argument(end: number, math: boolean): string {
    while (this.at < end && this.source[this.at] === ' ') this.at++;
    if (this.at >= end) return '';
    const char = this.source[this.at]!;
    if (char === '{') return this.group(end, math);
    if (char === '}') return '';
    if (char === '\\' && this.depth < DEEPEST) {
      this.depth++;
      const text = this.command('', end, math);
      this.depth--;
      return text;
    }
    const point = String.fromCodePoint(this.source.codePointAt(this.at)!);
    this.at += point.length;
    return point;
  }

  /**
   * `$…$`: as in Pandoc the opening sign has no blank after it, the closing one no blank before it and no digit after it,
   * so that "$5 and $10" stays money.
   */
  private formula(end: number, math: boolean): string {
    const { source } = this;
    const sign = source.startsWith('$$', this.at) ? '$$' : '$';
    const from = this.at + sign.length;
    let close = math ? -1 : source.indexOf(sign, from);
    while (close > 0 && source[close - 1] === '\\') close = source.indexOf(sign, close + 1);
    const inside = close < 0 || close >= end ? '' : source.slice(from, close);
    const isFormula =
      inside !== '' &&
      inside.length < 2000 &&
      (/[\\^_{}]/.test(inside) || (!/^\s|\s$/.test(inside) && !/\d/.test(source[close + sign.length] ?? '')));
    if (!isFormula) {
      this.at = from;
      return math ? '' : sign;
    }
    this.at = from;
    const text = this.text(close, false, true);
    this.at = close + sign.length;
    return text.replace(/\s+/g, ' ').trim();
  }

  private script(out: string, char: string, end: number): string {
    this.at++;
    const text = this.argument(end, true).trim();
    if (char === '^') return /^[∘°]$/.test(text) ? `${out}°` : raised(out, text);
    // H_2O is H2O, f_max is not fmax.
    return /^[\d+−-]*$/.test(text) || out === '' ? out + text : `${out}_${text}`;
  }

  private command(out: string, end: number, math: boolean): string {
    const { source } = this;
    const next = source[this.at + 1] ?? '';
    if (!/[A-Za-z]/.test(next)) return out + this.sign(next, end, math);
    const start = this.at;
    this.at++;
    while (this.at < end && isLetter(source.charCodeAt(this.at))) this.at++;
    const name = source.slice(start + 1, this.at);
    if (this.mode === 'text' && !math && !this.isMeant(name)) return out + source.slice(start, this.at);
    return this.named(out, name, end, math);
  }

  /** In plain text a backslash may be anything: only commands that are known, and accents with an argument in braces. */
  private isMeant(name: string): boolean {
    if (LOGOS.has(name)) return true;
    if (name in ACCENTS || STYLES.has(name) || DROPPED.has(name) || name === 'href')
      return this.source[this.at] === '{';
    return (
      SYMBOLS.has(name) && (name.length > 1 || this.source[this.at] === ' ' || this.source[this.at] === '}')
    );
  }

  private named(out: string, name: string, end: number, math: boolean): string {
    const accent = name in ACCENTS ? ACCENTS[name] : undefined;
    if (accent !== undefined) return out + accented(this.argument(end, math), accent);
    this.skipBlank(end);
    const symbol = SYMBOLS.get(name);
    const logo = LOGOS.get(name);
    if (logo !== undefined) return this.gap(out, logo, end);
    if (name === 'switchargs') return this.switched(out, end, math);
    if (name === 'printfirst') {
      const first = this.argument(end, math);
      this.argument(end, math);
      return out + first;
    }
    if (name === 'textsuperscript') return raised(out, this.argument(end, math));
    if (symbol !== undefined && symbol !== '') return this.afterSymbol(out + symbol, end);
    if (SPACES.has(name)) return `${out} `;
    if (name === 'href') {
      this.argument(end, math);
      return out + this.argument(end, math);
    }
    if (DROPPED.has(name)) {
      this.option(end);
      this.argument(end, math);
      return out;
    }
    if (name === 'frac' || name === 'tfrac' || name === 'dfrac')
      return `${out}${this.argument(end, true)}/${this.argument(end, true)}`;
    if (name === 'sqrt') return `${out}√${this.argument(end, true)}`;
    if (STYLES.has(name) || symbol === '')
      return this.mode === 'text' && !math && this.source[this.at] === '{'
        ? out + this.argument(end, math)
        : out;
    // Unknown: with an argument it is most likely a style, without one (or with an empty one) a name such as \log.
    return this.source[this.at] === '{' && this.source[this.at + 1] !== '}' ? out : this.gap(out, name, end);
  }

  /** `\switchargs{a}{b}` of BibTeX's own example is "ba": it sorts by the first and prints the second first. */
  private switched(out: string, end: number, math: boolean): string {
    const first = this.argument(end, math);
    return out + this.argument(end, math) + first;
  }

  /** A command swallows the blank that ends its name: `\ss e` is "ße"; `\alpha{}` ends with an empty group. */
  private skipBlank(end: number): void {
    if (this.at < end && this.source[this.at] === ' ') this.at++;
  }

  private afterSymbol(out: string, end: number): string {
    // The blank that ended the name is shown after a word-like symbol where a word follows: "\alpha decay".
    const ended = this.source[this.at - 1] === ' ' && this.at < end;
    const symbol = out.at(-1)!;
    return ended && !/[a-zßøłæœåıđŋðþØŁÆŒÅẞ]/i.test(symbol) && this.mode === 'text' ? `${out} ` : out;
  }

  private gap(out: string, name: string, end: number): string {
    return this.source[this.at - 1] === ' ' && this.at < end ? `${out}${name} ` : out + name;
  }

  private option(end: number): void {
    if (this.source[this.at] !== '[') return;
    const close = this.source.indexOf(']', this.at);
    if (close > 0 && close < end) this.at = close + 1;
  }

  /** A command of one sign: an accent, an escaped character, a blank. */
  private sign(sign: string, end: number, math: boolean): string {
    if (
      sign in ACCENTS &&
      this.at + 2 < end &&
      (this.mode === 'bibtex' || /[A-Za-z{\\]/.test(this.source[this.at + 2]!))
    ) {
      this.at += 2;
      return accented(this.argument(end, math), ACCENTS[sign]!);
    }
    const known = '&%$#_{}'.includes(sign) && sign !== '';
    if (this.mode === 'text' && !math && !known) {
      this.at++;
      return '\\';
    }
    this.at += 2;
    if (known) return sign;
    if (sign === '-' || sign === '/' || sign === '!' || sign === '@' || sign === '' || '()[]'.includes(sign))
      return '';
    return sign === '|' ? '‖' : ' ';
  }
}

/** The first letter of `text` with the combining character; the dotless i gets its accent on a plain i. */
function accented(text: string, accent: string): string {
  const trimmed = text.trimStart();
  if (trimmed === '') return '';
  const base = String.fromCodePoint(trimmed.codePointAt(0)!);
  const letter = base === 'ı' ? 'i' : base === 'ȷ' ? 'j' : base;
  return letter + accent + trimmed.slice(base.length);
}

const SPECIAL: readonly boolean[] = Array.from({ length: 0x10000 }, (_, code) =>
  "\\{}$~`'-^_".includes(String.fromCharCode(code)),
);

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
