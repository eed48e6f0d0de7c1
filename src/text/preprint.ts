/** Telling a preprint from a published version: the two are one paper with two DOIs. */
import type { Paper } from '../types.js';

/** DOI prefixes of preprint servers, as registered with Crossref and DataCite. */
const PREFIXES = [
  '10.48550/', // arXiv
  '10.1101/',
  '10.64898/', // bioRxiv, medRxiv
  '10.2139/ssrn', // SSRN
  '10.21203/rs', // Research Square
  '10.20944/preprints', // Preprints.org
  '10.26434/chemrxiv',
  '10.31234/',
  '10.31219/',
  '10.31235/',
  '10.35542/',
  '10.31223/', // ChemRxiv and those of OSF
  '10.36227/techrxiv',
  '10.22541/',
  '10.1002/essoar', // TechRxiv, Authorea, ESS Open Archive
  '10.5281/zenodo',
  '10.6084/m9.figshare', // Zenodo, figshare
  '10.3386/w', // NBER
];

const SERVERS =
  /\b(arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|techrxiv|ssrn|research square|preprints?|corr|authorea|zenodo)\b/i;

export function isPreprintDoi(doi: string): boolean {
  return PREFIXES.some((prefix) => doi.startsWith(prefix));
}

/** By its DOI; without one by its venue, else by an arXiv id where no venue is named. */
export function isPreprint(paper: Pick<Paper, 'doi' | 'venue' | 'ids'>): boolean {
  if (paper.doi !== null) return isPreprintDoi(paper.doi);
  if (paper.venue !== null) return SERVERS.test(paper.venue);
  return paper.ids['arxiv'] !== undefined;
}
