/** The fields of Web of Science by their two-letter names, in tagged text and in tables. */
import { emptyDraft, type Draft } from '../draft.js';
import { cleanText, notEmpty, turnName, yearOf } from '../text.js';

/** Values by tag; a value has one entry a line (tagged text), or one (tables, where `;` parts the people). */
export function draftOfWos(record: ReadonlyMap<string, readonly string[]>): Draft {
  const draft = emptyDraft();
  const text = (...tags: string[]): string =>
    tags.map((tag) => cleanText((record.get(tag) ?? []).join(' '))).find(notEmpty) ?? '';
  draft.title = withoutInspec(text('TI', 'Z1', 'X1', 'FT'));
  draft.abstract = withoutInspec(text('AB', 'Z4', 'X4', 'Y4'));
  draft.authors = peopleOf(
    record.get('AF'),
    record.get('AU'),
    record.get('BF'),
    record.get('BA'),
    record.get('CA'),
    record.get('GP'),
    record.get('ED'),
    record.get('BE'),
  );
  draft.year =
    [text('PY'), text('PD'), text('EY'), text('EA')].map(yearOf).find((year) => year !== null) ?? null;
  draft.venue = text('SO', 'JI', 'J9', 'SE', 'CT') || null;
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

/** The first list that is not empty. */
function peopleOf(...lists: readonly (readonly string[] | undefined)[]): string[] {
  for (const list of lists) {
    const names = (list ?? [])
      .flatMap((line) => line.split(';'))
      .map(turnName)
      .filter((name) => notEmpty(name) && !/^\[?anon(?:ymous)?\]?$/i.test(name));
    if (names.length > 0) return names;
  }
  return [];
}

/** Inspec spells subscripts out: `BaB/sub 2/O/sub 4/`. */
function withoutInspec(text: string): string {
  return text.includes('/su') ? text.replace(/\/su[bp]\s+([^/]{1,20})\//g, '$1') : text;
}
