/** What a person should know when not all papers have vectors. */
import type { Revision } from '../../store/index.js';

/** Empty when all have one. `which`: what is the case for those that have none. */
export function pendingNotes(
  { papers, embedded }: Pick<Revision, 'papers' | 'embedded'>,
  which: string,
): string[] {
  if (embedded >= papers) return [];
  const [missing, all] = [papers - embedded, papers].map((count) => count.toLocaleString('en-US'));
  return [
    `${missing} of ${all} papers have no vector yet and ${which}: run the last \`fieldmap add\` again, it goes on where it stopped.`,
  ];
}
