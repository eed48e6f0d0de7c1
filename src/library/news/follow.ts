/** Papers that somebody follows: new ones like them are told of. */
import { z } from 'zod';
import { FieldmapError } from '../../errors.js';
import { clipped } from '../../text/index.js';
import { findPaper } from '../asking/find.js';
import { documentBytes, parseDocument, type DocumentKind } from '../session/documents.js';
import type { Context } from '../session/context.js';
import { newestKey } from './days.js';

export interface Followed {
  readonly id: string;
  readonly title: string;
  /** The newest paper's key when news of it were last told. */
  readonly seen: number;
}

const PREFIX = 'follow/';

const FOLLOWED: DocumentKind<Followed> = {
  title: 'list of followed papers',
  version: 1,
  schema: z.object({ id: z.string(), title: z.string(), seen: z.int() }),
  hint: 'Run `fieldmap doctor --repair` to drop what cannot be read, and follow the paper again.',
};

/** By id, DOI or part of a title; a paper that is followed stays as it is. @throws FieldmapError `not-found`, `usage`; then none is followed. */
export async function follow(context: Context, targets: readonly string[]): Promise<Followed[]> {
  const seen = await newestKey(context);
  const papers: Followed[] = [];
  for (const target of targets) {
    const { id, title } = (await findPaper(context, target)).paper;
    papers.push((await find(context, id)) ?? { id, title, seen });
  }
  for (const paper of papers) await put(context, paper);
  return papers;
}

export async function followed(context: Context): Promise<Followed[]> {
  const names = await context.store.documentNames(PREFIX);
  const found = await Promise.all(names.map((name) => find(context, name.slice(PREFIX.length))));
  return found.filter((one) => one !== null);
}

/** Answers the papers that are not followed any more. @throws FieldmapError `not-found` for one that was not; then all stay. */
export async function unfollow(context: Context, targets: readonly string[]): Promise<Followed[]> {
  const all = await followed(context);
  const found: Followed[] = [];
  for (const target of targets) {
    // A paper that is gone from the library is known by its id alone.
    const id = all.some((one) => one.id === target) ? target : (await findPaper(context, target)).paper.id;
    const one = all.find((other) => other.id === id);
    if (one === undefined)
      throw new FieldmapError(
        'not-found',
        `The paper "${clipped(target, 120)}" is not followed.`,
        'Run `fieldmap follow` for those that are.',
      );
    found.push(one);
  }
  for (const { id } of found) await context.store.removeDocument(PREFIX + id);
  return found;
}

export async function markSeen(context: Context, paper: Followed, until: number): Promise<void> {
  const now = await find(context, paper.id);
  if (now !== null && now.seen < until) await put(context, { ...now, seen: until });
}

async function find({ store }: Context, id: string): Promise<Followed | null> {
  const bytes = await store.getDocument(PREFIX + id);
  return bytes === null ? null : parseDocument(FOLLOWED, bytes);
}

function put({ store }: Context, paper: Followed): Promise<void> {
  return store.putDocument(PREFIX + paper.id, documentBytes(FOLLOWED, paper));
}
