/** How far the last digest went. */
import { z } from 'zod';
import { documentBytes, parseDocument, type DocumentKind } from '../session/documents.js';
import type { Context } from '../session/context.js';

interface Told {
  /** The newest paper's key of the last digest. */
  readonly seen: number;
}

const DOCUMENT = 'news';

const TOLD: DocumentKind<Told> = {
  title: 'note of the last digest',
  version: 1,
  schema: z.object({ seen: z.int().min(0) }),
  hint: 'Run `fieldmap doctor --repair` to begin anew; papers stay.',
};

/** The first map is known to whoever made it: its papers are new to no digest. */
export async function noteFirstMap(context: Context, keys: Int32Array): Promise<void> {
  if (!context.options.cluster && (await readTold(context)) === null)
    await writeTold(context, keys.at(-1) ?? 0);
}

export async function readTold({ store }: Context): Promise<Told | null> {
  const bytes = await store.getDocument(DOCUMENT);
  return bytes === null ? null : parseDocument(TOLD, bytes);
}

export function writeTold({ store }: Context, seen: number): Promise<void> {
  return store.putDocument(DOCUMENT, documentBytes(TOLD, { seen }));
}
