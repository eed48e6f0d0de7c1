/** The vectors with their ids, for other programs. */
import { npyIds, npyParts, parquetBytes } from '../../export/index.js';
import { FieldmapError } from '../../errors.js';
import { writeFileAtomically } from '../../io/index.js';
import type { Context } from '../session/context.js';

export interface EmbeddingsReport {
  readonly papers: number;
  readonly dimensions: number;
  readonly files: readonly string[];
}

/**
 * Writes `path`: `.npy` with the ids in a file beside it (NAME.ids.txt), or `.parquet` with both.
 * @throws FieldmapError `usage` for another ending, `not-found` when no paper is embedded, `disk`.
 */
export async function exportEmbeddings({ store }: Context, path: string): Promise<EmbeddingsReport> {
  const ending = /\.(npy|parquet)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined) {
    throw new FieldmapError(
      'usage',
      `Cannot tell the format of "${path}": expected a name that ends in .npy or .parquet.`,
      'Run `fieldmap export --embeddings vectors.npy`.',
    );
  }
  const { keys, matrix } = await store.allDocumentVectors();
  if (keys.length === 0)
    throw new FieldmapError(
      'not-found',
      'No paper is embedded: there are no vectors to export.',
      'Run `fieldmap add FILE` first.',
    );
  const ids = (await store.idsOf(keys)).map((id) => id!);
  const files = [path];
  if (ending === 'npy') {
    writeFileAtomically(path, npyParts(matrix));
    files.push(`${path.slice(0, -'.npy'.length)}.ids.txt`);
    writeFileAtomically(files[1]!, npyIds(ids));
  } else {
    writeFileAtomically(path, await parquetBytes(ids, matrix));
  }
  return { papers: keys.length, dimensions: matrix.dimensions, files };
}
