/** Names and merges of topics given by hand, as the store keeps them. */
import { z } from 'zod';
import { FieldmapError } from '../../errors.js';
import type { Store } from '../../store/index.js';
import { NO_EDITS, type TopicEdits } from '../../topic-map/index.js';
import { documentBytes, parseDocument, type DocumentKind } from '../session/documents.js';

const EDITS_DOCUMENT = 'topic-edits';

/** Each map has its own: topics of two maps may have the same ids. */
export function editsDocument(map: string): string {
  return map === 'main' ? EDITS_DOCUMENT : `${EDITS_DOCUMENT}/${map}`;
}

export const topicEdits = z.object({
  names: z.record(z.string(), z.string()),
  merges: z.array(z.object({ into: z.string(), from: z.array(z.string()) })),
});

const EDITS: DocumentKind<TopicEdits> = {
  title: 'list of topics renamed and merged by hand',
  version: 1,
  schema: topicEdits,
  hint: 'Run `fieldmap doctor --repair` to begin an empty one, and give the names again.',
};

/** @throws FieldmapError `library` when the document is damaged. */
export async function readEdits(store: Store): Promise<TopicEdits> {
  const bytes = await store.getDocument(editsDocument(await store.mapName()));
  return bytes === null ? NO_EDITS : parseDocument(EDITS, bytes);
}

export async function writeEdits(store: Store, edits: TopicEdits): Promise<void> {
  await store.putDocument(editsDocument(await store.mapName()), documentBytes(EDITS, edits));
}

/** What is wrong with the document, or null. */
export async function editsProblem(store: Store): Promise<FieldmapError | null> {
  try {
    await readEdits(store);
    return null;
  } catch (error) {
    if (error instanceof FieldmapError) return error;
    throw error;
  }
}
