// The vectors of the vocabulary by the bundled model, kept beside it (vocabulary/*.vectors): 20 s on two idle cores, and
// nothing when they are there. Run by the build, from the built package.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DEFAULTS } from '../dist/config.js';
import { openEmbedder, resolveModel } from '../dist/embed/index.js';
import { embedTexts } from '../dist/library/index.js';
import * as words from '../dist/vocabulary/index.js';

const model = resolveModel(DEFAULTS.model);
const vocabulary = words.readVocabulary();
const of = { vocabulary, modelHash: model.info.hash, dimensions: model.info.dimensions };
const path = join(words.VOCABULARY_DIR, `${DEFAULTS.model}.vectors`);
if (words.readVectors(path, of) === null) {
  console.log('Embedding the vocabulary, once …');
  const embedder = openEmbedder(model, { threads: availableParallelism() });
  words.writeVectors(path, of, await words.embedVocabulary(of, (texts) => embedTexts(embedder, texts)));
  await embedder.close();
}
