/** PubMed's MEDLINE format (.nbib): tags of up to four letters, values wrapped under the seventh column. */
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { isNoAbstract } from '../no-text.js';
import { LONGEST_RECORD, lineBatches, tooLong } from '../input/lines.js';
import { bodyOf, turnInitials, turnName, type Author } from '../authors.js';
import { cleanDoi, cleanText, notEmpty, yearOf } from '../text.js';

const TAG = /^\ufeff?([A-Z]{2,4}) {0,2}- ?(.*)$/s;

export async function* readNbib(source: TextSource): AsyncGenerator<Item> {
  let line = 0;
  let start = 0;
  let size = 0;
  let tags: [string, string][] = [];
  let ended = false;
  for await (const batch of lineBatches(source)) {
    for (const raw of batch) {
      line++;
      const tag = /^[ \t]/.test(raw) ? null : TAG.exec(raw);
      if (tag !== null) {
        // A record begins with PMID, or after a blank line where it has none.
        if (tags.length > 0 && (tag[1] === 'PMID' || ended)) {
          yield { line: start, draft: draftOfNbib(tags) };
          tags = [];
        }
        if (tags.length === 0) {
          start = line;
          size = 0;
        }
        tags.push([tag[1]!, tag[2]!.trim()]);
        ended = false;
      } else if (raw.trim() === '') {
        ended = tags.length > 0;
      } else if (tags.length > 0) {
        const last = tags.at(-1)!;
        last[1] += last[1] === '' ? raw.trim() : ` ${raw.trim()}`;
      }
      if ((size += raw.length) > LONGEST_RECORD) throw tooLong(source.name, start, 'record');
    }
  }
  if (tags.length > 0) yield { line: start, draft: draftOfNbib(tags) };
}

function draftOfNbib(tags: readonly (readonly [string, string])[]): Draft {
  const draft = emptyDraft();
  const all = (name: string): string[] =>
    tags.filter(([tag, value]) => tag === name && value !== '').map(([, value]) => value);
  const one = (...names: string[]): string => names.map((name) => all(name)[0] ?? '').find(notEmpty) ?? '';
  draft.title = one('TI', 'BTI', 'TT', 'CTI');
  draft.vernacularTitle = one('TT');
  const abstract = all('AB').join(' ');
  draft.abstract = isNoAbstract(abstract) ? one('OAB') || abstract : abstract;
  draft.authors = authorsOfNbib(tags);
  draft.year =
    [one('DP'), one('DEP'), one('DA'), one('EDAT'), one('CRDT')].map(yearOf).find((year) => year !== null) ??
    null;
  draft.venue = one('JT', 'TA', 'BTI') || null;
  if (draft.venue === draft.title) draft.venue = null;
  const doi = [...all('LID'), ...all('AID'), ...all('SO')].find((value) =>
    /\[doi\]|\bdoi: ?10\./i.test(value),
  );
  draft.doi = doi === undefined ? null : cleanDoi(doi.replace(/\s*\[doi\].*$/, ''));
  draft.labels = [
    ...new Set([...all('OT'), ...all('MH')].map((label) => cleanText(label.replace(/\*/g, '')))),
  ].filter(notEmpty);
  const pmid = /^\d+/.exec(one('PMID'))?.[0];
  if (pmid !== undefined) {
    draft.ids['pmid'] = pmid;
    draft.url = `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  }
  const pmcid = /PMC\d+/.exec(one('PMC'))?.[0];
  if (pmcid !== undefined) draft.ids['pmcid'] = pmcid;
  draft.extra['nbib'] = tags.filter(([tag]) => tag !== 'AB').map(([tag, value]) => [tag, value]);
  return draft;
}

/** Full names where there are any; a group (`CN`) stands where it stands among them. */
function authorsOfNbib(tags: readonly (readonly [string, string])[]): Author[] {
  const full = tags.some(([tag, value]) => tag === 'FAU' && value !== '');
  return tags
    .filter(([tag]) => tag === (full ? 'FAU' : 'AU') || tag === 'CN')
    .map(([tag, value]) =>
      tag === 'FAU' ? turnName(value) : tag === 'AU' ? turnInitials(value) : bodyOf(value),
    );
}

export function looksLikeNbib(head: string): boolean {
  if (/(?:^|\n)TY {1,2}-/.test(head)) return false;
  return (
    /(?:^|\n)PMID- ?\d/.test(head) ||
    ((head.match(/(?:^|\n)[A-Z]{2,4} {0,2}-(?: |\n)/g)?.length ?? 0) >= 4 &&
      /(?:^|\n)(?:FAU |MH  |PMC |DP  |BTI )-/.test(head))
  );
}
