/** From a draft to a paper: every field cleaned, the id decided. */
import { TOPIC_MARK } from '../io/exchange.js';
import type { Paper } from '../types.js';
import type { Draft } from './draft.js';
import { addLinkedIds, identify } from './identify.js';
import { plainText, plainTitle } from './pasted/plain.js';
import { cleanDoi, cleanText, notEmpty, turnName } from './text.js';

/** Longest abstract taken, in characters. OpenAlex "abstracts" reach 30,000; above this it is no abstract. */
export const LONGEST_ABSTRACT = 200_000;

/** The paper that a draft describes, or the reason why it is none. */
export function finish(draft: Draft, source: string): Paper | string {
  if (draft.abstract.length > LONGEST_ABSTRACT) {
    return `an abstract of ${count(draft.abstract.length)} characters (at most ${count(LONGEST_ABSTRACT)} are taken)`;
  }
  draft.title = plainTitle(draft.title.slice(0, LONGEST_ABSTRACT));
  draft.abstract = plainText(draft.abstract);
  if (draft.title === '' && draft.abstract === '') return 'neither title nor abstract';
  draft.doi = draft.doi === null ? null : cleanDoi(draft.doi);
  // Some exports put several addresses into one field.
  draft.url =
    draft.url === null
      ? null
      : cleanText(draft.url)
          .split(/[,;]? (?=[a-z-]+:\/\/)/)[0]!
          .replace(/ /g, '%20') || null;
  draft.id = draft.id === null ? null : cleanText(draft.id) || null;
  draft.authors = draft.authors
    .map((name) => nameOf(plainText(name)))
    .filter((name) => notEmpty(name) && name !== '[Anonymous]');
  addLinkedIds(draft);
  return {
    id: identify(draft),
    title: draft.title,
    abstract: draft.abstract,
    authors: draft.authors,
    year: draft.year,
    venue: draft.venue === null ? null : plainText(draft.venue) || null,
    doi: draft.doi,
    url: draft.url,
    labels: [
      ...new Set(
        draft.labels.map(plainText).filter((label) => notEmpty(label) && !label.startsWith(TOPIC_MARK)),
      ),
    ],
    sources: [source],
    ids: draft.ids,
    extra: draft.extra,
  };
}

/** Without separators at its ends (a pattern for that takes the square of a long run's time), the given name first. */
function nameOf(name: string): string {
  let from = 0;
  let to = name.length;
  while (from < to && ',; '.includes(name[from]!)) from++;
  while (to > from && ',; '.includes(name[to - 1]!)) to--;
  const trimmed = name.slice(from, to);
  return trimmed.includes(', ') ? turnName(trimmed) : trimmed;
}

function count(n: number): string {
  return n.toLocaleString('en-GB');
}
