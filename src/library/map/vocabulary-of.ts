/** The vocabulary that topics are named from, with its vectors by the library's model. */
import { copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FieldmapError, messageOf } from '../../errors.js';
import type { Embedder } from '../../embed/index.js';
import type { EmbedNames, NamedFields } from '../../labels/index.js';
import type { ModelInfo, OnProgress, Vector } from '../../types.js';
import {
  embedVocabulary,
  readVectors,
  readVocabulary,
  VOCABULARY_DIR,
  writeVectors,
} from '../../vocabulary/index.js';
import type { Context } from '../session/context.js';

/** A vocabulary given by `--vocabulary`, and vectors that the package has not: kept in the library's folder. */
const TABLE = 'vocabulary.tsv';
const VECTORS = 'vocabulary.vectors';

/**
 * The vocabulary in `file`, which the library keeps from then on; else the one kept before, else the package's. Vectors
 * come from the package when they are by the library's model; for another model or table they are made once and kept.
 * Null when an embedder was given in place of a model, and no vocabulary: its texts are not ours to ask for.
 * @throws FieldmapError `usage` when `file` is no vocabulary.
 */
export async function vocabularyOf(context: Context, file?: string): Promise<NamedFields | null> {
  const table = context.file(TABLE);
  const kept = existsSync(table) ? table : undefined;
  const given = file ?? kept;
  if (given === undefined && context.options.embedder !== undefined) return null;
  const vocabulary = readVocabulary(given);
  if (file !== undefined) copyFileSync(file, table);
  const model: ModelInfo = (await context.store.getModel())!;
  const of = { vocabulary, modelHash: model.hash, dimensions: model.dimensions };
  const ready =
    readVectors(join(VOCABULARY_DIR, `${model.id}.vectors`), of) ?? readVectors(context.file(VECTORS), of);
  if (ready !== null) return { vocabulary, vectors: ready };
  const embedder = await context.embedder();
  const { onProgress } = context.options;
  const vectors = await embedVocabulary(of, (texts) => embedTexts(embedder, texts, onProgress));
  writeVectors(context.file(VECTORS), of, vectors);
  // As they will be read the next time: the same map comes out.
  return { vocabulary, vectors: readVectors(context.file(VECTORS), of) ?? vectors };
}

/** Gives the vectors of names; nothing where the library's model is not on this machine: a map can be made without. */
export async function nameEmbedder(context: Context): Promise<{ readonly embed?: EmbedNames }> {
  try {
    const embedder = await context.embedder();
    return { embed: (names) => embedTexts(embedder, names) };
  } catch (error) {
    if (!(error instanceof FieldmapError) || error.code !== 'model') throw error;
    context.options.onNotice(
      `Topics are named by their descriptions only, since the model is missing: ${messageOf(error)}`,
    );
    return {};
  }
}

/** Changes when the library is given another vocabulary. */
export function vocabularyStamp(context: Context): number {
  return statSync(context.file(TABLE), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The document vector of each text. */
export async function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
  onProgress?: OnProgress,
): Promise<Vector[]> {
  const found: Vector[] = new Array<Vector>(texts.length);
  let done = 0;
  await embedder.embedPapers(
    texts.map((title, key) => ({ key, title, abstract: '' })),
    {
      onBatch(batch) {
        for (const { key, vectors } of batch) found[key] = vectors.document;
        done += batch.length;
        onProgress?.({ step: 'embedding the vocabulary', done, total: texts.length });
      },
    },
  );
  return found;
}
