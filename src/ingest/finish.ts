/** From a draft to a paper: every field cleaned, the id decided. */
import { OWN_MARK } from '../io/index.js';
import {
  isInstitution,
  NAME_PARTS,
  nameOf,
  partsToKeep,
  spelled,
  splitName,
  type Name,
} from '../text/index.js';
import type { Paper } from '../types.js';
import { isNobody, turnName, withoutEtAl, type Author } from './authors.js';
import type { Draft } from './draft.js';
import { addLinkedIds, identify } from './identify.js';
import { isNoAbstract, isNoTitle, withoutNotice } from './no-text.js';
import { plainText, plainTitle } from './pasted/plain.js';
import { cleanDoi, cleanText, notEmpty } from './text.js';

/** Longest abstract taken, in characters. OpenAlex "abstracts" reach 30,000; above this it is no abstract. */
export const LONGEST_ABSTRACT = 200_000;

/** The paper that a draft describes, or the reason why it is none. */
export function finish(draft: Draft, source: string): Paper | string {
  if (draft.abstract.length > LONGEST_ABSTRACT) {
    return `an abstract of ${count(draft.abstract.length)} characters (at most ${count(LONGEST_ABSTRACT)} are taken)`;
  }
  const { title, notice } = withoutNotice(titleOf(draft));
  draft.title = title;
  // The title no longer says so.
  if (notice !== null) draft.labels.push(notice);
  draft.abstract = plainText(draft.abstract);
  if (isNoAbstract(draft.abstract)) draft.abstract = '';
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
  const names = draft.authors.map(plainName).filter((name) => !isNobody(spelled(name)));
  const authors = names.map(spelled);
  const parts = partsToKeep(names);
  // What fieldmap itself wrote has them already.
  if (parts !== undefined) draft.extra[NAME_PARTS] ??= parts;
  addLinkedIds(draft);
  draft.ids = cleanIds(draft.ids);
  return {
    id: identify(draft, authors[0] ?? ''),
    title: draft.title,
    abstract: draft.abstract,
    authors,
    year: draft.year,
    venue: venueOf(draft),
    doi: draft.doi,
    url: draft.url,
    labels: [
      ...new Set(
        draft.labels
          .map(plainText)
          .filter((label) => notEmpty(label) && !isNoTitle(label) && !label.startsWith(OWN_MARK)),
      ),
    ],
    sources: [source],
    ids: draft.ids,
    extra: draft.extra,
  };
}

/** Google Scholar puts the kind of a file before the title: `[PDF][PDF] Title`, `[BOOK][B] Title`. */
const SCHOLAR_MARKS = /^\[(?:HTML|PDF|BOOK|CITATION)\](?:\[(?:HTML|PDF|B|C)\])? /;

/** The title, else the one in the paper's own language; a placeholder is none. */
function titleOf(draft: Draft): string {
  for (const given of [draft.title, draft.vernacularTitle ?? '']) {
    const title = plainTitle(given.slice(0, LONGEST_ABSTRACT)).replace(SCHOLAR_MARKS, '');
    if (title !== '' && !isNoTitle(title)) return title;
  }
  return '';
}

function venueOf({ venue }: Draft): string | null {
  const name = venue === null ? '' : plainText(venue);
  return name === '' || isNoTitle(name) ? null : name;
}

/** An id has no blanks in it, and no scheme has: what has them would end a line of a bibliography. */
function cleanIds(ids: Readonly<Record<string, string>>): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [scheme, id] of Object.entries(ids)) {
    const value = cleanText(id);
    if (/^[a-z][\w-]{0,40}$/i.test(scheme) && /^[^\s{}]{1,300}$/.test(value)) clean[scheme] = value;
  }
  return clean;
}

/** A name without markup; a text in which the family name is not marked is taken apart by `splitName`. */
function plainName(author: Author): Name {
  if (typeof author !== 'string')
    return wholeIfBody(
      nameOf(
        withoutEtAl(trimmed(plainText(author.family))),
        plainText(author.given),
        plainText(author.suffix),
      ),
    );
  const text = withoutEtAl(trimmed(plainText(author)));
  const name = text.includes(',') ? turnName(text) : text;
  return typeof name === 'string' ? splitName(name) : name;
}

/** `Society, IEEE Computer`: somebody turned the name of a body round. */
function wholeIfBody(name: Name): Name {
  return name.given !== '' && isInstitution(spelled(name)) ? nameOf(spelled(name)) : name;
}

/** Without separators at its ends, but for the comma that marks a body. A pattern for that takes the square of a long run's time. */
function trimmed(name: string): string {
  let from = 0;
  let to = name.length;
  while (from < to && ',; '.includes(name[from]!)) from++;
  while (to > from && ',; '.includes(name[to - 1]!)) to--;
  return name[to] === ',' ? name.slice(from, to + 1) : name.slice(from, to);
}

function count(n: number): string {
  return n.toLocaleString('en-GB');
}
