/** From a BibTeX entry to a draft. */
import { ID_NAME, VENUE_FIELDS } from '../../io/index.js';
import type { Entry } from './bibtex-scan.js';
import { emptyDraft, type Draft } from '../draft.js';
import { SCHEMES } from '../input/own-files.js';
import { labelsOf } from '../fields.js';
import { texToText } from '../../text/index.js';
import { arxivIdOf, bareArxivId, cleanText, notEmpty, yearOf } from '../text.js';
import { bibtexNames } from './bibtex-names.js';

/** Types of what stands in something else: editors are that one's. Those of anything else are its authors where it names none. */
const PART = /^(?:in|supp|bookinbook$|conference$|article$|review$|letter$)/;

/**
 * The draft of `entry`, with `inherited` fields where it has none of its own. `extra.bibtex` keeps type, key and the raw
 * fields (but for the abstract, when it is plain text) so that a BibTeX export gives them all back, and the inherited
 * ones, which it needs where the entry they come from is not exported.
 */
export function draftOfEntry(entry: Entry, inherited: ReadonlyMap<string, string>): Draft {
  const draft = emptyDraft();
  const raw = (name: string): string => entry.fields.get(name) ?? inherited.get(name) ?? '';
  const text = (name: string): string => cleanText(texToText(raw(name), 'bibtex'));
  draft.title = titleOf(text);
  draft.vernacularTitle = text('origtitle');
  draft.abstract = text('abstract') || text('abstractnote');
  draft.authors = bibtexNames(raw('author'));
  if (draft.authors.length === 0 && !PART.test(entry.type)) draft.authors = bibtexNames(raw('editor'));
  draft.year =
    [text('year'), text('date'), text('eventdate'), text('issued')]
      .map(yearOf)
      .find((year) => year !== null) ?? null;
  draft.venue = VENUE_FIELDS.map(text).find(notEmpty) ?? null;
  if (draft.venue !== null && draft.venue === draft.title) draft.venue = null;
  // A thesis has a university where an article has a journal.
  if (/thesis$|^dissertation$/.test(entry.type)) draft.venue ??= text('publisher') || null;
  // A DOI and an address are no TeX, but for escaped signs: "--" in them is no dash.
  draft.doi = unescaped(raw('doi')) || null;
  draft.url = unescaped(raw('url')) || null;
  draft.id = text(ID_NAME) || null;
  draft.labels = [
    ...labelsOf(text('keywords')),
    ...labelsOf(text('keyword')),
    ...labelsOf(text('mendeley-tags')),
  ];
  addIds(draft, text);
  const fields: Record<string, string> = {};
  const areTurned = !/[,{=]/.test(raw('author')) && draft.authors.some((name) => typeof name !== 'string');
  for (const [name, value] of entry.fields) {
    // Names that are not written as BibTeX reads them are written anew.
    if (name === 'author' && areTurned) continue;
    if (name !== '__proto__' && !(name === 'abstract' && cleanText(value) === draft.abstract))
      fields[name] = value;
  }
  draft.extra['bibtex'] = {
    type: entry.type,
    key: entry.key,
    fields,
    ...(inherited.size > 0 && { inherited: Object.fromEntries(inherited) }),
  };
  return draft;
}

function unescaped(raw: string): string {
  const text = raw.replace(/^\\(?:url|doi|href)(?=\{)/, '');
  return cleanText(
    /\\text(?:less|greater|brace)|\{\\/.test(text)
      ? texToText(text, 'bibtex')
      : text.replace(/\\([_%#&~{}\\])|[{}]/g, '$1'),
  );
}

function titleOf(text: (name: string) => string): string {
  const title = text('title') || text('booktitle') || text('maintitle') || text('shorttitle');
  const subtitle = text('title') === '' ? '' : text('subtitle');
  if (subtitle === '' || title.toLowerCase().includes(subtitle.toLowerCase())) return title;
  return /[.:?!]$/.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`;
}

function addIds(draft: Draft, text: (name: string) => string): void {
  const archive = (text('archiveprefix') || text('eprinttype')).toLowerCase();
  const eprint = text('eprint');
  const arxiv =
    archive === 'arxiv' || (archive === '' && /^(?:arxiv:)?\d{4}\.\d{4,5}|^[a-z-]+\/\d{7}/i.test(eprint))
      ? bareArxivId(eprint)
      : null;
  const found =
    arxiv ??
    bareArxivId(text('arxivid')) ??
    arxivIdOf(text('journal')) ??
    arxivIdOf(text('journaltitle')) ??
    arxivIdOf(text('number'));
  if (found !== null) draft.ids['arxiv'] = found;
  for (const scheme of SCHEMES) if (text(scheme) !== '') draft.ids[scheme] = text(scheme);
  const pmid =
    /^\d+$/.exec(text('pmid'))?.[0] ?? (archive === 'pubmed' ? /^\d+$/.exec(eprint)?.[0] : undefined);
  if (pmid !== undefined) draft.ids['pmid'] = pmid;
  if (/^PMC\d+$/.test(text('pmcid'))) draft.ids['pmcid'] = text('pmcid');
}
