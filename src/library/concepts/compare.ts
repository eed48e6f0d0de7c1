/** Two papers side by side. */
import { codeVectors, partsOf, sharesOf, type Codes, type Concepts } from '../../concepts/index.js';
import { FieldmapError } from '../../errors.js';
import { row } from '../../math/index.js';
import type { StoredPaper } from '../../store/index.js';
import type { Comparison } from '../../answers/index.js';
import { reasons } from './concept-reasons.js';
import type { Context } from '../session/context.js';
import { findPaper } from '../asking/find.js';
import { neededConcepts } from './standing-concepts.js';

/** `a`, `b`: ids, DOIs or unambiguous parts of titles. @throws FieldmapError `not-found`, `usage`, `library`. */
export async function compare(context: Context, a: string, b: string): Promise<Comparison> {
  const papers = [await findPaper(context, a), await findPaper(context, b)];
  const [one, other] = papers.map(({ key }) => key);
  if (one === other) {
    throw new FieldmapError('usage', `"${a}" and "${b}" are the same paper.`, 'Give two different papers.');
  }
  const concepts = await neededConcepts(context);
  await checkEmbedded(context, papers);
  const vectors = await context.store.documentVectors([one!, other!]);
  const codes = codeVectors(vectors, concepts.dictionary);
  return {
    ...reasons(concepts, sharesOf(row(vectors, 0), row(vectors, 1), concepts.dictionary, codes, 0, 1)),
    papers: papers.map(({ paper: { id, title } }, i) => ({
      id,
      title,
      own: ownOf(concepts, codes, i, 1 - i),
    })),
  };
}

function ownOf(
  { list }: Concepts,
  codes: Codes,
  i: number,
  other: number,
): Comparison['papers'][number]['own'] {
  const theirs = partsOf(codes, other);
  return [...partsOf(codes, i)]
    .filter(([k]) => !theirs.has(k) && list[k]!.clear)
    .map(([k, weight]) => ({ id: list[k]!.id, label: list[k]!.label, strength: weight / codes.lengths[i]! }));
}

async function checkEmbedded({ store }: Context, papers: readonly StoredPaper[]): Promise<void> {
  const sentences = await store.sentenceVectors(papers.map(({ key }) => key));
  const without = papers.find((_, i) => sentences[i] === null);
  if (without === undefined) return;
  throw new FieldmapError(
    'not-found',
    `The paper ${without.paper.id} is not embedded yet, so it has no concepts.`,
    'Run `fieldmap add` again to finish what was stopped.',
  );
}
