/**
 * RIS, from the tag list of Reference Manager and what EndNote, Zotero, Scopus, Web of Science, Embase, Ovid, ProQuest,
 * EBSCO, Dimensions, Citavi and Rayyan make of it: a record goes from `TY` to `ER`, a blank line ends nothing, lines
 * without a tag go on with the tag before them.
 */
import { ID_NAME, KEY_NAME } from '../../io/index.js';
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { isNoAbstract } from '../no-text.js';
import { LONGEST_RECORD, lineBatches, tooLong } from '../input/lines.js';
import { SCHEMES } from '../input/own-files.js';
import { spelled } from '../../text/index.js';
import { namesIn, turnNames, type Author } from '../authors.js';
import { cleanDoi, cleanText, foldForMatch, notEmpty, yearOf } from '../text.js';

/** Values by tag in their order. */
export type Tags = readonly (readonly [tag: string, value: string])[];

// A byte order mark may stand in the middle of files that were put together, and U+2028 in any line: no line ends with it.
const TAG = /^\ufeff?([A-Z][A-Z0-9]) {2}- ?(.*)$/s;
/** Some write one blank only. It counts from a `TY` like that on: elsewhere "AI - based" is text. */
const LOOSE_TAG = /^\ufeff?([A-Z][A-Z0-9]) {1,2}- ?(.*)$/s;

interface OpenRecord {
  readonly line: number;
  readonly tags: [string, string][];
  size: number;
  /** Where a `TY` that is not the first tag stands: its line, and how many tags are before it. */
  late?: { readonly line: number; readonly at: number };
}

export async function* readRis(source: TextSource): AsyncGenerator<Item> {
  let line = 0;
  let loose = false;
  let record: OpenRecord | null = null;
  for await (const batch of lineBatches(source)) {
    for (const raw of batch) {
      line++;
      if (/^\ufeff?TY {1,2}-/.test(raw)) loose = !/^\ufeff?TY {2}-/.test(raw);
      const tag = tagOf(raw, loose);
      if (tag?.[0] === 'TY' && record !== null && !hasType(record)) {
        record.late = { line, at: record.tags.length };
        record.tags.push(tag);
      } else if (tag !== null && (tag[0] === 'TY' || tag[0] === 'ER')) {
        if (record !== null) yield* itemsOf(record);
        record = tag[0] === 'TY' ? { line, tags: [tag], size: 0 } : null;
      } else if (tag !== null) {
        // The first tag may be another one where TY is missing.
        record ??= { line, tags: [], size: 0 };
        record.tags.push(tag);
      } else if (record !== null) {
        goOn(record, raw);
      }
      if (record !== null && (record.size += raw.length) > LONGEST_RECORD)
        throw tooLong(source.name, record.line, 'record');
    }
  }
  if (record !== null) yield* itemsOf(record);
}

function hasType({ tags, late }: OpenRecord): boolean {
  return tags[0]?.[0] === 'TY' || late !== undefined;
}

function tagOf(line: string, loose: boolean): [string, string] | null {
  const found = (loose ? LOOSE_TAG : TAG).exec(line);
  return found === null ? null : [found[1]!, found[2]!.trim()];
}

/** EndNote writes one keyword a line after the first `KW`; everywhere else the text goes on. */
function goOn(record: OpenRecord, raw: string): void {
  const last = record.tags.at(-1);
  const text = raw.trim();
  if (last === undefined || text === '') return;
  if (last[0] === 'KW') record.tags.push(['KW', text]);
  else last[1] += last[1] === '' ? text : `\n${text}`;
}

const TITLE = /^(?:T1|TI|CT)$/;

/**
 * A `TY` in the middle belongs to the tags before it, unless these have a title and those after it another: then the
 * record before it lacks its `TY` and its `ER`.
 */
function* itemsOf({ line, tags, late }: OpenRecord): Generator<Item> {
  if (late === undefined) {
    yield* itemOf(line, tags);
    return;
  }
  const before = tags.slice(0, late.at);
  const after = tags.slice(late.at + 1);
  const type = tags[late.at]!;
  if (before.some(([tag]) => TITLE.test(tag)) && after.some(([tag]) => TITLE.test(tag))) {
    yield* itemOf(line, before);
    yield* itemOf(late.line, [type, ...after]);
  } else yield* itemOf(line, [type, ...before, ...after]);
}

/** Tags outside `TY` … `ER` are a record whose `TY` is missing when there is a title or abstract among them, else noise. */
function* itemOf(line: number, tags: Tags): Generator<Item> {
  if (tags[0]?.[0] === 'TY' || tags.some(([tag]) => /^(?:T1|TI|AB|N2|ST|CT)$/.test(tag)))
    yield { line, draft: draftOfRis(tags) };
}

const VENUE = ['JF', 'T2', 'JO', 'BT', 'J2', 'JA', 'J1', 'C3', 'T3'];

