/** A list of titles or identifiers, one a line: what a person wants to have in the library before the records are exported. */
import { emptyDraft, type Item, type TextSource } from '../draft.js';
import { lineBatches } from '../input/lines.js';
import { arxivIdOf, cleanDoi } from '../text.js';

/** Numbers and bullets before an entry. */
const BULLET = /^(?:[-–—*•·]|\(?\d{1,4}[.)]|\[\d{1,4}\])\s+/;
const DOI = /(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:?\s*)?\b10\.\d{4,9}\/\S+/i;
const PMID =
  /^(?:pmid:?\s*|https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/)(\d{1,9})\/?$/i;
const ARXIV = /^(?:arxiv:\s*|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/)\S+$/i;

/** What an entry that is an identifier alone is called until a record with its title comes. */
interface Found {
  readonly title: string;
  readonly doi: string | null;
  readonly ids: Readonly<Record<string, string>>;
}

/** Every line is an identifier, or two or more lines are and look like titles: not sentences of a text, not code. */
export function looksLikeList(head: string): boolean {
  if (/^\s*(?:<[?!a-zA-Z]|\{|@\w+\s*[{(]|#!)/.test(head)) return false;
  const entries = head
    .split('\n')
    .map(bare)
    .filter((line) => line !== '');
  // The head may be cut in its last line.
  const whole = entries.length > 3 ? entries.slice(0, -1) : entries;
  const ids = whole.filter((line) => isIdentifier(line));
  if (ids.length > 0 && ids.length === whole.length) return true;
  const titles = whole.filter((line) => isIdentifier(line) || isTitle(line));
  return whole.length >= 2 && titles.length >= 0.9 * whole.length && !runsOn(whole);
}

export async function* readList(source: TextSource): AsyncGenerator<Item> {
  let number = 0;
  for await (const batch of lineBatches(source))
    for (const line of batch) {
      number++;
      const text = bare(line);
      if (text === '') continue;
      if (/^(?:titles?|dois?|papers?|references|reading list|bibliography):?$/i.test(text)) continue;
      yield itemOf(number, text);
    }
}

function bare(line: string): string {
  return line
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
    .replace(BULLET, '')
    .trim();
}

function itemOf(line: number, text: string): Item {
  if (text.length > 500)
    return { line, reason: 'a line of more than 500 characters: a list has one title or identifier a line' };
  const found = identifierOf(text);
  const draft = emptyDraft();
  // Marks it as what any other record replaces.
  draft.extra['listed'] = found === null || found.title === '' ? 'identifier' : 'title';
  if (found === null) {
    draft.title = unquoted(text);
    draft.extra['listed'] = 'title';
    return { line, draft };
  }
  draft.title = found.title === '' ? nameOf(found) : unquoted(found.title);
  draft.doi = found.doi;
  draft.ids = { ...found.ids };
  return { line, draft };
}

function unquoted(text: string): string {
  return text.replace(/^["“„«](.+)["”“»]\.?$/u, '$1');
}

function nameOf({ doi, ids }: Found): string {
  if (doi !== null) return `doi:${doi}`;
  const [[scheme, id] = ['', '']] = Object.entries(ids);
  return `${scheme}:${id}`;
}

/** The identifier in a line, and what else it says; null when there is none. */
function identifierOf(text: string): Found | null {
  const pmid = PMID.exec(text)?.[1];
  if (pmid !== undefined) return { title: '', doi: null, ids: { pmid } };
  const doi = DOI.exec(text);
  const clean = doi === null ? null : cleanDoi(doi[0]);
  if (doi !== null && clean !== null) {
    const rest = text
      .replace(doi[0], ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,;:.|-]+|[\s,;:.|-]+$/g, '');
    return { title: words(rest) >= 3 ? rest : '', doi: clean, ids: {} };
  }
  if (!ARXIV.test(text)) return null;
  const arxiv = arxivIdOf(text);
  return arxiv === null ? null : { title: '', doi: null, ids: { arxiv } };
}

function isIdentifier(line: string): boolean {
  return identifierOf(line) !== null;
}

function words(text: string): number {
  return text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
}

/** Three words or more, not too long, no sign of a programming language; CJK has no blanks. */
function isTitle(line: string): boolean {
  return (
    line.length <= 300 &&
    (words(line) >= 3 || /[\u3040-\u9fff\uac00-\ud7af]{5}/.test(line)) &&
    /^["“„«'¿¡([]?[\p{Lu}\p{Lo}\p{N}]/u.test(line) &&
    !/[;{}=|\t]|::|https?:|^(?:import|def|class|function|const|var)\b/.test(line) &&
    (line.match(/\p{L}/gu)?.length ?? 0) > 0.6 * line.replace(/\s/g, '').length
  );
}

/** Lines of a text broken at some width: many end without a stop and go on in small letters, or hold several sentences. */
function runsOn(lines: readonly string[]): boolean {
  let running = 0;
  lines.forEach((line, i) => {
    if (/\.\s+\p{Lu}\p{L}+\s.+\s.+\.$/u.test(line) || /^\p{Ll}/u.test(lines[i + 1] ?? '')) running++;
  });
  return running > 0.1 * lines.length;
}
