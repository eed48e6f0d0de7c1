/** Names that tables and JSON give to the fields of a paper, and reading their values. */
import { emptyDraft, type Draft } from './draft.js';
import { CITATIONS, splitName } from '../text/index.js';
import { bodyOf, personOf, splitAuthors, turnName, turnNames, type Author } from './authors.js';
import { isNoAbstract } from './no-text.js';
import { bareArxivId, cleanText, notEmpty, yearOf } from './text.js';

export type Field = Exclude<keyof Draft, 'ids' | 'extra' | 'vernacularTitle'>;

/** In order of preference: the first that is not empty is taken. Compared without case, blanks and punctuation. */
const ENGLISH: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', 'paperid', 'uid', 'key', 'docid', 'documentid', 'recordid', 'identifier'],
  title: [
    'title',
    'papertitle',
    'itemtitle',
    'articletitle',
    'preprinttitle',
    'documenttitle',
    'primarytitle',
    'displayname',
    'name',
    'headline',
  ],
  abstract: [
    'abstract',
    'abstracttext',
    'abstractnote',
    'paperabstract',
    'preprintabstract',
    'summary',
    'description',
    'text',
    'body',
    'content',
  ],
  authors: [
    'authorsparsed',
    'authorfullnames',
    'authors',
    'author',
    'authornames',
    'preprintauthors',
    'authornamesauthor',
    'creators',
    'creator',
    'authorlist',
    'authorstring',
    'by',
  ],
  year: [
    'year',
    'publicationyear',
    'pubyear',
    'publishedyear',
    'date',
    'publicationdate',
    'pubdate',
    'published',
    'publishedat',
    'publisheddate',
    'coverdate',
    'preprintdate',
    'issued',
    'created',
    'submitted',
    'updatedate',
    'updated',
  ],
  venue: [
    'venue',
    'journal',
    'publishedjournal',
    'journaltitle',
    'journalname',
    'journalbook',
    'booktitle',
    'containertitle',
    'publicationtitle',
    'sourcetitle',
    'publicationname',
    'conference',
    'proceedings',
    'publication',
    'journalref',
    'pubtitle',
    'bookseriestitle',
    'source',
    'server',
  ],
  doi: ['doi', 'doilink', 'doiurl', 'itemdoi', 'digitalobjectidentifier', 'publisheddoi', 'biorxivdoi'],
  url: [
    'url',
    'link',
    'href',
    'landingpageurl',
    'articleurl',
    'paperurl',
    'externalurl',
    'dimensionsurl',
    'plink',
    'pdfurl',
    'pdflink',
    'urls',
  ],
  labels: [
    'labels',
    'label',
    'tags',
    'tag',
    'keywords',
    'authorkeywords',
    'keyword',
    'categories',
    'category',
    'subjects',
    'subject',
    'topics',
    'primarycategory',
    'manualtags',
    'meshterms',
  ],
};

/** The title in the paper's own language, beside a translated one. */
const VERNACULAR = [
  'vernaculartitle',
  'originaltitle',
  'titleoriginal',
  'originallanguagetitle',
  'foreigntitle',
];

const IDS: Readonly<Record<string, readonly string[]>> = {
  arxiv: ['arxivid', 'arxiv'],
  pmid: ['pmid', 'pubmedid', 'pubmed'],
  pmcid: ['pmcid', 'pmc'],
  openalex: ['openalexid', 'openalex'],
  s2: ['s2id', 's2paperid', 'semanticscholarid'],
  anthology: ['anthologyid', 'aclid', 'acl'],
};

/** The same in Chinese, Spanish, French, German, Portuguese, Russian, Japanese, Italian, Korean and Dutch, after the English names. */
const TRANSLATED: Readonly<Partial<Record<Field, string>>> = {
  title:
    '标题 题名 篇名 論文標題 標題 題名 titulo título titre titel titolo название заглавие заголовок タイトル 論題 論文名 제목 논문명 논문제목',
  abstract:
    '摘要 文摘 resumen résumé resume zusammenfassung kurzfassung resumo аннотация реферат 抄録 要旨 要約 概要 riassunto sommario 초록 요약 samenvatting',
  authors:
    '作者 著者 autor autores auteur auteurs autoren verfasser autore autori автор авторы 著者名 저자 저자명 schrijver',
  year: '年份 年 出版年 发表时间 año ano année annee jahr erscheinungsjahr anno год 発行年 出版年 연도 발행연도 발행년 jaar fecha datum data дата',
  venue:
    '期刊 刊名 来源 文献来源 revista revue zeitschrift periódico rivista журнал источник издание 雑誌名 誌名 掲載誌 학술지 학술지명 저널 tijdschrift',
  url: '链接 网址 enlace lien verweis ссылка リンク 링크 collegamento',
  labels:
    '关键词 關鍵詞 palabrasclave motsclés motscles schlagwörter schlagworte stichwörter palavraschave ключевыеслова キーワード parolechiave 키워드 주제어 trefwoorden',
};

