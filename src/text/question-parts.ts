/** A question cut into what is to be found, "quoted phrases" and -words. Needs no Node: the page reads questions with it too. */

export interface QuestionParts {
  /** The question without quotes and excluded parts; the words of phrases are in it. */
  readonly text: string;
  /** As typed, without quotes. */
  readonly phrases: readonly string[];
  /** Words, or phrases without quotes. */
  readonly excluded: readonly string[];
}

/**
 * A quote opens after a blank or at the start and needs its end; a minus likewise, directly before a word or quote. A
 * quote does not go past another opening one: a text of opening quotes alone would be read once for each of them.
 */
const PARTS = /(^|[\s(])(-?)(?:"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”])|(^|\s)-(?=\p{L})([^\s"]+)/gu;

/** Never fails: whatever is no complete phrase or exclusion is text. */
export function questionParts(question: string): QuestionParts {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const text = question.replace(PARTS, (_all, ...groups: (string | undefined)[]) => {
    const [before, minus, straight, curly, low, , word] = groups;
    const inside = straight ?? curly ?? low;
    const isExcluded = word !== undefined || minus === '-';
    (isExcluded ? excluded : phrases).push(word ?? inside ?? '');
    return isExcluded ? ' ' : `${before ?? ''}${inside ?? ''} `;
  });
  return { text: text.trim(), phrases, excluded };
}
