/** Two papers side by side. */
import { bearsOut, codeVectors, partsOf, sharesOf, type Codes, type Concepts } from '../../concepts/index.js';
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
    ...reasons(
      concepts,
      sharesOf(
        { vector: row(vectors, 0), row: 0 },
        { vector: row(vectors, 1), row: 1 },
        concepts.dictionary,
        codes,
      ),
      papers.map(({ paper }) => paper),
    ),
    papers: papers.map(({ paper }, i) => {
      const has = bearsOut(paper);
      const own = ownOf(concepts, codes, i, 1 - i).filter(({ k }) => has(concepts.list[k]!));
      return {
        id: paper.id,
        title: paper.title,
        own: own.map(({ k, strength }) => ({
          id: concepts.list[k]!.id,
          label: concepts.list[k]!.label,
          strength,
        })),
      };
    }),
  };
}

function ownOf(
  { list }: Concepts,
  codes: Codes,
  i: number,
  other: number,
): { readonly k: number; readonly strength: number }[] {
  const theirs = partsOf(codes, other);
  return [...partsOf(codes, i)]
    .filter(([k]) => !theirs.has(k) && list[k]!.clear)
    .map(([k, weight]) => ({ k, strength: weight / codes.lengths[i]! }));
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
