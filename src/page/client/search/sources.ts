/** The page's papers as ranking looks at them. There are no vectors here: the page asks by words alone. */
import type { SearchSources } from '../../../search/index.js';
import { fold, findIdentifiers } from '../../../text/index.js';
import type { Abstracts, Texts } from '../data/types.js';
import type { WordIndex } from './word-index.js';

/** `abstracts`: null as long as they are not unpacked, and in a slim page. */
export function sourcesOf(
  lexical: WordIndex,
  texts: Texts,
  abstracts: Abstracts | null,
  year: Uint16Array,
): SearchSources {
  const { id, title, authors } = texts;
  // Made when a name or an id is first looked for: half a second's work at 58,919 papers, and most questions need neither.
  let folded: readonly string[] | null = null;
  let named: ReadonlyMap<string, number> | null = null;
  return {
    lexical,
    nearest: () => ({ keys: new Int32Array(0), scores: new Float32Array(0) }),
    unrelated: () => ({ mean: 0, spread: 1 }),
    vectors: ({ length }) => ({ data: new Float32Array(0), rows: length, dimensions: 0 }),
    sentences: (keys) => Array.from(keys, () => null),
    ids: (keys) => Array.from(keys, (paper) => id[paper]!),
    papers: (keys) =>
      Array.from(keys, (paper) => ({
        id: id[paper]!,
        title: title[paper]!,
        abstract: abstracts?.of(paper) ?? '',
        authors: authors[paper]!,
        year: year[paper] || null,
      })),
    byIdentifier(value) {
      named ??= namesOf(texts);
      return Int32Array.from([named.get(value.toLowerCase())].filter((paper) => paper !== undefined));
    },
    byAuthor(name) {
      folded ??= authors.map((names) => fold(names.join('\n')));
      const wanted = fold(name);
      return Int32Array.from(folded.keys()).filter((paper) => folded![paper]!.includes(wanted));
    },
    allKeys: () => Int32Array.from(id.keys()),
  };
}

/** Papers by id, DOI and the arXiv number of either or of the address, in lower case. */
function namesOf({ id, doi, url }: Texts): Map<string, number> {
  const named = new Map<string, number>();
  const add = (name: string, paper: number): void => void (named.has(name) || named.set(name, paper));
  id.forEach((one, paper) => {
    for (const name of [
      one,
      doi[paper]!,
      ...findIdentifiers(`${one} ${doi[paper]!} ${url[paper]!}`).identifiers,
    ]) {
      if (name !== '') add(name.toLowerCase(), paper);
    }
  });
  return named;
}
