/** The words that were searched for, in the texts that have them. */
import { isStopWord, stem, tokenize } from '../../../text/index.js';

export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

/** `text` in pieces that give it again, the words of these stems apart, in whatever form they stand there. */
export function pieces(text: string, terms: ReadonlySet<string>): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  if (terms.size > 0) {
    for (const { word, start, end } of tokenize(text)) {
      if (start < at || isStopWord(word) || !terms.has(stem(word))) continue;
      if (start > at) cut.push({ text: text.slice(at, start), isFound: false });
      cut.push({ text: text.slice(start, end), isFound: true });
      at = end;
    }
  }
  if (at < text.length) cut.push({ text: text.slice(at), isFound: false });
  return cut;
}

const SENTENCE = /[^.!?]+(?:[.!?]+(?!\s+\p{Lu}|\s*$)[^.!?]*)*[.!?]*\s*/gu;
/** Sentences looked at, and the length of what is shown of one. */
const READ = 60;
const LONGEST = 400;

/** The sentence that has the most of what was asked, by rareness; '' when none has any. */
export function bestSentence(
  text: string,
  terms: ReadonlySet<string>,
  rareness: (term: string) => number,
): string {
  let best = '';
  let most = 0;
  for (const sentence of (text.match(SENTENCE) ?? []).slice(0, READ)) {
    const found = new Set<string>();
    for (const { word } of tokenize(sentence))
      if (!isStopWord(word) && terms.has(stem(word))) found.add(stem(word));
    const worth = [...found].reduce((sum, term) => sum + rareness(term), 0);
    if (worth <= most) continue;
    most = worth;
    best = sentence.trim();
  }
  return best.length > LONGEST ? `${best.slice(0, LONGEST)} …` : best;
}
