/** A search moved towards some concepts and away from others. */
import { steered } from '../../concepts/index.js';
import type { Steered } from '../../answers/index.js';
import type { askFields, OptionsOf } from '../../questions/index.js';
import { FieldmapError } from '../../errors.js';
import type { SearchMode } from '../../search/index.js';
import type { Vector } from '../../types.js';
import type { Context } from '../session/context.js';
import { findConcept } from './find-concept.js';
import { neededConcepts } from './standing-concepts.js';

/** Concepts by id, label or words that only one has. */
export type SteerOptions = Pick<OptionsOf<typeof askFields>, 'more' | 'less'>;

/** Ranks looked at without steering. */
export const BEFORE = 100;

export interface Steering {
  readonly move: (vector: Vector) => Vector;
  /** What the answer says about it. `unsteered`: ids, best first. */
  report(hits: readonly { readonly id: string }[], unsteered: readonly string[]): Steered;
}

/** @throws FieldmapError `not-found` and `usage` for a name that fits none or several concepts, or mode `lexical`. */
export async function steering(
  context: Context,
  { more = [], less = [] }: SteerOptions,
  mode: SearchMode,
): Promise<Steering> {
  if (mode === 'lexical') {
    throw new FieldmapError(
      'usage',
      'Concepts steer by meaning; the mode lexical goes by words alone.',
      'Leave out --mode lexical, or --more and --less.',
    );
  }
  const concepts = await neededConcepts(context);
  const [towards, away] = [more, less].map((names) => names.map((name) => findConcept(concepts, name)));
  const both = towards!.find((k) => away!.includes(k));
  if (both !== undefined) {
    throw new FieldmapError(
      'usage',
      `"${concepts.list[both]!.label}" is wanted both more and less.`,
      'Give it to --more or to --less.',
    );
  }
  const named = (rows: readonly number[]) =>
    rows.map((k) => ({ id: concepts.list[k]!.id, label: concepts.list[k]!.label }));
  return {
    move: (vector) => steered(vector, concepts.dictionary, towards!, away!),
    report(hits, unsteered) {
      const rank = new Map(unsteered.map((id, i) => [id, i + 1]));
      return {
        more: named(towards!),
        less: named(away!),
        before: hits.map(({ id }) => rank.get(id) ?? null),
      };
    },
  };
}
