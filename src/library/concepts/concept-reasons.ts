/** Why a question and a paper, or two papers, are alike: the concepts that both have. */
import {
  bearsOut,
  codeVectors,
  sharesOf,
  type Concepts,
  type PaperWords,
  type Shares,
} from '../../concepts/index.js';
import type { ConceptReasons } from '../../answers/index.js';
import { row } from '../../math/index.js';
import type { Matrix, PaperKey, Vector } from '../../types.js';
import type { Context } from '../session/context.js';
import { standingConcepts } from './standing-concepts.js';

/**
 * For each paper, in the order of the keys; null where a paper has no vector. Null in all when the library has no
 * concepts: explaining never learns them.
 */
export async function conceptReasons(
  context: Context,
  vector: Vector,
  keys: readonly PaperKey[],
): Promise<(ConceptReasons | null)[] | null> {
  const concepts = await standingConcepts(context);
  if (concepts === null) return null;
  const has = await context.store.sentenceVectors(keys);
  const embedded = keys.filter((_, i) => has[i] !== null);
  const { data, dimensions } = await context.store.documentVectors(embedded);
  const all: Matrix = {
    data: new Float32Array(data.length + dimensions),
    rows: embedded.length + 1,
    dimensions,
  };
  all.data.set(vector);
  all.data.set(data, dimensions);
  const codes = codeVectors(all, concepts.dictionary);
  const stored = await context.store.getByKey(keys);
  let next = 0;
  return has.map((sentences, i) => {
    if (sentences === null) return null;
    next++;
    const shares = sharesOf(
      { vector: row(all, 0), row: 0 },
      { vector: row(all, next), row: next },
      concepts.dictionary,
      codes,
    );
    return reasons(concepts, shares, stored[i] === null ? [] : [stored[i]!.paper]);
  });
}

/** `papers`: those whose words must bear a concept out for it to be named; the shares of others go into `unnamed`. */
export function reasons(
  { list }: Concepts,
  { similarity, common, shared, related, rest }: Shares,
  papers: readonly PaperWords[],
): ConceptReasons {
  const checks = papers.map(bearsOut);
  const isNamed = ({ concept }: { readonly concept: number }): boolean =>
    list[concept]!.clear && checks.every((has) => has(list[concept]!));
  const [named, others] = [shared.filter(isNamed), shared.filter((one) => !isNamed(one))];
  return {
    similarity,
    common,
    concepts: named.map(({ concept, share }) => ({
      id: list[concept]!.id,
      label: list[concept]!.label,
      share,
    })),
    unnamed: others.reduce((sum, { share }) => sum + share, 0),
    related,
    rest,
  };
}
