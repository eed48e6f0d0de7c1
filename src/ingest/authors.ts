/**
 * Authors as files write them. Every reader gives names as `Author`: with their parts where the writing tells the parts
 * apart ("García Márquez, Gabriela"; "Smyth A.B."), else as a text ("Ada Lovelace").
 */
import { isBody, isEtAl, isInstitution, nameOf, type Name } from '../text/index.js';
import { cleanText, notEmpty } from './text.js';

/** A name in parts, or a text in which the family name is not marked. */
export type Author = string | Name;

// "Coates, JR" has initials, "King, Jr." a suffix.
const SUFFIX = /^(?:[JS]r\.?|I{2,3}|IV|2nd|3rd|[4-9]th)$/;

export function isSuffix(text: string): boolean {
  return SUFFIX.test(text);
}

/** A corporate author, or a person with one name. */
export function bodyOf(name: string): Name {
  return nameOf(cleanText(name));
}

/** `family` and `given` as a source has them in fields of their own. Without a family there is one name only. */
export function personOf(family: string, given: string, suffix = ''): Name {
  const last = cleanText(family);
  const first = cleanText(given);
  return last === '' ? nameOf(first) : nameOf(last, first, cleanText(suffix));
}

/**
 * One name. `Family, Given`, `Family, Jr., Given` and `Family, Given, Jr.` are taken apart. EndNote marks a corporate
 * author with a comma at its end, and doubles the commas inside it. Anything else is a text.
 */
export function turnName(name: string): Author {
  const text = cleanText(name);
  if (!text.includes(',')) return text;
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(notEmpty);
  const [family = '', second = '', third = ''] = parts;
  if (parts.length === 0) return '';
  if (parts.length === 1) return text.endsWith(',') ? nameOf(family) : family;
  if (/,\s?,/.test(text) && text.endsWith(',')) return nameOf(parts.join(', '));
  if (parts.length === 2) {
    if (isInstitution(text)) return nameOf(parts.join(', '));
    // "Ada King, Jr.": the family name is not marked.
    return SUFFIX.test(second) ? parts.join(', ') : withSuffix(family, second);
  }
  if (parts.length === 3 && SUFFIX.test(second)) return nameOf(family, third, second);
  if (parts.length === 3 && SUFFIX.test(third)) return nameOf(family, second, third);
  // Web of Science parts initials with a comma: "Sevbitov, A., V". Behind a whole name it is the fifth of his name.
  if (parts.length === 3 && /^\p{Lu}\.?$/u.test(third) && /^(?:\p{Lu}\.? ?)+$/u.test(second))
    return nameOf(family, `${second} ${third}`);
  if (parts.length === 3 && /^VI?$/.test(third)) return nameOf(family, second, third);
  return nameOf(parts.join(', '));
}

/** PubMed keeps the suffix with the given name: "Dice, P F 2nd". */
function withSuffix(family: string, given: string): Name {
  const at = given.lastIndexOf(' ');
  const last = given.slice(at + 1);
  return at > 0 && SUFFIX.test(last) ? nameOf(family, given.slice(0, at), last) : nameOf(family, given);
}

