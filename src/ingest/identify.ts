/** The id of a paper, and the identifiers that its links give away. */
import { createHash } from 'node:crypto';
import type { Draft } from './draft.js';
import { arxivIdOf, cleanDoi, foldForMatch } from './text.js';

/**
 * The given id; else the arXiv id of an arXiv DOI, the DOI, the arXiv id, another registered id (`pmid:…`); else
 * `p-` and 64 bits of a hash of normalised title and first author's family name. The abstract stands in for a
 * missing title.
 */
export function identify(draft: Draft, firstAuthor: string): string {
  if (draft.id !== null && draft.id !== '') return draft.id;
  if (draft.doi !== null && arxivOfDoi(draft.doi) === null) return draft.doi;
  const arxiv = draft.ids['arxiv'] ?? arxivOfDoi(draft.doi ?? '');
  if (arxiv !== null) return arxiv;
  for (const scheme of ['pmid', 'openalex', 's2', 'anthology']) {
    const id = draft.ids[scheme];
    if (id !== undefined) return `${scheme}:${id}`;
  }
  const title = draft.title === '' ? draft.abstract : draft.title;
  const author = foldForMatch(firstAuthor).split(' ').at(-1)!;
  const hash = createHash('sha256').update(`${foldForMatch(title) || title}\n${author}`);
  return `p-${hash.digest('hex').slice(0, 16)}`;
}

/** arXiv gives each paper a DOI of its own, 10.48550/arXiv.ID: that is no publisher's version. */
export function arxivOfDoi(doi: string): string | null {
  return doi.startsWith('10.48550/') ? arxivIdOf(doi) : null;
}

const LINKS: readonly (readonly [string, RegExp])[] = [
  ['anthology', /aclanthology\.org\/([A-Za-z0-9.-]+?)(?:\.pdf|\.bib)?\/?(?:[?#].*)?$/],
  ['anthology', /aclweb\.org\/anthology\/(?:papers\/\w\/\w+\/)?([A-Za-z0-9.-]+?)(?:\.pdf)?\/?$/],
  ['pmid', /(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d+)/],
  ['openalex', /openalex\.org\/(?:works\/)?(W\d+)/],
  ['s2', /semanticscholar\.org\/paper\/(?:[^/]+\/)?([0-9a-f]{40})/],
];

/** Takes a DOI from the address where there is none, and adds to `ids` what DOI and address give away: arXiv, Anthology, PubMed, OpenAlex and Semantic Scholar ids. */
export function addLinkedIds(draft: Draft): void {
  if (draft.doi === null && draft.url !== null && /^https?:\/\/(?:dx\.)?doi\.org\/10\./i.test(draft.url))
    draft.doi = cleanDoi(draft.url);
  const arxiv = arxivOfDoi(draft.doi ?? '') ?? (draft.url === null ? null : arxivIdOf(draft.url));
  if (arxiv !== null) draft.ids['arxiv'] ??= arxiv;
  const acl = /^10\.18653\/v1\/(\S+)$/.exec(draft.doi ?? '')?.[1];
  // Old Anthology ids are upper case (P18-1001), new ones lower case (2020.acl-main.1); DOIs are kept lower case.
  if (acl !== undefined) draft.ids['anthology'] ??= acl.includes('.') ? acl : acl.toUpperCase();
  if (draft.url === null) return;
  for (const [scheme, pattern] of LINKS) {
    const found = pattern.exec(draft.url);
    if (found !== null) draft.ids[scheme] ??= found[1]!;
  }
}
