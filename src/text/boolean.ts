/**
 * Boolean questions as PubMed and Scopus are asked: AND, OR, NOT, brackets, `linen*`, "phrases", and the fields
 * `ti: ab: au: py:`. Words beside each other must all be there. Operators are in capitals, as there.
 */
import { fold } from './fold.js';
import { isStopWord, tokenize } from './tokenize.js';
import type { YearRange } from './year-range.js';

export type TextField = 'title' | 'abstract';

export type Expression =
  /** Several words: one after another. `field` null: title or abstract. */
  | {
      readonly kind: 'words';
      readonly field: TextField | null;
      readonly words: readonly string[];
      readonly text: string;
    }
  /** Words that begin so, folded. */
  | { readonly kind: 'beginning'; readonly field: TextField | null; readonly prefix: string }
  | { readonly kind: 'author'; readonly name: string }
  | { readonly kind: 'years'; readonly range: YearRange }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression };

export interface BooleanQuestion {
  readonly expression: Expression;
  /** AND and OR stand side by side without brackets: they are read from left to right. */
  readonly isMixed: boolean;
}

/** Why a question that looks like a Boolean one cannot be read as one. */
export interface Unreadable {
  readonly problem: string;
}

const OPERATOR = /(?:^|[\s)"”])(?:AND|OR|NOT)(?=[\s("“])/;
const FIELD_NAMES = 'ti|title|ab|abstract|au|author|py|year';
const FIELD = new RegExp(`(?:^|[\\s(])(?:(?:${FIELD_NAMES}):(?=[^\\s:/])|(?:ti|ab|au|py): (?=\\S))`, 'i');
const TRUNCATED = /(?:^|[\s(])\p{L}[\p{L}\d]{2,}\*(?=$|[\s)])/u;
/** In capitals throughout, a question of so many words is a title. */
const SHOUTED = 5;
/** Longer than strategies of systematic reviews are. */
const MOST_PIECES = 400;
/** Brackets in brackets: the reader calls itself for each. */
const DEEPEST = 50;

/** Null: nothing in it asks to be read so. */
export function readBoolean(question: string): BooleanQuestion | Unreadable | null {
  // What stands in quotation marks asks for nothing.
  const bare = question.replace(/"[^"]*"|“[^“”]*”/g, '""');
  const hasOperator = OPERATOR.test(bare) && !isShouted(question);
  if (!hasOperator && !FIELD.test(bare) && !TRUNCATED.test(bare)) return null;
  const pieces = piecesOf(question);
  const prose = pieces.find(
    (piece) => piece.kind === 'text' && !piece.isPhrase && isStopWord(fold(piece.text)),
  );
  // "Detection is NOT all you need" is a title.
  if (prose?.kind === 'text')
    return { problem: `"${prose.text}" is a word of prose; phrases need quotation marks` };
  if (pieces.length > MOST_PIECES) return { problem: `it has more than ${MOST_PIECES} words and signs` };
  return new Reader(pieces).read();
}

function isShouted(question: string): boolean {
  const words = question.match(/\p{L}{2,}/gu) ?? [];
  return words.length >= SHOUTED && !/[\p{Ll}()*"]/u.test(question);
}

type Piece =
  | { readonly kind: '(' | ')' | 'AND' | 'OR' | 'NOT' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string; readonly isPhrase: boolean };

const PIECE = new RegExp(
  `\\s+|([()])|(AND|OR|NOT)(?=[\\s(")]|$)|(?:(${FIELD_NAMES}):\\s?(?=[^\\s:/]))|"([^"]*)"|“([^“”]*)”|([^\\s()"“”]+)|(.)`,
  'giy',
);

function piecesOf(question: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of question.matchAll(PIECE)) {
    const [, bracket, operator, field, straight, curly, word] = match;
    const phrase = straight ?? curly;
    if (bracket !== undefined) pieces.push({ kind: bracket as '(' | ')' });
    else if (operator !== undefined && operator === operator.toUpperCase())
      pieces.push({ kind: operator as 'AND' | 'OR' | 'NOT' });
    else if (field !== undefined) pieces.push({ kind: 'field', name: field.slice(0, 2).toLowerCase() });
    else if (phrase !== undefined) pieces.push({ kind: 'text', text: phrase, isPhrase: true });
    else if (word !== undefined || operator !== undefined) pieces.push(...wordPieces(word ?? operator!));
  }
  return pieces;
}

/** `-word` leaves out, as in other questions. */
function wordPieces(word: string): Piece[] {
  const excluded = /^-(?=\p{L})/u.test(word);
  const text: Piece = { kind: 'text', text: excluded ? word.slice(1) : word, isPhrase: false };
  return excluded ? [{ kind: 'NOT' }, text] : [text];
}

/** Thrown and caught here: what is wrong with a question. */
class Wrong extends Error {}

class Reader {
  readonly #pieces: readonly Piece[];
  #at = 0;
  #isMixed = false;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  read(): BooleanQuestion | Unreadable {
    try {
      const expression = this.#chain(null, 0);
      if (this.#at < this.#pieces.length) return { problem: 'a bracket is closed that was not opened' };
      if (expression === null) return { problem: 'it has no words' };
      return { expression, isMixed: this.#isMixed };
    } catch (error) {
      if (error instanceof Wrong) return { problem: error.message };
      throw error;
    }
  }

  /** Operands with operators between, from left to right as PubMed reads them. */
  #chain(field: string | null, depth: number): Expression | null {
    let left: Expression | null = null;
    let last: 'and' | 'or' | null = null;
    for (let piece = this.#pieces[this.#at]; piece && piece.kind !== ')'; piece = this.#pieces[this.#at]) {
      const joint = this.#joint(left !== null);
      const isNegated = this.#take('NOT');
      const operand = this.#operand(field, depth);
      if (operand === null) continue;
      const part: Expression = isNegated ? { kind: 'not', part: operand } : operand;
      if (left === null) left = part;
      else {
        if (last !== null && last !== joint) this.#isMixed = true;
        left = joined(joint, left, part);
        last = joint;
      }
    }
    return left;
  }

