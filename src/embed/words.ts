/** Tokenizing word by word, with a memory. */

/** Words remembered: most of the running text of any corpus, about 5 MB. */
const MOST_WORDS = 30_000;

/**
 * The same ids as `tokenize`, for tokenizers that cut at blanks before anything else, so that the tokens of a word do
 * not depend on its neighbours (all BERT ones). Tokenizing is the largest part of the work around the model, and most
 * words come again and again.
 */
export function rememberWords(tokenize: (text: string) => readonly number[]): (text: string) => number[] {
  const known = new Map<string, readonly number[]>();
  return (text) => {
    const ids: number[] = [];
    for (const word of text.split(' ')) {
      if (word === '') continue;
      let own = known.get(word);
      if (own === undefined) {
        own = tokenize(word);
        if (known.size >= MOST_WORDS) known.clear();
        known.set(word, own);
      }
      for (const id of own) ids.push(id);
    }
    return ids;
  };
}
