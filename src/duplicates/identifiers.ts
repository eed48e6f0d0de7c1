/** Identifiers that name one paper, wherever they stand in the record. */
import { isPreprintDoi } from '../text/index.js';
import type { Paper } from '../types.js';

/** A book or journal has these: all its papers share them. */
const NOT_OF_A_PAPER = new Set(['isbn', 'issn', 'eissn', 'essn']);

const ARXIV = /^(?:arxiv:)?((?:[a-z-]+(?:\.[a-z]{2})?\/\d{7})|(?:\d{4}\.\d{4,5}))(?:v\d+)?$/i;
const ANTHOLOGY = /^(?:[a-z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|\d{4}\.[a-z0-9_]+\.\d+)$/i;
const DOI = /^10\.\d{4,9}\/\S+$/;

/** `scheme:value`, lower case, without repeats. The paper's own id counts when it has the form of a known scheme. */
export function identifiersOf(paper: Paper): string[] {
  const found = new Set<string>();
  if (paper.doi !== null) addDoi(found, paper.doi);
  for (const [scheme, value] of Object.entries(paper.ids)) {
    const name = scheme.toLowerCase();
    if (NOT_OF_A_PAPER.has(name)) continue;
    if (name === 'preprint') addDoi(found, value);
    else found.add(`${name}:${name === 'arxiv' ? bareArxiv(value) : value.toLowerCase()}`);
  }
  if (DOI.test(paper.id)) addDoi(found, paper.id);
  else if (ARXIV.test(paper.id)) found.add(`arxiv:${bareArxiv(paper.id)}`);
  else if (ANTHOLOGY.test(paper.id)) found.add(`anthology:${paper.id.toLowerCase()}`);
  else if (/^(?:pmid|openalex|s2|anthology):/.test(paper.id)) found.add(paper.id.toLowerCase());
  return [...found];
}

function addDoi(found: Set<string>, doi: string): void {
  const lower = doi.toLowerCase();
  // Old DOIs hold brackets and colons, which some programs replace. Versions of a preprint are one paper.
  const plain = lower.replace(/[^a-z0-9./-]+/g, '_');
  found.add(
    `doi:${isPreprintDoi(lower) ? plain.replace(/(?:[./-]?v\d+|(?<=essoar\.\d+)\.\d+)$/, '') : plain}`,
  );
  const arxiv = /^10\.48550\/arxiv\.(.+)$/.exec(lower)?.[1];
  if (arxiv !== undefined) found.add(`arxiv:${bareArxiv(arxiv)}`);
}

function bareArxiv(value: string): string {
  return (ARXIV.exec(value)?.[1] ?? value).toLowerCase();
}
