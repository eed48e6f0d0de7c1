/** Addresses and identifiers where a file is wanted: which export of which site gives the file. */

/** Each site with the way to a file of it. */
const SITES: readonly (readonly [RegExp, string])[] = [
  [
    /(?:^|\.)arxiv\.org$/,
    'Save the answer of its API, https://export.arxiv.org/api/query?id_list=ID or ?search_query=WORDS, as a file, or download the PDF.',
  ],
  [
    /(?:^|\.)(?:pubmed\.ncbi|ncbi)\.nlm\.nih\.gov$/,
    'On the page of results: Save, All results, format "PubMed" (.nbib) or "Abstract".',
  ],
  [
    /(?:^|\.)scopus\.com$/,
    'On the page of results: All, Export, CSV or RIS, with "Abstract & keywords" ticked.',
  ],
  [
    /(?:^|\.)webofscience\.com$/,
    'On the page of results: Export, RIS or "Plain text file", record content "Full record".',
  ],
  [
    /(?:^|\.)openalex\.org$/,
    'On the page of results: the download arrow, CSV; or save the answer of https://api.openalex.org/works?….',
  ],
  [
    /(?:^|\.)semanticscholar\.org$/,
    'Save the answer of its API (fields title,abstract,authors,year,externalIds), or "Cite", BibTeX.',
  ],
  [/(?:^|\.)crossref\.org$/, 'Save the answer of https://api.crossref.org/works?… as a file.'],
  [
    /(?:^|\.)scholar\.google\.\w+(?:\.\w+)?$/,
    'Google Scholar exports "My library" as BibTeX or CSV, without abstracts; Publish or Perish saves results as CSV.',
  ],
  [/(?:^|\.)aclanthology\.org$/, 'Each page and volume has a .bib with abstracts: download that.'],
  [
    /(?:^|\.)zotero\.org$/,
    'In Zotero: File, Export Library, BibTeX or RIS; or give fieldmap the data folder itself.',
  ],
  [/(?:^|\.)github\.com$/, 'Download the file ("Raw", then save) and add it.'],
];

const BY_IDENTIFIER =
  'Export the record from where you found it (BibTeX, RIS, PubMed, CSV), or write identifiers into a text file, one a line, and ' +
  '`fieldmap add FILE`: they are kept without abstract until a record of them is added.';

/** The way to a file for what is an address, a DOI, an arXiv id or a PMID; null for what may be the name of a file. */
export function exportFor(name: string): string | null {
  const full = /^(?:https?|ftp):\/\/([^/?#]+)/i.exec(name)?.[1]?.toLowerCase();
  // Without a scheme it may be a folder, but for the sites that are known.
  const host = full ?? /^([\w-]+(?:\.[\w-]+)+)\/./.exec(name)?.[1]?.toLowerCase() ?? '';
  const isDoi = /^(?:dx\.)?doi\.org$/.test(host);
  const site = SITES.find(([pattern]) => pattern.test(host));
  if (site !== undefined) return site[1];
  if (full !== undefined && !isDoi)
    return 'Save the page (HTML) or export its references as BibTeX or RIS, and add that file.';
  const isIdentifier =
    isDoi ||
    /^(?:doi:\s*)?10\.\d{4,9}\/\S+$/i.test(name) ||
    /^arxiv:\S+$/i.test(name) ||
    /^\d{4}\.\d{4,5}(?:v\d+)?$/.test(name) ||
    /^pmid:\s*\d+$/i.test(name);
  return isIdentifier ? BY_IDENTIFIER : null;
}
