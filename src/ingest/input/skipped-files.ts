/** What a folder holds besides lists of papers, told by its name and by what stands beside it; none of it is opened. */
import { MAP_FILE, MAP_FILES } from '../../io/index.js';

/** `README`, `README.zh.md`, `LICENSE-MIT`; not `licence-review.bib`, which may be about licences. */
const ABOUT =
  /^(?:readme|licen[cs]e|copying|changelog|contributing|code_of_conduct)(?:[-._][a-z0-9-]{1,8})?(?:\.(?:md|markdown|txt|rst|html?))?$/i;

/** A test collection as BEIR lays it out: `corpus.jsonl` has the papers, the others have what is asked of them. */
const CORPUS = /^corpus\.jsonl(?:\.gz)?$/;
const ASKED = /^(?:queries(?:-\w+)?\.jsonl|qrels(?:-\w+)?\.(?:tsv|txt))(?:\.gz)?$/;

/** Why the file `name` is not read when its folder, with the files `beside` it, is; null when it is. */
export function reasonToSkip(name: string, beside: readonly string[]): string | null {
  if (beside.includes(MAP_FILE) && (MAP_FILES as readonly string[]).includes(name)) return 'files of a map';
  if (ABOUT.test(name) && !/\.(?:bib|ris)$/i.test(name)) return 'about the folder';
  if (ASKED.test(name) && beside.some((other) => CORPUS.test(other)))
    return 'questions and judgements of a test collection';
  return null;
}

/** Markdown is notes, unless a format with fields of its own is in it: its tables and paragraphs look like papers. */
export function isMarkdown(name: string): boolean {
  return /\.(?:md|markdown)$/i.test(name);
}