/** Initials with full stops: `A.B.`, `T. E.`, `J.-P.`, `Yu.A.` */
const DOTTED = /^(?:\p{Lu}\p{Ll}?\. ?-?)+$/u;
/** Initials without: `L`, `MK`, `R-J`. */
const BARE = /^(?:\p{Lu}{1,4}|\p{Lu}(?:-\p{Lu}){1,2})\.?$/u;
const FAMILY = /^[\p{L}\p{M}'’ -]{2,}$/u;

/**
 * A name with the initials behind the family name (`Smyth A.B.`, `van den Berg J`, `Doe MK Jr`), in parts; null for any
 * other. `isSure` is false for initials without full stops, which also end other names: "Malcolm X".
 */
function initialsLast(text: string): { name: Name; isSure: boolean } | null {
  const words = text.split(' ');
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop()! : '';
  let from = words.length;
  while (from > 1 && DOTTED.test(words[from - 1]!) && !SUFFIX.test(words[from - 1]!)) from--;
  const isDotted = from < words.length;
  if (!isDotted && from > 1 && BARE.test(words[from - 1]!) && !SUFFIX.test(words[from - 1]!)) from--;
  // "Doe M K"
  if (!isDotted && words[from]?.length === 1) while (from > 1 && /^\p{Lu}$/u.test(words[from - 1]!)) from--;
  const family = words.slice(0, from).join(' ');
  if (from === words.length || from > 5 || !FAMILY.test(family) || isBody(text)) return null;
  // "J A": nothing but initials.
  if (!words.slice(0, from).some((word) => word.length > 1)) return null;
  return { name: nameOf(family, words.slice(from).join(' '), suffix), isSure: isDotted };
}

/** One name of a source that always writes the initials last (MEDLINE, Embase): `Lovelace AK` is AK Lovelace. */
export function turnInitials(text: string): Author {
  const plain = cleanText(text);
  return plain.includes(',') ? turnName(plain) : (initialsLast(plain)?.name ?? plain);
}

/** Behind a full name: "Doe, Mary (57201234567)". */
const SCOPUS_ID = / \(\d{8,}\)$/;

/**
 * The names of one paper, each in a text of its own. Names without a comma that end in initials are turned; where the
 * initials have no full stops, only if most of the names without a comma are written so.
 */
export function turnNames(texts: readonly string[]): Author[] {
  const names = texts.map((text) => withoutEtAl(cleanText(text).replace(SCOPUS_ID, ''))).filter(notEmpty);
  if (names.length > 1 && names.every(hasCapitalFamily) && names.some(isNoInitials))
    return names.map(capitalFamily);
  const found = names.map((name) => (name.includes(',') ? null : initialsLast(name)));
  const turned = found.filter((one) => one !== null).length;
  const others = names.filter((name, i) => found[i] === null && !name.includes(',') && / \S/.test(name));
  const isHabit = turned > others.filter((name) => !isBody(name)).length;
  return names.map((name, i) => {
    const one = found[i]!;
    return one !== null && (one.isSure || isHabit) ? one.name : turnName(name);
  });
}

/** `GARCIA MARQUEZ Gabriel`, `Gabriel GARCIA MARQUEZ`: the family name in capitals, before the given name or behind it. */
const CAPITALS_FIRST = /^((?:[\p{Lu}'’-]{2,} )+)(\p{Lu}[\p{Ll}-].*)$/u;
const CAPITALS_LAST = /^(\p{Lu}\p{Ll}[\p{L}.-]*(?: \p{Lu}[\p{Ll}.][\p{L}.-]*)*)((?: [\p{Lu}'’-]{2,})+)$/u;

const isNoInitials = (name: string): boolean => /(?<!\S)[\p{Lu}'’-]{5,}(?!\S)/u.test(name);

function hasCapitalFamily(name: string): boolean {
  return !isBody(name) && (CAPITALS_FIRST.test(name) || CAPITALS_LAST.test(name));
}

function capitalFamily(name: string): Author {
  const first = CAPITALS_FIRST.exec(name);
  if (first !== null) return personOf(first[1]!, first[2]!);
  const [, given = '', family = ''] = CAPITALS_LAST.exec(name)!;
  return personOf(family, given);
}

/** Google Scholar cuts a list with dots: "A Vaswani, N Shazeer..." */
const ENDS_IN_ET_AL = /[,;]? (?:et\.? al(?:ii|\b)\.?|and others)$|,?(?: ?\.\.\.| ?…)$/i;
const NOBODY =
  /^\[?(?:anonymous|anon\.?|no authors? (?:listed|given|name available|id available|available)|unknown(?: authors?)?|authors? unknown|not (?:available|given|stated)|n\/a|null|undefined|none|nan)\.?\]?$/i;

/** True for "et al.", "[No authors listed]", "Anonymous", "N/A": what stands where an author should. */
export function isNobody(name: string): boolean {
  return name === '' || name === 'NA' || isEtAl(name) || NOBODY.test(name);
}

/** `Smyth J et al.` → `Smyth J`. */
export function withoutEtAl(text: string): string {
  return ENDS_IN_ET_AL.test(text) ? text.replace(ENDS_IN_ET_AL, '') : text;
}

/**
 * Authors in one text. Separators, first that occurs: `;`, `|`, line end, ` and `, then commas: `Ada Lovelace, Alan Turing`
 * when every part is a whole name, else one name `Lovelace, Ada`.
 */
export function splitAuthors(text: string): Author[] {
  // Blanks folded first: the patterns below would look at a long run of them again and again.
  const folded = text.trim().replace(/\s+/g, (blank) => (blank.includes('\n') ? '\n' : ' '));
  const trimmed = withoutEtAl(folded);
  if (trimmed === '') return [];
  for (const separator of [/ ?; ?/, / ?\| ?/, /\n/]) {
    if (separator.test(trimmed)) return turnNames(trimmed.split(separator).map(withoutEtAl));
  }
  const parts = trimmed.split(/,? (?:and|&) /);
  // "Ann Lee, Bo Chu and Cy Day": commas part the others.
  return turnNames(parts.flatMap(splitCommas));
}

/**
 * The names in one field that should hold one: "Smyth J, Doe M", "Golde, T. E., Galasko, D.", "Smyth, John and Doe, Mary",
 * "John Smyth & Mary Doe". Bodies stay whole: "Johnson and Johnson", "Ministry of Roads, Rivers and Maps".
 */
export function namesIn(text: string): string[] {
  const value = cleanText(text);
  if (value.includes(';')) return value.split(';');
  const parts = withoutEtAl(value).split(/,? (?:and|&) /);
  const joined = parts.length > 1 && parts.every(isPerson) && !isInstitution(value);
  if (joined) return parts.flatMap((part) => listed(part) ?? [part]);
  return listed(value) ?? [value];
}

/** Between "and"s: `Smyth, John`, `Smyth J`, `John Smyth`. */
function isPerson(part: string): boolean {
  return (
    /^[^,]{2,40}, ?[^,]{1,30}$/.test(part) ||
    listed(part) !== null ||
    initialsLast(part) !== null ||
    (/^\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,3} \p{Lu}[\p{L}'’-]+$/u.test(part) && !isBody(part))
  );
}

/** A list with commas between names that have their initials last, or dotted ones behind a comma; null when it is none. */
function listed(text: string): string[] | null {
  const parts = text.split(/ ?, ?/);
  if (parts.length < 2) return null;
  const inPairs = parts.every((part, i) => part !== '' && (i % 2 === 0 || DOTTED.test(part)));
  if (parts.length > 2 && parts.length % 2 === 0 && inPairs)
    return parts.flatMap((part, i) => (i % 2 === 0 ? [`${part}, ${parts[i + 1]!}`] : []));
  return parts.every(isInitialsLast) ? parts : null;
}

/** An initial within the family name is another author's whose comma is missing: "Doe M Roe AB". */
function isInitialsLast(part: string): boolean {
  const family = initialsLast(part)?.name.family ?? '';
  return family !== '' && !/(?<!\S)\p{Lu}(?!\S)/u.test(family);
}

/** A comma at the end that is not the only one, nor doubled. */
function hasStrayComma(text: string): boolean {
  return text.endsWith(',') && text.at(-2) !== ',' && text.indexOf(',') < text.length - 1;
}

/** The names in a text that has commas between them, or within one of them. */
function splitCommas(text: string): string[] {
  // "Ada Lovelace, Alan Turing,"; but one comma at the end marks a body.
  const bare = hasStrayComma(text) ? text.slice(0, -1) : text;
  const parts = bare.split(/ ?, ?/);
  if (parts.length < 2 || parts.some((part) => part === '')) return [bare];
  // PubMed's tables: "Lovelace A, Turing AM."
  if (parts.every((part) => initialsLast(part) !== null))
    return parts.every((part) => part.endsWith('.'))
      ? parts
      : parts.map((part) => part.replace(/(?<=\p{Lu}{2}|[^.] \p{Lu})\.$/u, ''));
  // "Smyth, J., Doe, M. K."
  if (parts.length % 2 === 0 && parts.every((part, i) => i % 2 === 0 || DOTTED.test(part)))
    return parts.flatMap((part, i) => (i % 2 === 0 ? [`${part}, ${parts[i + 1]!}`] : []));
  return parts.every((part) => /\S\s+\S/.test(part)) || parts.length > 3 ? parts : [bare];
}
