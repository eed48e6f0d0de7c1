/** What `ask` and `similar` answer. */
import { z } from '@hono/zod-openapi';
import { reasons, steered } from './concepts.js';
import { count, hit, hitShape, list, sentence, text, type Described } from './nouns.js';

export const similarHit = z
  .strictObject({
    ...hitShape,
    concepts: reasons.optional().describe('With `explain`: concepts that it shares with the given papers.'),
    other: sentence.nullable().describe('The sentence of the given papers that `sentence` is most like.'),
    shared: list(text).describe('Rare terms of both, the most telling first.'),
  })
  .openapi('SimilarHit');

const answerShape = {
  question: text,
  mode: z.enum(['hybrid', 'dense', 'lexical']),
  lexicalMatched: z.boolean().describe('False when no word of the question is in any of the papers.'),
  notes: list(text).describe('What a person should know about this answer, whole sentences.'),
  steered: steered.optional().describe('With `more` or `less`: where each hit stood before.'),
};

const explained = z.strictObject({
  shares: z.record(z.string(), z.number()).describe('They add up to the score.'),
  ranks: z.record(z.string(), z.int()).describe('The rank that each signal alone gives it.'),
  matched: list(text).describe('Words of the paper that the question has too.'),
  concepts: reasons.optional().describe('Concepts that question and paper share.'),
});

export const answer = z
  .strictObject({
    ...answerShape,
    hits: list(hit).describe('Best first.'),
    explanation: list(explained).optional().describe('With `explain`: what each hit’s score is made of.'),
  })
  .openapi('Answer');

export const similarAnswer = z
  .strictObject({
    ...answerShape,
    hits: list(similarHit).describe('Best first.'),
    topics: list(z.strictObject({ id: text, label: text, hits: count })).describe(
      'The topics that the hits lie in, most first.',
    ),
    apart: list(text).describe('Terms of the given papers that none of the hits has.'),
  })
  .openapi('SimilarAnswer');

export type Explained = Described<typeof explained>;
export type Answer = Described<typeof answer>;
export type SimilarHit = Described<typeof similarHit>;
export type SimilarAnswer = Described<typeof similarAnswer>;
