/** Decides whether two records describe the same paper, with the evidence. */
import type { MatchEvidence } from '../types.js';
import { contentOf, type Features } from './features.js';
import { samePerson } from './names.js';
import { areTwo, relateTitles, contraryWords, type TitleRelation } from './titles.js';
import { sameVenue } from './venues.js';

export interface Verdict {
  /** `near`: left for a person to decide. */
  readonly kind: 'same' | 'near' | 'different';
  readonly evidence: MatchEvidence;
  /** They cannot be the same paper, whatever a third record suggests. */
  readonly conflict: boolean;
}

const DIFFERENT: Verdict = { kind: 'different', evidence: { agree: [], differ: [] }, conflict: false };

/** Share of the shorter abstract's word pairs found in the other: high for versions of one text, low for two texts. */
const SAME_ABSTRACT = 0.5;
const OTHER_ABSTRACT = 0.2;

export type Agreement = 'yes' | 'no' | 'unknown';

/** How two records agree and differ. */
export interface Look {
  readonly shared: readonly string[];
  readonly clash: readonly string[];
  readonly title: TitleRelation;
  /** Content words of the shorter title. */
  readonly content: number;
  readonly authors: Agreement;
  /** The shorter list has two or more authors, all of them in the other list. */
  readonly allAuthors: boolean;
  readonly year: Agreement;
  readonly sameYear: boolean;
  /** Exactly one of the two is a preprint. */
  readonly versions: boolean;
  /** Different identifiers in a scheme that assigns some papers two. */
  readonly weakClash: boolean;
  readonly abstract: Agreement;
  /** Both have an abstract, worded differently. */
  readonly otherWords: boolean;
  /** At least one year is known. */
  readonly isDated: boolean;
  /** `no` where pages, volume or issue differ, `yes` where the first pages are the same. */
  readonly page: Agreement;
  readonly venue: Agreement;
}

export function compare(a: Features, b: Features): Verdict {
  const shared = a.identifiers.filter((identifier) => b.identifiers.includes(identifier));
  const title = relateTitles(a, b);
  if (shared.length === 0 && title === 'apart') return DIFFERENT;
  const look = lookAt(a, b, shared, title);
  const kind = shared.length > 0 ? byIdentifier(look) : byTitle(look);
  const conflict = kind !== 'same' && (look.clash.length > 0 || areTwo(title));
  return { kind, evidence: evidenceOf(look, a, b), conflict };
}

export function lookAt(a: Features, b: Features, shared: readonly string[], title: TitleRelation): Look {
  const abstract = compareAbstracts(a, b);
  return {
    shared,
    title,
    clash: clashes(a, b),
    content: Math.min(contentOf(a.words), contentOf(b.words)),
    authors: compareAuthors(a, b),
    allAuthors: haveAllAuthors(a, b),
    year: compareYears(a, b),
    sameYear: a.year !== null && a.year === b.year,
    versions: a.isPreprint !== b.isPreprint,
    weakClash: TWICE.some((scheme) => disjoint(valuesOf(a, scheme), valuesOf(b, scheme))),
    abstract,
    otherWords: abstract !== 'yes' && areLong(a, b),
    isDated: a.year !== null || b.year !== null,
    page: comparePlaces(a, b),
    venue:
      a.venue.length === 0 || b.venue.length === 0 ? 'unknown' : sameVenue(a.venue, b.venue) ? 'yes' : 'no',
  };
}

/** An identifier shared by papers that have nothing else in common is a source's mistake, or names a whole volume. */
export function byIdentifier({ title, authors, year, abstract, clash }: Look): Verdict['kind'] {
  if (title === 'series' || title === 'contrary') return 'near';
  if (title === 'apart') {
    return authors === 'yes' && year !== 'no' && abstract !== 'no' && clash.length === 0 ? 'same' : 'near';
  }
  return authors === 'no' && abstract === 'no' ? 'near' : 'same';
}

