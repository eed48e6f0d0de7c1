/** The words of papers as rules read them. */
import {
  EMPTY,
  OPENER,
  PLAIN,
  joinHyphens,
  WordReader,
  indexTerms,
  isShort,
  toStream,
} from '../terms/index.js';
import type { LabelSource } from '../labels/index.js';
import type { Text } from '../topic-map/index.js';

/**
 * As `readLabelSource`, but words that name no topic on their own (`users`, `deep`, `software`) are
 * terms too: they do not say what a paper is on, and yet tell it from others. Cost: as there.
 */
export function readRuleSource(texts: Iterable<Text>): LabelSource {
  const reader = new WordReader();
  for (const text of texts) reader.read(text);
  const read = toStream(joinHyphens(reader.finish()));
  const alone = read.kinds.map((kind, word) =>
    (kind === EMPTY || kind === OPENER) && !isShort(read.words[word]!) ? PLAIN : kind,
  );
  const words = { ...read, kinds: alone };
  return { words, index: indexTerms(words) };
}