/** `Publication Year` → `publicationyear`, `Año` → `ano`. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const NAMES = Object.fromEntries(
  Object.entries(ENGLISH).map(([field, names]) => [
    field,
    [...new Set([...names, ...(TRANSLATED[field as Field] ?? '').split(' ').map(foldName).filter(notEmpty)])],
  ]),
) as Record<Field, string[]>;

/** What `--map-column` takes, in the order of a table. */
export const FIELDS = Object.keys(ENGLISH) as Field[];

const KNOWN = new Set(Object.values(NAMES).flat());

/** True when a column or key of this name holds a field of a paper. */
export function isFieldName(name: string): boolean {
  return KNOWN.has(foldName(name));
}

/** True when one of the names is a title or an abstract: without either there can be no paper. */
export function hasTextField(names: Iterable<string>): boolean {
  for (const name of names) {
    const folded = foldName(name);
    if (NAMES.title.includes(folded) || NAMES.abstract.includes(folded)) return true;
  }
  return false;
}

/** The draft that a record of named values describes; what no field takes is left in `extra` under its own name. */
export function draftOfRecord(record: Readonly<Record<string, unknown>>): Draft {
  const draft = emptyDraft();
  const keys = new Map<string, string>();
  for (const key of Object.keys(record)) if (!keys.has(foldName(key))) keys.set(foldName(key), key);
  const used = new Set<string>();
  const take = (names: readonly string[], isNone = isBlank): unknown => {
    for (const name of names) {
      const key = keys.get(name);
      if (key === undefined || used.has(key) || isBlank(record[key]) || isNone(record[key])) continue;
      used.add(key);
      return record[key];
    }
    return null;
  };
  draft.id = scalar(take(NAMES.id));
  draft.title = scalar(take(NAMES.title)) ?? '';
  draft.vernacularTitle =
    scalar(VERNACULAR.map((name) => record[keys.get(name) ?? '']).find((one) => !isBlank(one))) ?? '';
  draft.abstract = proseOf(take(NAMES.abstract, (value) => typeof value === 'string' && isNoAbstract(value)));
  const authors = take(NAMES.authors);
  draft.authors = isOwnRecord(record) ? ownAuthors(authors) : authorsOf(authors);
  draft.year = yearOfAny(take(NAMES.year));
  draft.doi = scalar(take(NAMES.doi));
  draft.venue = venueOf(take(NAMES.venue));
  draft.url = scalar(take(NAMES.url));
  draft.labels = labelsOf(take(NAMES.labels));
  takeIds(draft, take);
  takeOwn(draft, record, used);
  for (const [key, value] of Object.entries(record)) {
    if (!used.has(key) && !isBlank(value)) put(draft.extra, key, value);
  }
  return draft;
}

function takeIds(draft: Draft, take: (names: readonly string[]) => unknown): void {
  for (const [scheme, names] of Object.entries(IDS)) {
    const value = scalar(take(names));
    if (value !== null)
      draft.ids[scheme] = scheme === 'arxiv' ? (bareArxivId(value) ?? value) : value.replace(/^.*\//, '');
  }
}

/** What export adds of the library's own: no part of the paper. */
const OWN_COLUMNS = ['topic', 'decision', 'reason', 'star', 'tags', 'note'].map((name) => `fieldmap ${name}`);

/** `ids` and `extra` as fieldmap's own export writes them; `sources` are the reader's business. */
function takeOwn(draft: Draft, record: Readonly<Record<string, unknown>>, used: Set<string>): void {
  const { ids, extra } = record;
  for (const name of OWN_COLUMNS) used.add(name);
  if (typeof ids === 'string' && /^[a-z0-9]+:\S/.test(ids)) {
    for (const [, scheme, id] of ids.matchAll(/(?:^|; )([a-z0-9]+):([^;]+)/g)) draft.ids[scheme!] = id!;
    used.add('ids');
  }
  if (isObject(ids) && Object.values(ids).every((value) => typeof value === 'string')) {
    Object.assign(draft.ids, ids);
    used.add('ids');
  }
  if (isObject(extra)) {
    for (const [key, value] of Object.entries(extra)) put(draft.extra, key, value);
    used.add('extra');
  }
  if (isOwnRecord(record)) used.add('sources').add('topic').add('mark');
}

/** As `export --format jsonl` writes it. */
function isOwnRecord({ ids, sources }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(sources) && isObject(ids);
}

/** The family name stands last in each: nothing is to be turned round. */
function ownAuthors(value: unknown): Author[] {
  return Array.isArray(value)
    ? value.filter((one) => typeof one === 'string').map(splitName)
    : authorsOf(value);
}

/** Sets an own property; `__proto__` from a file is no name for one. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__' && key !== CITATIONS) target[key] = value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'string' && /^(?:NA|#?[nN]\/[aA]|[nN]a[nN]|null|NULL)?$/.test(value.trim())) ||
    (typeof value === 'number' && Number.isNaN(value))
  );
}

/** A text, a number, or the first of a list of them. */
export function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) && value.length > 0 ? scalar(value[0]) : null;
}