function byTitle(look: Look): Verdict['kind'] {
  const { title, authors, year, abstract, clash, versions, sameYear, venue } = look;
  if (title === 'series' || title === 'contrary')
    return authors === 'yes' && year !== 'no' ? 'near' : 'different';
  if (isDoubleDoi(look)) return 'same';
  if (clash.length > 0) return authors === 'yes' && title !== 'reworded' ? 'near' : 'different';
  if (authors === 'no') {
    if (abstract !== 'yes' || year === 'no') return 'different';
    return title === 'equal' ? 'same' : 'near';
  }
  if (abstract === 'no' && title !== 'equal') return 'different';
  if (year === 'no') return 'near';
  // A talk one year and an article the next, in another venue, are two papers, however alike.
  const elsewhereLater = year === 'yes' && !sameYear && venue === 'no' && !versions;
  if (elsewhereLater && (title !== 'equal' || abstract !== 'yes')) return 'near';
  return TITLE_RULES[title](look) ? 'same' : 'near';
}

/** When a journal changes its publisher, its articles may get a second DOI. */
function isDoubleDoi({ clash, title, authors, sameYear, venue, abstract, page }: Look): boolean {
  return (
    clash.length === 1 &&
    clash[0] === 'doi' &&
    title === 'equal' &&
    authors === 'yes' &&
    sameYear &&
    venue === 'yes' &&
    page !== 'no' &&
    (abstract === 'yes' || page === 'yes')
  );
}

/** When such titles suffice, given authors that agree or are unknown, close years and no clash of identifiers. */
const TITLE_RULES: Readonly<Record<Exclude<TitleRelation, 'series' | 'contrary'>, (look: Look) => boolean>> =
  {
    equal: ({
      content,
      authors,
      sameYear,
      abstract,
      page,
      venue,
      versions,
      weakClash,
      otherWords,
      isDated,
    }) => {
      if (page === 'no' && venue === 'yes') return false;
      if (abstract === 'yes') return authors === 'yes' || content >= 3;
      // Two volumes of an annual review: only title and author are known, and the abstracts differ.
      if (otherWords && !isDated && venue === 'unknown') return false;
      if (authors === 'unknown') return content >= 5 && abstract !== 'no' && !weakClash;
      // `Introduction`, `Editorial`: an author may write several in a year.
      if (content < 3) return sameYear && venue !== 'no' && abstract !== 'no';
      // A different abstract under the same title: a talk and its article.
      return abstract !== 'no' || (content >= 5 && (venue === 'yes' || versions));
    },
    typo: ({ content, authors, abstract, page, venue, allAuthors }) => {
      if (authors !== 'yes') return abstract === 'yes' && content >= 4;
      if (page === 'no' && venue === 'yes') return false;
      return abstract === 'yes' || content >= (allAuthors ? 2 : 4);
    },
    reworded: ({ authors, abstract, page, venue }) =>
      authors === 'yes' && abstract === 'yes' && !(page === 'no' && venue === 'yes'),
    subtitle: ({ content, authors, year, abstract, page, venue, allAuthors }) => {
      if (authors !== 'yes' || (page === 'no' && venue === 'yes')) return false;
      return abstract === 'yes' || ((allAuthors || content >= 3) && year === 'yes');
    },
    apart: () => false,
  };

/** Schemes with exactly one identifier per paper. */
const UNIQUE = ['arxiv', 'pmid', 'anthology'];

/** Schemes that list many papers twice. */
const TWICE = ['openalex', 's2'];

function clashes(a: Features, b: Features): string[] {
  const found = UNIQUE.filter((scheme) => disjoint(valuesOf(a, scheme), valuesOf(b, scheme)));
  // A preprint and its published version each have a DOI.
  if (a.isPreprint === b.isPreprint && disjoint(valuesOf(a, 'doi'), valuesOf(b, 'doi'))) found.push('doi');
  return found;
}

function valuesOf(features: Features, scheme: string): string[] {
  return features.identifiers.filter((identifier) => identifier.startsWith(`${scheme}:`));
}

function disjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value));
}

/** By the first authors; if these differ, half of the shorter list must be in the other, since versions reorder authors. */
function compareAuthors(a: Features, b: Features): Agreement {
  const [shorter, longer] =
    a.authors.length < b.authors.length ? [a.authors, b.authors] : [b.authors, a.authors];
  if (shorter.length === 0) return 'unknown';
  if (samePerson(shorter[0]!, longer[0]!)) return 'yes';
  const common = shorter.filter((name) => longer.some((other) => samePerson(name, other))).length;
  return common * 2 >= shorter.length && common > 0 ? 'yes' : 'no';
}

function haveAllAuthors(a: Features, b: Features): boolean {
  const [shorter, longer] =
    a.authors.length < b.authors.length ? [a.authors, b.authors] : [b.authors, a.authors];
  return shorter.length > 1 && shorter.every((name) => longer.some((other) => samePerson(name, other)));
}

/** One year apart counts as the same (online first, late proceedings); from preprint to journal, three. */
function compareYears(a: Features, b: Features): Agreement {
  if (a.year === null || b.year === null) return 'unknown';
  return Math.abs(a.year - b.year) <= (a.isPreprint === b.isPreprint ? 1 : 3) ? 'yes' : 'no';
}

/** A journal's column has the same title every month, and sometimes the same first page. */
function comparePlaces(a: Features, b: Features): Agreement {
  const differ = (name: 'page' | 'lastPage' | 'volume' | 'issue'): boolean =>
    a[name] !== null && b[name] !== null && a[name] !== b[name];
  if (differ('page') || differ('lastPage') || differ('volume') || differ('issue')) return 'no';
  return a.page === null || b.page === null ? 'unknown' : 'yes';
}

type PairSet = ReturnType<Features['abstractPairs']>;

/** A sentence or two are no evidence. */
function areLong(a: Features, b: Features): boolean {
  return Math.min(a.abstractPairs().size, b.abstractPairs().size) >= 20;
}

function compareAbstracts(a: Features, b: Features): Agreement {
  const [few, many] = [a.abstractPairs(), b.abstractPairs()].sort((x, y) => x.size - y.size) as [
    PairSet,
    PairSet,
  ];
  if (!areLong(a, b)) return 'unknown';
  let common = 0;
  for (const pair of few) if (many.has(pair)) common++;
  const share = common / few.size;
  return share >= SAME_ABSTRACT ? 'yes' : share < OTHER_ABSTRACT ? 'no' : 'unknown';
}

const TITLE_WORDS: Readonly<Record<TitleRelation, string | null>> = {
  equal: 'title',
  typo: 'title but for typing',
  reworded: 'title in other words',
  subtitle: 'main title',
  series: null,
  contrary: null,
  apart: null,
};

function evidenceOf(
  { shared, clash, title, authors, year, abstract }: Look,
  a: Features,
  b: Features,
): MatchEvidence {
  const agree = shared.map((identifier) => identifier.replace(':', ' '));
  const differ = clash.map((scheme) => {
    const values = [...valuesOf(a, scheme), ...valuesOf(b, scheme)].map((value) =>
      value.slice(scheme.length + 1),
    );
    return `${scheme} (${values.join(', ')})`;
  });
  const words = TITLE_WORDS[title];
  if (words !== null) agree.push(words);
  if (title === 'series') differ.push('number or part in the title');
  if (title === 'contrary') differ.push(`a word of the title (${contraryWords(a, b)!.join(', ')})`);
  if (title === 'apart') differ.push('title');
  if (authors === 'yes') agree.push('authors');
  if (authors === 'no') differ.push('authors');
  if (year === 'yes') agree.push(a.year === b.year ? `year ${a.year}` : `years ${a.year} and ${b.year}`);
  if (year === 'no') differ.push(`years ${a.year} and ${b.year}`);
  if (abstract === 'yes') agree.push('abstract');
  if (abstract === 'no') differ.push('abstract');
  return { agree, differ };
}
