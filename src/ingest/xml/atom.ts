/** Atom feeds of arXiv's API, in its layouts of 2016 and 2026. */
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { arxivIdOf, cleanText, notEmpty, yearOf } from '../text.js';
import { nodesAt, readXml, textAt, type XmlNode } from './xml.js';

export const readAtom = (source: TextSource): AsyncGenerator<Item> =>
  readXml(source, ['entry'], draftOfEntry);

function draftOfEntry(node: XmlNode): Draft | string {
  const id = textAt(node, 'id');
  // arXiv answers a wrong question with a feed of one entry called "Error".
  if (/arxiv\.org\/api\/errors/.test(id) || (textAt(node, 'title') === 'Error' && arxivIdOf(id) === null)) {
    return `not a paper but an error message of the feed: ${cleanText(textAt(node, 'summary'))}`;
  }
  const draft = emptyDraft();
  draft.title = textAt(node, 'title');
  draft.abstract = textAt(node, 'summary') || textAt(node, 'content');
  draft.authors = nodesAt(node, 'author')
    .map((author) => cleanText(textAt(author, 'name')))
    .filter(notEmpty);
  draft.year = yearOf(textAt(node, 'published')) ?? yearOf(textAt(node, 'updated'));
  draft.venue = textAt(node, 'journal_ref') || null;
  draft.doi = textAt(node, 'doi') || null;
  draft.url = /^https?:/.test(id)
    ? id
    : (nodesAt(node, 'link')
        .map((link) => link.attributes['href'] ?? '')
        .find(notEmpty) ?? null);
  draft.labels = nodesAt(node, 'category')
    .map((category) => category.attributes['term'] ?? '')
    .filter(notEmpty);
  const arxiv = arxivIdOf(id);
  if (arxiv !== null) draft.ids['arxiv'] = arxiv;
  const extra = {
    comment: textAt(node, 'comment'),
    primaryCategory: nodesAt(node, 'primary_category')[0]?.attributes['term'] ?? '',
    published: textAt(node, 'published'),
    updated: textAt(node, 'updated'),
  };
  draft.extra['arxiv'] = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== ''));
  return draft;
}
