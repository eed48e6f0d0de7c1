/** Papers by what a person calls them. */
import { FieldmapError } from '../../errors.js';
import type { StoredPaper } from '../../store/index.js';
import { findIdentifiers, clipped } from '../../text/index.js';
import type { Context } from '../session/context.js';

/** How many candidates an ambiguous title names. */
const NAMED = 5;

/**
 * The paper with this id, DOI or other identifier, or the only one whose title contains `name` (or is `name`).
 * @throws FieldmapError `not-found` when there is none, `usage` when there are several.
 */
export async function findPaper(context: Context, name: string): Promise<StoredPaper> {
  const found = await lookUp(context, name);
  if (found !== null) return found;
  throw new FieldmapError(
    'not-found',
    `No paper "${clipped(name, 120)}": it is no id, no DOI and no part of a title in this library.`,
    'Run `fieldmap ask "words of its title"` to find its id.',
  );
}

const PMID =
  /^\s*(?:pmid:?\s*|(?:https?:\/\/)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/)(\d{1,9})\/?\s*$/i;

/** An address (https://doi.org/10.1000/x, with whatever a page asks for behind it) names what the identifier in it names. */
function identifierIn(name: string): string[] {
  const pmid = PMID.exec(name)?.[1];
  if (pmid !== undefined) return [pmid];
  const { identifiers, rest } = findIdentifiers(
    /^\s*https?:/i.test(name) ? name.replace(/[?#].*$/s, '') : name,
  );
  return identifiers.length === 1 && rest === '' ? [identifiers[0]!] : [];
}

/** As `findPaper`, null when there is none. @throws FieldmapError `usage` when there are several. */
export async function lookUp({ store }: Context, name: string): Promise<StoredPaper | null> {
  for (const id of [name, ...identifierIn(name)]) {
    const found = (await store.get(id)) ?? (await store.findByIdentifier(id))[0];
    if (found !== undefined) return found;
  }
  const titled = name.trim() === '' ? [] : await store.findByTitle(name, NAMED + 1);
  const [first, second] = titled;
  if (first === undefined) return null;
  const isWhole = (stored: StoredPaper): boolean =>
    stored.paper.title.toLowerCase() === name.trim().toLowerCase();
  if (second === undefined || (isWhole(first) && !isWhole(second))) return first;
  const list = titled.slice(0, NAMED).map(({ paper }) => `  ${paper.id}  ${clipped(paper.title, 90)}`);
  throw new FieldmapError(
    'usage',
    `"${clipped(name, 120)}" is part of ${titled.length > NAMED ? `more than ${NAMED}` : titled.length} titles; expected just one:\n${list.join('\n')}`,
    'Give an id, or more of the title.',
  );
}