/** `extra.ris` keeps every tag but the abstract, so that a RIS export gives them back. */
export function draftOfRis(tags: Tags): Draft {
  const draft = emptyDraft();
  const all = (...names: string[]): string[] => {
    for (const name of names) {
      const values = tags.filter(([tag, value]) => tag === name && value !== '').map(([, value]) => value);
      if (values.length > 0) return values;
    }
    return [];
  };
  const one = (...names: string[]): string => all(...names)[0] ?? '';
  const abstract = all('AB', 'N2').join('\n');
  draft.abstract = isNoAbstract(abstract) ? all('N2').join('\n') || abstract : abstract;
  draft.title = one('TI', 'T1', 'CT', 'ST') || one('BT') || (draft.abstract === '' ? one('T2') : '');
  draft.vernacularTitle = one('TT', 'OP', 'T1', 'ST');
  draft.authors = authorsOf(tags);
  if (draft.authors.length === 0) draft.authors = turnNames(all('A4'));
  if (draft.authors.length === 0 && /^(?:BOOK|EDBOOK|CONF|SER)$/.test(one('TY')))
    draft.authors = turnNames(all('ED', 'A2'));
  draft.year = [one('PY'), one('Y1'), one('DA'), one('Y2')].map(yearOf).find((year) => year !== null) ?? null;
  draft.venue = VENUE.map((tag) => one(tag)).find((value) => value !== '' && value !== draft.title) ?? null;
  // A thesis has a university, a report an institution, where an article has a journal.
  if (/^(?:THES|RPRT)$/.test(one('TY'))) draft.venue ??= one('PB') || null;
  draft.doi = doiOf(all);
  draft.url =
    all('UR', 'LK', 'L2', 'L1')
      .flatMap((value) => value.split(/;\s?(?=https?:)|\s(?=https?:)|(?<=\w)(?=https?:)/))
      .find((value) => /^https?:/.test(value)) ??
    (one('UR') || null);
  draft.labels = all('KW')
    .flatMap((value) => value.split(/\n|;\s/))
    .map(cleanText)
    .filter(notEmpty);
  addIds(draft, tags, one);
  draft.extra['ris'] = tags
    .filter(([tag]) => tag !== 'AB' && tag !== 'N2')
    .map(([tag, value]) => [tag, value]);
  return draft;
}

/**
 * `AU` and `A1` in their order: some write the first author as `A1` and the others as `AU`. Others write every name
 * under both tags, and it counts once.
 */
function authorsOf(tags: Tags): Author[] {
  const values = tags.filter(([tag, value]) => (tag === 'AU' || tag === 'A1') && value !== '');
  const names = turnNames(values.flatMap(([, value]) => namesIn(value)));
  if (new Set(values.map(([tag]) => tag)).size < 2) return names;
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = foldForMatch(typeof name === 'string' ? name : spelled(name));
    return !seen.has(key) && seen.add(key);
  });
}

/** `DO`, else a tag that holds nothing but a DOI, else one in an address. */
function doiOf(all: (...names: string[]) => string[]): string | null {
  const named = all('DO', 'DI')[0];
  if (named !== undefined) return cleanDoi(named);
  for (const value of [...all('L3'), ...all('M3'), ...all('N1'), ...all('ID')]) {
    if (/^(?:doi:?\s*|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4,9}\/\S+$/i.test(value)) return cleanDoi(value);
  }
  const linked = [...all('UR'), ...all('L2'), ...all('LK')].find((value) => /doi\.org\/10\./i.test(value));
  return linked === undefined ? null : cleanDoi(linked);
}

/** As `export` writes what RIS has no tag for: "openalex: W123". */
const OWN_NOTE = new RegExp(`^(${ID_NAME}|${KEY_NAME}|arxiv|pmid|pmcid|${SCHEMES.join('|')}): (.+)$`);

function addIds(draft: Draft, tags: Tags, one: (...names: string[]) => string): void {
  for (const [tag, value] of tags) {
    const own = tag === 'N1' ? OWN_NOTE.exec(value) : null;
    if (own !== null && own[1] === ID_NAME) draft.id = own[2]!;
    else if (own !== null && own[1] === KEY_NAME) draft.extra[KEY_NAME] = own[2]!;
    else if (own !== null) draft.ids[own[1]!] = own[2]!;
  }
  const accession = one('AN');
  if (/^WOS:/.test(accession)) draft.ids['wos'] = accession;
  const medline = /pubmed|medline|^NLM$/i.test(`${one('DB')} ${one('DP')} ${one('UR')} ${one('LK')}`);
  if (medline && /^\d{5,9}$/.test(accession)) draft.ids['pmid'] = accession;
  for (const [tag, value] of tags) {
    if (!/^(?:U\d|N1|C\d|M\d|AN)$/.test(tag)) continue;
    const pmid = /^(\d{5,9}) \[PMID\]/.exec(value) ?? /^\s*PMID: ?(\d{5,9})\b/m.exec(value);
    if (pmid !== null) draft.ids['pmid'] ??= pmid[1]!;
    const pmcid = /\b(PMC\d+)\b/.exec(value);
    if (pmcid !== null && value.length < 40) draft.ids['pmcid'] ??= pmcid[1]!;
  }
}

export function looksLikeRis(head: string): boolean {
  return /(?:^|\n)TY {1,2}- ?\S/.test(head) || (head.match(/(?:^|\n)[A-Z][A-Z0-9] {2}- /g)?.length ?? 0) >= 3;
}
