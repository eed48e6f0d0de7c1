/** Fetches a model from the Hugging Face hub: the only code that touches the network. */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pulledModelsDir } from '../config.js';
import { FieldmapError, messageOf } from '../errors.js';
import { diskError, makeFolder } from '../io/index.js';
import type { OnProgress } from '../types.js';
import { WEIGHTS } from './head.js';
import {
  DENSE_FOLDER,
  isModelId,
  ONNX_FILES,
  readModel,
  WEIGHTS_BESIDE,
  type ResolvedModel,
} from './resolve-model.js';
import { SUMS_FILE } from './verify-model.js';

const HUB = 'https://huggingface.co';

const REQUIRED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
const OPTIONAL = [
  'special_tokens_map.json',
  'modules.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
  '1_Pooling/config.json',
];

export interface PullOptions {
  readonly signal?: AbortSignal;
  /** `done` and `total` are bytes of the file that `step` names. */
  readonly onProgress?: OnProgress;
  /** Replaced in tests. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Fetches `owner/name` into `pulledModelsDir()`, in place of what was there under that name. Files go to a temporary
 * folder, which is renamed when all are there and understood: an interrupted pull leaves nothing usable by half.
 * The hashes of what came are kept in SHA256SUMS and checked whenever the model is loaded.
 * @throws FieldmapError `usage` for something that is no id, `not-found` when the hub has no such model or no ONNX file
 *   of it, `model` without a network, `interrupted`, `disk`.
 */
export async function pullModel(id: string, options: PullOptions = {}): Promise<ResolvedModel> {
  if (!isModelId(id)) {
    throw new FieldmapError(
      'usage',
      `"${id}" is no model id: expected "owner/name" as on ${HUB}.`,
      'For example: fieldmap model pull Xenova/bge-small-en-v1.5',
    );
  }
  const target = join(pulledModelsDir(), id);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    rmSync(temporary, { recursive: true, force: true });
    const sums = await fetchAll(id, temporary, options);
    writeFileSync(join(temporary, SUMS_FILE), sums.map(([file, hash]) => `${hash}  ${file}\n`).join(''));
    readModel(temporary, id);
    rmSync(target, { recursive: true, force: true });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw diskError(error, target);
  }
  return readModel(target, id);
}

/** File and sha256 of all that was fetched. */
async function fetchAll(id: string, target: string, options: PullOptions): Promise<[string, string][]> {
  const sums: [string, string][] = [];
  const take = async (file: string): Promise<boolean> => {
    const hash = await fetchFile(id, file, join(target, file), options);
    if (hash !== null) sums.push([file, hash]);
    return hash !== null;
  };
  for (const file of REQUIRED) {
    if (!(await take(file))) {
      throw new FieldmapError(
        'not-found',
        `${HUB}/${id} has no ${file}, or there is no such model.`,
        'Look for one whose files include tokenizer.json and onnx/model_quantized.onnx.',
      );
    }
  }
  for (const file of OPTIONAL) await take(file);
  for (const folder of denseFolders(target)) {
    await take(`${folder}/config.json`);
    await take(`${folder}/${WEIGHTS}`);
  }
  for (const path of ONNX_FILES) {
    if (!(await take(path))) continue;
    await take(path + WEIGHTS_BESIDE);
    return sums;
  }
  throw new FieldmapError(
    'not-found',
    `${HUB}/${id} has no ${ONNX_FILES.join(' and no ')}.`,
    `A conversion may be found under the same name in another account, often Xenova/${id.split('/').pop() ?? id}.`,
  );
}

/** Folders of the layers that modules.json names; whether it is understood is seen when the model is read. */
function denseFolders(target: string): string[] {
  const path = join(target, 'modules.json');
  if (!existsSync(path)) return [];
  try {
    const modules = JSON.parse(readFileSync(path, 'utf8')) as { path?: unknown }[];
    return modules.map((module) => String(module.path)).filter((folder) => DENSE_FOLDER.test(folder));
  } catch {
    return [];
  }
}

/** The sha256 of the fetched file; null when the hub does not have it. */
async function fetchFile(
  id: string,
  file: string,
  path: string,
  options: PullOptions,
): Promise<string | null> {
  const { signal, onProgress, fetch = globalThis.fetch } = options;
  const url = `${HUB}/${id}/resolve/main/${file}`;
  let done = 0;
  try {
    const response = await fetch(url, signal ? { signal } : {});
    // The hub answers 401 for a repository that does not exist.
    if (response.status === 404 || response.status === 401) return null;
    if (!response.ok || !response.body) {
      throw new FieldmapError(
        'model',
        `${url} answered ${response.status} ${response.statusText}.`,
        'Try again later.',
      );
    }
    const total = Number(response.headers.get('content-length') ?? 0);
    const hash = createHash('sha256');
    makeFolder(dirname(path));
    await pipeline(
      Readable.fromWeb(response.body),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          done += chunk.length;
          onProgress?.({ step: file, done, total });
          yield chunk;
        }
      },
      createWriteStream(path),
      signal ? { signal } : {},
    );
    return hash.digest('hex');
  } catch (error) {
    throw fetchError(error, url, signal);
  }
}

function fetchError(error: unknown, url: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return new FieldmapError('interrupted', 'The pull was stopped; nothing was kept.');
  const known = diskError(error, url);
  if (known instanceof FieldmapError) return known;
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return new FieldmapError(
    'model',
    `Could not fetch ${url}: ${messageOf(error)}${cause}.`,
    '"model pull" is the one command that needs the network. Without it, copy a model folder here and use --model DIR.',
    { cause: error },
  );
}
