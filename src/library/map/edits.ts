/** Names and merges of topics given by hand, as the store keeps them. */
import type { Store } from '../../store/store.js';
import { NO_EDITS, type TopicEdits } from '../../topic-map/types.js';

export const EDITS_DOCUMENT = 'topic-edits';

export async function readEdits(store: Store): Promise<TopicEdits> {
  const bytes = await store.getDocument(EDITS_DOCUMENT);
  return bytes === null ? NO_EDITS : (JSON.parse(Buffer.from(bytes).toString('utf8')) as TopicEdits);
}
