/** What the tools give a model: short enough to read, with everything that a quotation needs. */
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Answer } from '../../library/index.js';
import type { Hit, Paper } from '../../types.js';

export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const text = z.string();

export const READS = { readOnlyHint: true, openWorldHint: false } as const;

/** Wraps a tool's work: what goes wrong becomes a result that says so. */
export type ReportingErrors = <A>(
  work: (args: A) => Promise<CallToolResult>,
) => (args: A) => Promise<CallToolResult>;

/** A typed result, and the same as text for clients that read no structure. */
export function answer(structuredContent: object, said: string): CallToolResult {
  return { structuredContent: { ...structuredContent }, content: [{ type: 'text', text: said }] };
}

export const cited = {
  id: text.describe('For the tools `paper` and `similar`.'),
  citation: text.describe('Authors (year). Title. Venue. Link. To be quoted as it is.'),
  title: text,
  authors: list(text),
  year: z.int().nullable(),
  venue: text.nullable(),
  doi: text.nullable(),
  url: text.nullable(),
};
type Cited = z.infer<z.ZodObject<typeof cited>>;

const hit = z.strictObject({
  rank: z.int(),
  ...cited,
  sentence: text.nullable().describe('The sentence of the paper that matched best, word for word.'),
  score: z.number().describe('Comparable within one answer only.'),
});

export const hitsResult = z.strictObject({
  question: text,
  hits: list(hit).describe('Best first.'),
  notes: list(text).describe(
    'What to know about this answer, such as that no word of the question is in any paper.',
  ),
});
type HitsResult = z.infer<typeof hitsResult>;

export const similarResult = z.strictObject({
  ...hitsResult.shape,
  topics: list(z.strictObject({ id: text, label: text, hits: z.int() })).describe(
    'The topics that the hits lie in.',
  ),
});

/** The authors named in a citation; more are "et al.". */
const NAMED = 3;

/** `Name, Name and Name (2024). Title. Venue. https://doi.org/…`, leaving out what is unknown. */
export function citationOf({ authors, year, title, venue, doi, url }: Paper): string {
  const names =
    authors.length > NAMED
      ? `${authors[0]} et al.`
      : authors.length > 1
        ? `${authors.slice(0, -1).join(', ')} and ${authors.at(-1)}`
        : (authors[0] ?? '');
  const head = [names, year === null ? '' : `(${year})`].filter((part) => part !== '').join(' ');
  const link = doi === null ? (url ?? '') : `https://doi.org/${doi}`;
  const ended = (part: string): string => (/[.?!]$/.test(part) ? part : `${part}.`);
  return [...[head, title, venue ?? ''].filter((part) => part !== '').map(ended), link].join(' ').trim();
}

export function cite(paper: Paper): Cited {
  const { id, title, authors, year, venue, doi, url } = paper;
  return { id, citation: citationOf(paper), title, authors, year, venue, doi, url };
}

export function hitsOf({ question, hits, notes }: Answer): HitsResult {
  return {
    question,
    hits: hits.map(({ rank, score, sentence, paper }) => ({
      rank,
      ...cite(paper),
      sentence: sentence?.text ?? null,
      score,
    })),
    notes,
  };
}

/** The same as text, for clients that show or read no structure. */
export function hitsText({ hits, notes }: HitsResult): string {
  const lines = hits.map(
    ({ rank, citation, sentence, id }) =>
      `${rank}. ${citation} [id: ${id}]${sentence === null ? '' : `\n   "${sentence}"`}`,
  );
  return [...lines, ...notes.map((note) => `Note: ${note}`)].join('\n') || 'Nothing was found.';
}

export function hitLine({ rank, paper }: Hit): string {
  return `${rank}. ${citationOf(paper)} [id: ${paper.id}]`;
}