/** An abstract may be a list of sentences or an object of parts. */
function proseOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(proseOf).filter(notEmpty).join(' ');
  if (isObject(value)) return Object.values(value).map(proseOf).filter(notEmpty).join(' ');
  return scalar(value) ?? '';
}

/** Names in one text, a list of texts, or a list of objects (`name`, `given` + `family`, `firstName` + `lastName`). */
export function authorsOf(value: unknown): Author[] {
  if (typeof value === 'string') return splitAuthors(value);
  if (!Array.isArray(value)) {
    if (!isObject(value)) return [];
    // The list may lie one level down: {"authorList": {"author": [...]}}.
    const inside = value['author'] ?? value['authors'] ?? value['creator'];
    return authorsOf(Array.isArray(inside) ? inside : [value]);
  }
  // arXiv's dump: [["Doe", "Mary", "Jr"], …].
  if (value.length > 0 && value.every(isNameParts))
    return value.map(([family = '', given = '', suffix = '']) => personOf(family, given, suffix));
  return value.every(isObject)
    ? value.map(objectName)
    : turnNames(
        value.map((one: unknown) => (isObject(one) ? plainOf(objectName(one)) : (scalar(one) ?? ''))),
      );
}

function isNameParts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 1 && value.every((part) => typeof part === 'string');
}

function plainOf(name: Author): string {
  return typeof name === 'string' ? name : `${name.family}, ${name.given}`;
}

function objectName(person: Readonly<Record<string, unknown>>): Author {
  const text = (...keys: string[]): string => {
    for (const key of keys) if (typeof person[key] === 'string' && person[key] !== '') return person[key];
    return '';
  };
  const family = text('family', 'lastName', 'last_name', 'last', 'surname');
  if (family !== '')
    return personOf(family, text('given', 'firstName', 'first_name', 'first', 'forename'), text('suffix'));
  const body = text('literal', 'collectiveName', 'collective_name');
  if (body !== '') return bodyOf(body);
  return turnName(text('name', 'full_name', 'fullName', 'display_name', 'author', 'creator', 'fullname'));
}

function yearOfAny(value: unknown): number | null {
  const first: unknown = Array.isArray(value) ? value.flat(3)[0] : value;
  if (isObject(first)) return yearOfAny(first['year'] ?? first['date-parts'] ?? first['raw'] ?? null);
  return yearOf(first);
}

function venueOf(value: unknown): string | null {
  return isObject(value) ? scalar(value['name'] ?? value['title'] ?? value['raw'] ?? null) : scalar(value);
}

/** Several labels in one text are parted by `;`, `|` or `,`; arXiv's `cs.LG stat.ML` by blanks. */
export function labelsOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value
      .map((one) =>
        isObject(one)
          ? (venueOf(one) ?? scalar(one['term'] ?? one['label'] ?? one['tag'] ?? null) ?? '')
          : (scalar(one) ?? ''),
      )
      .map(cleanText)
      .filter(notEmpty);
  }
  const text = scalar(value);
  if (text === null) return [];
  if (/^[a-z-]+(?:\.[A-Za-z-]+)?(?: [a-z-]+\.[A-Za-z-]+)+$/.test(text)) return text.split(' ');
  const separator = [';', '|', ','].find((one) => text.includes(one));
  return (separator === undefined ? [text] : text.split(separator)).map(cleanText).filter(notEmpty);
}