  /** The operator before the next operand; words side by side are joined by AND. */
  #joint(isBetween: boolean): 'and' | 'or' {
    for (const kind of ['AND', 'OR'] as const) {
      if (!this.#take(kind)) continue;
      if (!isBetween) throw new Wrong(`nothing stands before ${kind}`);
      const next = this.#pieces[this.#at];
      if (next === undefined || next.kind === ')') throw new Wrong(`nothing stands after ${kind}`);
      return kind === 'AND' ? 'and' : 'or';
    }
    return 'and';
  }

  #take(kind: Piece['kind']): boolean {
    if (this.#pieces[this.#at]?.kind !== kind) return false;
    this.#at++;
    return true;
  }

  /** A word, a phrase, or what stands in brackets; null where no word is in it. */
  #operand(field: string | null, depth: number): Expression | null {
    const piece = this.#pieces[this.#at++];
    if (piece === undefined || piece.kind === ')') throw new Wrong('nothing stands after NOT');
    if (piece.kind === 'field') return this.#operand(piece.name, depth);
    if (piece.kind === '(') {
      if (depth >= DEEPEST) throw new Wrong(`it has more than ${DEEPEST} brackets in brackets`);
      const inside = this.#chain(field, depth + 1);
      if (!this.#take(')')) throw new Wrong('a bracket is not closed');
      return inside;
    }
    if (piece.kind !== 'text') throw new Wrong(`${piece.kind} stands where a word should`);
    return leaf(field, piece.text);
  }
}

function joined(kind: 'and' | 'or', left: Expression, right: Expression): Expression {
  return left.kind === kind ? { kind, parts: [...left.parts, right] } : { kind, parts: [left, right] };
}

function leaf(name: string | null, text: string): Expression | null {
  if (name === 'au') {
    const author = text.replace(/[*,;]+$/, '').trim();
    return author === '' ? null : { kind: 'author', name: author };
  }
  if (name === 'py' || name === 'ye') return { kind: 'years', range: yearsOf(text) };
  const field = name === 'ti' ? 'title' : name === 'ab' ? 'abstract' : null;
  const words = tokenize(text)
    .filter(({ joined: whole }) => !whole)
    .map(({ word }) => word);
  const isTruncated = /[\p{L}\p{N}]\*$/u.test(text) && words.length === 1;
  if (isTruncated) return { kind: 'beginning', field, prefix: fold(words[0]!) };
  return words.length === 0 ? null : { kind: 'words', field, words, text };
}

/** `2019`, `2017-2020`, `2017..2020`, `2017-`, `>2017`, `<=2017`. */
function yearsOf(text: string): YearRange {
  const [, sign, year] = /^([<>]=?)(\d{4})$/.exec(text) ?? [];
  if (year !== undefined) {
    const edge = Number(year);
    if (sign!.startsWith('>')) return { from: sign === '>' ? edge + 1 : edge, to: null };
    return { from: null, to: sign === '<' ? edge - 1 : edge };
  }
  const [, from, between, to] = /^(\d{4})?(-|–|:|\.\.)?(\d{4})?$/.exec(text) ?? [];
  if (from === undefined && to === undefined)
    throw new Wrong(`"${text}" is no year: expected 2019, 2017-2020 or >2017`);
  return {
    from: from === undefined ? null : Number(from),
    to: to !== undefined ? Number(to) : between === undefined ? Number(from) : null,
  };
}

/** As it was read, with a bracket wherever one may be missed. */
export function booleanText(expression: Expression, isInside = false): string {
  switch (expression.kind) {
    case 'words':
      return prefixed(
        expression.field,
        expression.words.length > 1 ? `"${expression.text}"` : expression.text,
      );
    case 'beginning':
      return prefixed(expression.field, `${expression.prefix}*`);
    case 'author':
      return `au:${/\s/.test(expression.name) ? `"${expression.name}"` : expression.name}`;
    case 'years': {
      const { from, to } = expression.range;
      return from === to ? `py:${from}` : `py:${from ?? ''}-${to ?? ''}`;
    }
    case 'not':
      return `NOT ${booleanText(expression.part, true)}`;
    default: {
      const parts = expression.parts.map((part) => booleanText(part, true));
      const text = parts.join(expression.kind === 'and' ? ' AND ' : ' OR ').replaceAll('AND NOT', 'NOT');
      return isInside ? `(${text})` : text;
    }
  }
}

function prefixed(field: TextField | null, text: string): string {
  return field === null ? text : `${field === 'title' ? 'ti' : 'ab'}:${text}`;
}

/**
 * What papers are ranked by: all words that are not excluded; names and years only where there are no words. `wordFor`
 * gives a whole word for the beginning of one.
 */
export function soughtText(
  expression: Expression,
  wordFor: (prefix: string) => string = (prefix) => prefix,
): string {
  const words: string[] = [];
  const others: string[] = [];
  const visit = (part: Expression): void => {
    if (part.kind === 'words') words.push(part.text);
    else if (part.kind === 'beginning') words.push(wordFor(part.prefix));
    else if (part.kind === 'author') others.push(part.name);
    else if (part.kind === 'years') others.push(String(part.range.from ?? part.range.to));
    else if (part.kind !== 'not') part.parts.forEach(visit);
  };
  visit(expression);
  return [...new Set(words.length > 0 ? words : others)].join(' ');
}
