/** What a paper cites, as exports tell it. Kept beside the papers, not in them: lists of 200 would go along with every hit. */

/** `id` is `doi:…`, `arxiv:…`, `pmid:…`, `openalex:…` or `s2:…`, lower case; null where the source has words only. */
export interface Reference {
  readonly id: string | null;
  /** Title, or the whole reference; empty where the source has the identifier only. */
  readonly text: string;
  readonly year: number | null;
}

/** What one paper cites, and how often it was cited by the time of the export. */
export interface Citations {
  readonly references: readonly Reference[];
  readonly citedBy: number | null;
}

/** The key of `Paper.extra` under which readers hand citations to the store, which takes them out. */
export const CITATIONS = 'fieldmap citations';

/** What `Paper.extra` holds under `CITATIONS`; null when there is nothing of the kind. */
export function citationsIn(extra: Readonly<Record<string, unknown>>): Citations | null {
  return (extra[CITATIONS] as Citations | undefined) ?? null;
}

/** Under what key a reference is counted: its identifier, else its words. */
export function referenceKey({ id, text }: Reference): string | null {
  if (id !== null) return id.toLowerCase();
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.length < 12 ? null : `title:${words}`;
}
