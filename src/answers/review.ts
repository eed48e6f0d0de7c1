/** The work of a review: what to decide on next, what was decided, what is cited and missing. */
import { z } from '@hono/zod-openapi';
import { count, list, mark, paper, text, type Described } from './nouns.js';

export const screening = z
  .strictObject({
    next: list(
      z.strictObject({
        id: text,
        score: z
          .number()
          .describe('Above 0: more like the included papers than like the excluded ones. Unbounded.'),
        isDoubtful: z.boolean().describe('Offered because the order is least sure of it.'),
        paper,
      }),
    ).describe('The likeliest first, then some doubtful ones.'),
    papers: count,
    decided: count.describe('With a decision, `maybe` among them.'),
    included: count,
    excluded: count,
    maybe: count,
    left: count.describe('Without a decision.'),
    last: z
      .strictObject({ decided: count, included: count })
      .describe('Of the last fifty decisions, or of as many as there are, those that included a paper.'),
  })
  .openapi('Screening');

export const cited = z
  .strictObject({
    papers: count,
    withReferences: count.describe('Papers of which references are known.'),
    inside: count.describe('References to papers of the library.'),
    outside: count.describe('Different works that are not in it.'),
    missing: list(
      z.strictObject({
        id: text
          .nullable()
          .describe(
            '`doi:…`, `arxiv:…`, `pmid:…`, `openalex:…`, `s2:…`; null where sources gave words only.',
          ),
        title: text.describe('Or the whole reference; empty where sources gave the identifier only.'),
        year: z.int().nullable(),
        citedBy: count.describe('How many papers of the library cite it.'),
      }),
    ).describe('Works that papers of the library cite and that are not in it, the most cited first.'),
  })
  .openapi('Cited');

export const marks = z
  .strictObject({
    marks: list(z.strictObject({ id: text, mark })).describe('In the order the papers were decided on.'),
  })
  .openapi('Marks');

export const marking = z
  .strictObject({
    papers: list(z.strictObject({ id: text, title: text, mark: mark.nullable() })).describe(
      'In the order given, with all that is said of them now.',
    ),
    redecided: count.describe('How many of them had another decision before.'),
  })
  .openapi('Marking');

export type Screening = Described<typeof screening>;
export type Cited = Described<typeof cited>;
export type Marks = Described<typeof marks>;
export type Marking = Described<typeof marking>;
