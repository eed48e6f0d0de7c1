/** What is said of concepts. */
import { z } from '@hono/zod-openapi';
import { count, list, named, text, type Described } from './nouns.js';

const reasonsShape = {
  similarity: z.number().describe('The cosine of the two vectors; the parts below add up to it.'),
  common: z.number().describe('What all papers of the library have in common.'),
  concepts: list(z.strictObject({ id: text, label: text, share: z.number() })).describe(
    'Concepts that both have, the greatest share first.',
  ),
  unnamed: z
    .number()
    .describe(
      'Shared concepts that are not named, together: their names do not tell what they are, or the papers’ own words do not bear them out.',
    ),
  related: z.number().describe('Concepts of one that are near other ones of the other.'),
  rest: z.number().describe('What no concept explains.'),
};
export const reasons = z.strictObject(reasonsShape).openapi('ConceptReasons');

export const steered = z
  .strictObject({
    more: list(named),
    less: list(named),
    before: list(z.int().nullable()).describe(
      'For each hit its rank without steering; null: not among the first 100.',
    ),
  })
  .openapi('Steered');

const conceptShape = {
  id: text.describe('Stable: kept when concepts are learned anew and one of them is nearly this one.'),
  label: text,
  terms: list(z.strictObject({ term: text, weight: z.number() })).describe('Best first.'),
  exemplars: list(text).describe('Ids of the papers where it was strongest.'),
  sentence: z.strictObject({ paper: text, text }).nullable().describe('The sentence nearest to it.'),
  scores: z
    .strictObject({ terms: z.number().nullable(), exemplars: z.number().nullable() })
    .describe('How surely papers that have it are told from those that do not (AUC, 0.5 is chance).'),
  clear: z.boolean().describe('Whether its name says what it is.'),
  broader: text.nullable().describe('The id of the broader concept.'),
  papers: count.describe('Papers that have it.'),
  growth: z
    .number()
    .nullable()
    .describe('Its share of all papers in the last three years over its share before.'),
};
const concept = z.strictObject(conceptShape).openapi('Concept');

export const concepts = z
  .strictObject({
    concepts: list(concept).describe('Those of most papers first; with a query the nearest first.'),
    learnedFrom: count.describe('Papers that they were learned from.'),
    papers: count.describe('Papers there are now.'),
    notes: list(text),
  })
  .openapi('Concepts');

export const shownConcept = z
  .strictObject({
    ...conceptShape,
    narrower: list(named),
    broaderLabel: text.nullable(),
    strongest: list(
      z.strictObject({ id: text, title: text, year: z.int().nullable(), strength: z.number() }),
    ).describe('Papers that have it, strongest first.'),
    years: z.record(z.string(), count).describe('Papers by year.'),
    topics: list(z.strictObject({ id: text, label: text, share: z.number() })).describe(
      'Topics of the last map whose papers have it most.',
    ),
  })
  .openapi('ShownConcept');

export const comparison = z
  .strictObject({
    ...reasonsShape,
    papers: list(
      z.strictObject({
        id: text,
        title: text,
        own: list(z.strictObject({ id: text, label: text, strength: z.number() })).describe(
          'Concepts that only this paper of the two has.',
        ),
      }),
    ),
  })
  .openapi('Comparison');

export type ConceptReasons = Described<typeof reasons>;
export type Steered = Described<typeof steered>;
export type ListedConcept = Described<typeof concept>;
export type ConceptList = Described<typeof concepts>;
export type ShownConcept = Described<typeof shownConcept>;
export type Comparison = Described<typeof comparison>;
