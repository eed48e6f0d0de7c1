/** PubMed XML: E-utilities answers, the site's export, baseline files; articles and book chapters. */
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { bodyOf, personOf, type Author } from '../authors.js';
import { cleanText, notEmpty, yearOf } from '../text.js';
import { isNoAbstract } from '../no-text.js';
import { nodesAt, readXml, textAt, textOf, type XmlNode } from './xml.js';

export const readPubmedXml = (source: TextSource): AsyncGenerator<Item> =>
  readXml(source, ['PubmedArticle', 'PubmedBookArticle'], (node) =>
    node.name === 'PubmedBookArticle' ? draftOfBook(node) : draftOfArticle(node),
  );

function draftOfArticle(node: XmlNode): Draft {
  const draft = emptyDraft();
  const citation = nodesAt(node, 'MedlineCitation')[0] ?? node;
  const article = nodesAt(citation, 'Article')[0] ?? citation;
  draft.title = textAt(article, 'ArticleTitle');
  draft.vernacularTitle = textAt(article, 'VernacularTitle');
  const abstract = abstractOf(article);
  draft.abstract = isNoAbstract(abstract) ? abstractOf(citation, 'OtherAbstract') || abstract : abstract;
  draft.authors = authorsOf(article);
  const journal = nodesAt(article, 'Journal')[0];
  if (journal !== undefined) {
    draft.year = yearIn(nodesAt(journal, 'JournalIssue', 'PubDate')[0]);
    draft.venue = textAt(journal, 'Title') || textAt(journal, 'ISOAbbreviation') || null;
  }
  draft.year ??=
    yearIn(nodesAt(article, 'ArticleDate')[0]) ??
    yearIn(nodesAt(citation, 'DateCompleted')[0]) ??
    yearIn(nodesAt(citation, 'DateCreated')[0]);
  draft.venue ??= textAt(citation, 'MedlineJournalInfo', 'MedlineTA') || null;
  addIds(draft, citation, article, nodesAt(node, 'PubmedData', 'ArticleIdList', 'ArticleId'));
  draft.labels = [
    ...nodesAt(citation, 'KeywordList', 'Keyword'),
    ...nodesAt(citation, 'MeshHeadingList', 'MeshHeading', 'DescriptorName'),
  ]
    .map((one) => cleanText(textOf(one)))
    .filter(notEmpty);
  draft.extra['pubmed'] = extraOf(article, journal);
  return draft;
}

function draftOfBook(node: XmlNode): Draft {
  const draft = emptyDraft();
  const book = nodesAt(node, 'BookDocument')[0] ?? node;
  const title = textAt(book, 'Book', 'BookTitle');
  draft.title = textAt(book, 'ArticleTitle') || title;
  draft.abstract = abstractOf(book);
  draft.authors = authorsOf(book);
  if (draft.authors.length === 0)
    for (const inside of nodesAt(book, 'Book')) draft.authors = authorsOf(inside);
  draft.year = yearIn(nodesAt(book, 'ContributionDate')[0]) ?? yearIn(nodesAt(book, 'Book', 'PubDate')[0]);
  draft.venue = title !== draft.title ? title : textAt(book, 'Book', 'CollectionTitle') || null;
  addIds(draft, book, book, [
    ...nodesAt(node, 'PubmedBookData', 'ArticleIdList', 'ArticleId'),
    ...nodesAt(book, 'ArticleIdList', 'ArticleId'),
  ]);
  draft.labels = nodesAt(book, 'KeywordList', 'Keyword')
    .map((one) => cleanText(textOf(one)))
    .filter(notEmpty);
  draft.extra['pubmed'] = {
    types: ['Book Chapter'],
    publisher: textAt(book, 'Book', 'Publisher', 'PublisherName'),
  };
  return draft;
}

/** Labelled parts as PubMed shows them: "METHODS: We …". */
function abstractOf(node: XmlNode, name = 'Abstract'): string {
  const first = nodesAt(node, name)[0];
  if (first === undefined) return '';
  return nodesAt(first, 'AbstractText')
    .map((part) => {
      const text = cleanText(textOf(part));
      const label = part.attributes['Label'] ?? '';
      return label === '' ||
        text === '' ||
        /^unlabelled$/i.test(label) ||
        text.toLowerCase().startsWith(label.toLowerCase())
        ? text
        : `${label}: ${text}`;
    })
    .filter(notEmpty)
    .join(' ');
}

function authorsOf(node: XmlNode): Author[] {
  const lists = nodesAt(node, 'AuthorList');
  const list = lists.find((one) => one.attributes['Type'] !== 'editors') ?? lists[0];
  if (list === undefined) return [];
  return nodesAt(list, 'Author').map((author) => {
    const family = textAt(author, 'LastName');
    if (family === '') return bodyOf(textAt(author, 'CollectiveName'));
    const given = textAt(author, 'ForeName') || textAt(author, 'FirstName') || textAt(author, 'Initials');
    return personOf(family, given, textAt(author, 'Suffix'));
  });
}

/** `Year`, or the year in `MedlineDate` ("1998 Dec-1999 Jan"). */
function yearIn(date: XmlNode | undefined): number | null {
  return date === undefined ? null : yearOf(textAt(date, 'Year') || textAt(date, 'MedlineDate'));
}

/** The article's own ids: those in `ReferenceList` are of the papers it cites. */
function addIds(draft: Draft, citation: XmlNode, article: XmlNode, ids: readonly XmlNode[]): void {
  const pmid = textAt(citation, 'PMID');
  const idOf = (type: string): string => {
    const found = ids.find((id) => id.attributes['IdType'] === type);
    return found === undefined ? '' : textOf(found).trim();
  };
  const location = nodesAt(article, 'ELocationID').find(
    (one) => one.attributes['EIdType'] === 'doi' && one.attributes['ValidYN'] !== 'N',
  );
  draft.doi = (location === undefined ? '' : textOf(location).trim()) || idOf('doi') || null;
  if (pmid !== '') {
    draft.ids['pmid'] = pmid;
    draft.url = `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  }
  if (idOf('pmc') !== '') draft.ids['pmcid'] = idOf('pmc');
}

function extraOf(article: XmlNode, journal: XmlNode | undefined): Record<string, unknown> {
  const text = (...path: string[]): string => (journal === undefined ? '' : textAt(journal, ...path));
  const extra: Record<string, unknown> = {
    volume: text('JournalIssue', 'Volume'),
    issue: text('JournalIssue', 'Issue'),
    pages: textAt(article, 'Pagination', 'MedlinePgn'),
    issn: text('ISSN'),
    language: textAt(article, 'Language'),
    originalTitle: textAt(article, 'VernacularTitle'),
    types: nodesAt(article, 'PublicationTypeList', 'PublicationType').map((one) => textOf(one)),
  };
  return Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== ''));
}
