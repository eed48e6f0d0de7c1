/** Whether a name that a language model gave to a topic may stand on the map. */
import { isStopWord, stem, tokenize } from '../text/index.js';

/** What a name is held against. */
export interface NameContext {
  /** Words that the topic's terms and titles have. */
  readonly ownText: readonly string[];
  /** Stems of the words that the library's papers have: a name in another language has others. */
  readonly known: ReadonlySet<string>;
  /** Labels of the other topics and areas, and what the whole library is about. */
  readonly others: readonly string[];
}

const FEWEST_WORDS = 2;
const MOST_WORDS = 6;
const SHORTEST = 4;
const LONGEST = 60;

/** A sentence about the topic is no name of it. */
const SENTENCE =
  /^(?:this|these|the (?:topic|name|papers)|here|sure|i |a (?:good|suitable)|topic\b|name\b)|[:;?!]|\. /iu;

/**
 * The name in `answer`, or why there is none. What models put around a name goes: thoughts, quotes, emphasis, `Name:`,
 * the full stop. A name has two to six words and 60 characters, each of its words occurs in the library, one of them
 * in the topic's terms or titles, none twice, and it is not another label in other words.
 */
export function checkName(
  answer: string,
  context: NameContext,
): { readonly name: string } | { readonly refused: string } {
  const name = bare(answer);
  const refused = problem(name, context);
  return refused === null ? { name } : { refused };
}

function bare(answer: string): string {
  const marks = /^[\s"'“”„«»‘’`*_#-]+|[\s"'“”„«»‘’`*_.]+$/gu;
  return answer
    .replace(/<think>[\s\S]*?(?:<\/think>|$)/giu, '')
    .replace(marks, '')
    .replace(/^(?:topic|label|name|topic name|name of the topic)\s*:/iu, '')
    .replace(marks, '')
    .replace(/[^\S\n]+/gu, ' ');
}

function problem(name: string, { ownText, known, others }: NameContext): string | null {
  if (name === '') return 'it is empty';
  if (/[\p{Cc}\p{Cf}\p{Co}]/u.test(name)) return 'it has several lines or characters that do not print';
  const words = name.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length < FEWEST_WORDS || words.length > MOST_WORDS)
    return `it has ${counted(words.length)}, expected ${FEWEST_WORDS} to ${MOST_WORDS}`;
  if (name.length < SHORTEST || name.length > LONGEST)
    return `it has ${name.length} characters, expected ${SHORTEST} to ${LONGEST}`;
  if (SENTENCE.test(name)) return 'it is a sentence, not a name';
  const own = stemsOf(name);
  if (own.length === 0) return 'none of its words says anything';
  if (new Set(own).size < own.length) return 'it says a word twice';
  const strange = own.find((word) => !known.has(word));
  if (strange !== undefined) return `no paper has a word like "${strange}"`;
  const topic = new Set(ownText.flatMap(stemsOf));
  if (!own.some((word) => topic.has(word))) return "none of its words is among the topic's terms or titles";
  const alike = others.find((other) => sameWords(own, stemsOf(other)));
  return alike === undefined ? null : `it is another label in other words ("${alike}")`;
}

/** The stems of a text's words that say something; of hyphenated ones the parts. */
export function stemsOf(text: string): string[] {
  return tokenize(text)
    .filter(({ word, joined }) => !joined && !isStopWord(word))
    .map(({ word }) => stem(word));
}

const counted = (words: number): string => (words === 1 ? 'one word' : `${words} words`);

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  const [own, other] = [new Set(a), new Set(b)];
  return own.size === other.size && [...own].every((word) => other.has(word));
}
