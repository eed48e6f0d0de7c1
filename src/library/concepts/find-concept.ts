/** Concepts by what a person calls them. */
import type { Concept, Concepts } from '../../concepts/index.js';
import { FieldmapError } from '../../errors.js';
import { fold, clipped, terms } from '../../text/index.js';

/** How many candidates an ambiguous name lists. */
const NAMED = 8;

/**
 * The row of the concept with this id or label, or the only one whose label, else whose terms, have all words of `name`.
 * @throws FieldmapError `not-found` when there is none, `usage` when there are several.
 */
export function findConcept({ list }: Concepts, name: string): number {
  const wanted = fold(name.trim());
  const words = terms(name);
  const hasWords = (text: string): boolean => {
    const theirs = new Set(terms(text));
    return words.length > 0 && words.every((word) => theirs.has(word));
  };
  const tests: ((concept: Concept) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ label }) => fold(label) === wanted,
    ({ label }) => hasWords(label),
    (concept) => concept.clear && concept.terms.some(({ term }) => hasWords(term)),
  ];
  for (const test of tests) {
    const found = list.flatMap((concept, k) => (test(concept) ? [k] : []));
    if (found.length === 1) return found[0]!;
    if (found.length > 1)
      throw several(
        name,
        found.map((k) => list[k]!),
      );
  }
  throw new FieldmapError(
    'not-found',
    `There is no concept "${clipped(name, 120)}": it is no id, and no label or term of a concept has its words.`,
    `Run \`fieldmap concepts "${clipped(name, 60)}"\` for the nearest ones.`,
  );
}

function several(name: string, found: readonly Concept[]): FieldmapError {
  const lines = found.slice(0, NAMED).map(({ id, label }) => `  ${id}  ${clipped(label, 90)}`);
  if (found.length > NAMED) lines.push(`  … and ${found.length - NAMED} more`);
  return new FieldmapError(
    'usage',
    `"${clipped(name, 120)}" fits ${found.length} concepts; expected just one:\n${lines.join('\n')}`,
    `Give an id, such as --more ${found[0]!.id} or \`fieldmap concepts show ${found[0]!.id}\`, or more of the label.`,
  );
}
