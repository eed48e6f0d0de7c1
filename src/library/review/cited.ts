/** Who cites whom, as far as exports told it: within the library, and what its papers cite most and it lacks. */
import type { Cited } from '../../answers/index.js';
import { referenceKey, type Reference } from '../../text/index.js';
import type { PaperKey } from '../../types.js';
import type { Context } from '../session/context.js';

export interface CitedOptions {
  /** Default 20. */
  readonly limit?: number;
}

/** What the papers cite most and the library lacks. A work that sources name differently counts once for each name. */
export async function cited(context: Context, { limit = 20 }: CitedOptions): Promise<Cited> {
  const { store } = context;
  const here = await papersByReference(context);
  const works = new Map<string, { best: Reference; by: number }>();
  const all = await store.citations();
  let inside = 0;
  for (const { references } of all)
    for (const [key, reference] of distinct(references)) {
      if (here.has(key) || here.has(titleKey(reference))) {
        inside++;
        continue;
      }
      const work = works.get(key);
      if (work === undefined) works.set(key, { best: reference, by: 1 });
      else {
        work.by++;
        if (work.best.text === '') work.best = reference;
      }
    }
  const missing = [...works.values()]
    .sort(
      (a, b) =>
        b.by - a.by || (b.best.year ?? 0) - (a.best.year ?? 0) || (a.best.text < b.best.text ? -1 : 1),
    )
    .slice(0, limit)
    .map(({ best: { id, text, year }, by }) => ({ id, title: text, year, citedBy: by }));
  return {
    papers: await store.count(),
    withReferences: all.filter(({ references }) => references.length > 0).length,
    inside,
    outside: works.size,
    missing,
  };
}

/** Pairs of citing and cited id within the library, each once, by the papers' keys. */
export async function citationPairs(context: Context): Promise<(readonly [string, string])[]> {
  const { store } = context;
  const all = await store.citations();
  if (all.length === 0) return [];
  const here = await papersByReference(context);
  const pairs: (readonly [PaperKey, PaperKey])[] = [];
  for (const { key, references } of all) {
    const cites = new Set<PaperKey>();
    for (const [name, reference] of distinct(references)) {
      const other = here.get(name) ?? here.get(titleKey(reference));
      if (other !== undefined && other !== key) cites.add(other);
    }
    for (const other of cites) pairs.push([key, other]);
  }
  const keys = [...new Set(pairs.flat())];
  const ids = new Map((await store.idsOf(keys)).map((id, i) => [keys[i]!, id]));
  return pairs.flatMap(([from, to]) => {
    const [a, b] = [ids.get(from), ids.get(to)];
    return typeof a === 'string' && typeof b === 'string' ? [[a, b] as const] : [];
  });
}

/** The references of one paper under the names they are counted by; several sources may give the same one. */
function distinct(references: readonly Reference[]): Map<string, Reference> {
  const found = new Map<string, Reference>();
  for (const reference of references) {
    const key = referenceKey(reference);
    if (key !== null && !found.has(key)) found.set(key, reference);
  }
  return found;
}

function titleKey({ text }: Reference): string {
  return referenceKey({ id: null, text, year: null }) ?? '';
}

/** The papers by the names that references have: identifiers and titles of four words or more. */
async function papersByReference({ store }: Context): Promise<Map<string, PaperKey>> {
  const found = new Map<string, PaperKey>();
  for await (const { key, paper } of store.scan()) {
    if (paper.doi !== null) found.set(`doi:${paper.doi.toLowerCase()}`, key);
    for (const [scheme, id] of Object.entries(paper.ids)) {
      const name = scheme === 'preprint' ? 'doi' : scheme;
      found.set(`${name}:${id.toLowerCase()}`, key);
    }
    if (paper.title.split(' ').length > 3) {
      const title = titleKey({ id: null, text: paper.title, year: null });
      if (title !== '') found.set(title, key);
    }
  }
  return found;
}
