/** What a reader gives: drafts of papers, and records that are none. */
import type { Author } from './authors.js';

/** What a file says of one paper, before it has an id and sources. The fields are those of `Paper`. */
export interface Draft {
  id: string | null;
  title: string;
  /** In the paper's own language: stands in where the title is missing or says that there is none. */
  vernacularTitle?: string;
  abstract: string;
  authors: Author[];
  year: number | null;
  venue: string | null;
  doi: string | null;
  url: string | null;
  labels: string[];
  ids: Record<string, string>;
  extra: Record<string, unknown>;
}

/** One record of a file: a draft, or why there is none. `line` counts from 1 and is where the record begins. */
export type Item =
  { readonly line: number; readonly draft: Draft } | { readonly line: number; readonly reason: string };

/** The decoded text of one file. Line ends are `\n` whatever they were in the file. */
export interface TextSource {
  /** As shown in messages. */
  readonly name: string;
  readonly chunks: AsyncIterable<string>;
  /** Fields by the names of the columns that a table has for them, where the names alone do not say. */
  readonly columns?: Readonly<Record<string, string>>;
}

export function emptyDraft(): Draft {
  return {
    id: null,
    title: '',
    abstract: '',
    authors: [],
    year: null,
    venue: null,
    doi: null,
    url: null,
    labels: [],
    ids: {},
    extra: {},
  };
}
