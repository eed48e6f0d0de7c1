/**
 * Plain words that ask for logic: "but not Twitter", "since 2017", "phishing; gesture recognition". They are searched
 * as words, which may find the opposite, so the flag that does it is named.
 */
import type { Filter } from '../../questions/index.js';

/** Longer texts are prose: there "without" and years are part of a statement. */
const MOST_WORDS = 16;

/** Sentences for whoever asked; none for most questions. */
export function plainLogicNotes(question: string, filter: Filter | undefined): string[] {
  if (question.trim().split(/\s+/).length > MOST_WORDS || /["“]/.test(question)) return [];
  return [...leftOut(question), ...(filter?.year ? [] : years(question)), ...subjects(question)];
}

const NEGATED =
  /(?:^|[\s,;])(but not|and not|not about|except for|except|excluding|without|other than)\s+(?:the\s+|an?\s+|any\s+)?([\p{L}\p{N}][\p{L}\p{N}-]*(?:\s+[\p{L}\p{N}][\p{L}\p{N}-]*)?)/iu;
/** After these begins something else. */
const NEXT = /\s+(?:in|on|of|for|from|with|by|and|or|at|to|as|since|after|before)$/i;

function leftOut(question: string): string[] {
  const [, phrase, words] = NEGATED.exec(question) ?? [];
  if (phrase === undefined) return [];
  const what = words!.replace(NEXT, '');
  const flag = /\s/.test(what) ? `-"${what}"` : `-${what}`;
  return [`"${phrase} ${what}" was read as words: write ${flag} instead to leave such papers out.`];
}

const YEAR = '((?:19|20)\\d\\d)';
const BETWEEN = new RegExp(`\\b(?:between|from)\\s+${YEAR}\\s+(?:and|to|until|till|-|–)\\s+${YEAR}\\b`, 'i');
const SINGLE = new RegExp(`\\b(since|from|after|before|until|till|up to|published in)\\s+${YEAR}\\b`, 'i');

function years(question: string): string[] {
  const [whole, first, last] = BETWEEN.exec(question) ?? [];
  if (whole !== undefined) return [yearNote(whole, `${first}..${last}`)];
  const [single, word, year] = SINGLE.exec(question) ?? [];
  if (single === undefined) return [];
  const edge = Number(year);
  const range: Readonly<Record<string, string>> = {
    since: `${edge}..`,
    from: `${edge}..`,
    after: `${edge + 1}..`,
    before: `..${edge - 1}`,
    'published in': String(edge),
  };
  return [yearNote(single, range[word!.toLowerCase()] ?? `..${edge}`)];
}

function yearNote(said: string, range: string): string {
  return `"${said}" was read as words: --year ${range} keeps only the papers of those years.`;
}

function subjects(question: string): string[] {
  const parts = question
    .split(';')
    .map((part) => part.trim())
    .filter((part) => /\p{L}{2}/u.test(part));
  if (parts.length < 2) return [];
  return [
    `Subjects parted by ";" were read as one question: --and "${parts[1]!.replaceAll('"', '')}" asks for papers on both, "(…) OR (…)" for papers on either.`,
  ];
}
