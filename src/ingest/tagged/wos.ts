/** The fields of Web of Science by their two-letter names, in tagged text and in tables. */
import { emptyDraft, type Draft } from '../draft.js';
import { bodyOf, turnName, type Author } from '../authors.js';
import { cleanText, notEmpty, yearOf } from '../text.js';

/** Values by tag; a value has one entry a line (tagged text), or one (tables, where `;` parts the people). */
export function draftOfWos(record: ReadonlyMap<string, readonly string[]>): Draft {
  const draft = emptyDraft();
  const text = (...tags: string[]): string =>
    tags.map((tag) => cleanText((record.get(tag) ?? []).join(' '))).find(notEmpty) ?? '';
  draft.title = withoutInspec(text('TI', 'Z1', 'X1', 'FT'));
  draft.abstract = withoutInspec(text('AB', 'Z4', 'X4', 'Y4'));
  draft.authors = authorsOf(record);
  draft.year =
    [text('PY'), text('PD'), text('EY'), text('EA')].map(yearOf).find((year) => year !== null) ?? null;
  draft.venue = text('SO', 'JI', 'J9', 'SE', 'CT') || null;
  // A whole book has its title where a chapter has that of its book.
  if (draft.title === '' && draft.venue !== null && text('PT') === 'B') {
    draft.title = draft.venue;
    draft.venue = text('SE') || null;
  }
  draft.doi = text('DI', 'D2') || null;
  draft.labels = [...text('DE').split(';'), ...text('ID', 'AK').split(';')].map(cleanText).filter(notEmpty);
  const ut = text('UT');
  if (ut !== '') draft.ids['wos'] = ut;
  const pmid = /^\d+$/.exec(text('PM'))?.[0];
  if (pmid !== undefined) draft.ids['pmid'] = pmid;
  draft.extra['wos'] = Object.fromEntries(
    [...record]
      .map(([tag, lines]) => [tag, lines.join('\n').trim()] as const)
      .filter(([tag, value]) => value !== '' && tag !== 'AB'),
  );
  return draft;
}

/** People by the first of the lists that is not empty, and groups (`CA`, of a book `GP`); editors where there is neither. */
function authorsOf(record: ReadonlyMap<string, readonly string[]>): Author[] {
  const split = (tag: string): string[] =>
    (record.get(tag) ?? []).flatMap((line) => line.split(';')).filter((name) => name.trim() !== '');
  const people = (...tags: string[]): Author[] =>
    (tags.map(split).find((list) => list.length > 0) ?? []).map(turnName);
  const authors = people('AF', 'AU', 'BF', 'BA');
  // A name that is in both is one author.
  const known = new Set(split('AU').map((name) => name.trim()));
  const groups = [...split('CA'), ...split('GP')].filter((name) => !known.has(name.trim())).map(bodyOf);
  return authors.length + groups.length > 0 ? [...authors, ...groups] : people('BE', 'ED');
}

/** Inspec spells subscripts out: `BaB/sub 2/O/sub 4/`. */
function withoutInspec(text: string): string {
  return text.includes('/su') ? text.replace(/\/su[bp]\s+([^/]{1,20})\//g, '$1') : text;
}
