/** The words of papers as rules read them. */
import { EMPTY, OPENER, PLAIN } from '../terms/boilerplate.js';
import { joinHyphens } from '../terms/join-hyphens.js';
import type { LabelSource } from '../labels/label-topics.js';
import { WordReader } from '../terms/read-words.js';
import { indexTerms } from '../terms/term-index.js';
import type { Text } from '../topic-map/types.js';
import { isShort, toStream } from '../terms/word-stream.js';

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
