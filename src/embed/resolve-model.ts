/** Finds a model by id or folder and reads from its own files all that changes a vector. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { BUNDLED_MODELS_DIR, pulledModelsDir } from '../config.js';
import { FieldmapError, messageOf } from '../errors.js';
import type { ModelInfo } from '../types.js';
import { knownModel } from './known-models.js';
import { readSums } from './verify-model.js';

/** A model at hand: what it is and where its files are. */
export interface ResolvedModel {
  readonly info: ModelInfo;
  /** Absolute path of its folder. */
  readonly dir: string;
  /** Of its ONNX file, inside `dir`. */
  readonly onnx: string;
}

/** The ONNX files that are looked for, in order: 8-bit weights first. */
export const ONNX_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const;

/** Title and abstract as one text; where one of them is empty, the other alone. */
export const TEXT_TEMPLATE = '{title}. {abstract}';

/** A name on the Hugging Face hub or of a bundled folder: `name` or `owner/name`. */
const ID = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/;

export function isModelId(text: string): boolean {
  return ID.test(text);
}

/**
 * The model called `idOrDir`: one that came with the package, else one that was pulled, else a folder.
 * Its ONNX file is not read when the folder has a SHA256SUMS (the embedder checks it while loading); otherwise it is
 * hashed here, about 3 ms a megabyte.
 * @throws FieldmapError `not-found` when there is none, `model` when its files are missing or not understood.
 */
export function resolveModel(idOrDir: string): ResolvedModel {
  const places = isModelId(idOrDir)
    ? [join(BUNDLED_MODELS_DIR, idOrDir), join(pulledModelsDir(), idOrDir)]
    : [];
  for (const dir of places) if (isFolder(dir)) return readModel(dir, idOrDir);
  const dir = resolve(idOrDir);
  if (idOrDir !== '' && isFolder(dir)) return readModel(dir, basename(dir));
  throw new FieldmapError(
    'not-found',
    `No model "${idOrDir}": neither bundled nor pulled, and no folder of that name.`,
    isModelId(idOrDir)
      ? `"fieldmap model list" shows those at hand; "fieldmap model pull ${idOrDir}" fetches it, if the hub has it.`
      : '"fieldmap model list" shows those at hand.',
  );
}

/** Reads the model in `dir` under the name `id`. */
export function readModel(dir: string, id: string): ResolvedModel {
  const config = requiredJson(dir, 'config.json');
  requiredJson(dir, 'tokenizer_config.json');
  requireFile(dir, 'tokenizer.json');
  const onnx = ONNX_FILES.find((path) => existsSync(join(dir, path)));
  if (!onnx) throw missing(dir, ONNX_FILES.join(' or '));
  refuseOtherModules(dir);
  const prompts = record(optionalJson(dir, 'config_sentence_transformers.json')['prompts']);
  const known = knownModel(id);
  return {
    dir,
    onnx,
    info: {
      id,
      hash: readSums(dir)?.get(onnx) ?? sha256(readFileSync(join(dir, onnx))),
      dimensions: positive(config, 'hidden_size', dir, 'config.json'),
      pooling: pooling(dir) ?? known.pooling ?? refusePooling(dir),
      maxTokens: maxTokens(dir, config, known.maxTokens),
      queryPrefix: text(prompts['query']) ?? known.queryPrefix ?? '',
      documentPrefix: text(prompts['document']) ?? text(prompts['passage']) ?? known.documentPrefix ?? '',
      template: TEXT_TEMPLATE,
    },
  };
}

/** True when both make the same vectors of the same texts; their names may differ. */
export function sameModel(a: ModelInfo, b: ModelInfo): boolean {
  return (
    a.hash === b.hash &&
    a.dimensions === b.dimensions &&
    a.pooling === b.pooling &&
    a.maxTokens === b.maxTokens &&
    a.queryPrefix === b.queryPrefix &&
    a.documentPrefix === b.documentPrefix &&
    a.template === b.template
  );
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const COPY_AGAIN = 'Pull or copy the model again.';

type Json = Record<string, unknown>;

/** A model whose last layers are not pooling and normalising would give other vectors than its makers meant. */
function refuseOtherModules(dir: string): void {
  const path = join(dir, 'modules.json');
  if (!existsSync(path)) return;
  const modules = parse(path);
  if (!Array.isArray(modules)) throw unusable(dir, 'modules.json is not a list');
  for (const module of modules) {
    const type = text(record(module)['type']) ?? '';
    if (!/\.(Transformer|Pooling|Normalize)$/.test(type)) {
      throw unusable(
        dir,
        `modules.json asks for "${type}", and fieldmap only knows Transformer, Pooling and Normalize`,
      );
    }
  }
}

function pooling(dir: string): ModelInfo['pooling'] | null {
  const config = optionalJson(dir, '1_Pooling/config.json');
  const wanted = Object.keys(config).filter(
    (name) => name.startsWith('pooling_mode_') && config[name] === true,
  );
  if (wanted.length === 0) return null;
  if (wanted.length === 1 && wanted[0] === 'pooling_mode_mean_tokens') return 'mean';
  if (wanted.length === 1 && wanted[0] === 'pooling_mode_cls_token') return 'first';
  throw unusable(
    dir,
    `1_Pooling/config.json asks for ${wanted.join(' and ')}, and fieldmap only knows ` +
      'pooling_mode_mean_tokens and pooling_mode_cls_token',
  );
}

function refusePooling(dir: string): never {
  throw unusable(dir, 'it has no 1_Pooling/config.json, and how its tokens become one vector is not known');
}

/** What sentence-transformers would cut at; else what the tokenizer and the position table allow. */
function maxTokens(dir: string, config: Json, known: number | undefined): number {
  const stated = optionalJson(dir, 'sentence_bert_config.json')['max_seq_length'] ?? known;
  const tokenizer = optionalJson(dir, 'tokenizer_config.json');
  const limits = [stated ?? tokenizer['model_max_length'], config['max_position_embeddings']];
  const numbers = limits.filter((limit): limit is number => typeof limit === 'number' && limit >= 8);
  if (numbers.length === 0) throw unusable(dir, 'none of its files says how many tokens it reads');
  return Math.floor(Math.min(...numbers));
}

function positive(config: Json, name: string, dir: string, file: string): number {
  const value = config[name];
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw unusable(dir, `${file} has no "${name}" that is a positive whole number`);
}

function requiredJson(dir: string, name: string): Json {
  requireFile(dir, name);
  return optionalJson(dir, name);
}

function optionalJson(dir: string, name: string): Json {
  const path = join(dir, name);
  return existsSync(path) ? record(parse(path)) : {};
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new FieldmapError('model', `Cannot read ${path}: ${messageOf(error)}.`, COPY_AGAIN, {
      cause: error,
    });
  }
}

function requireFile(dir: string, name: string): void {
  if (!existsSync(join(dir, name))) throw missing(dir, name);
}

function missing(dir: string, name: string): FieldmapError {
  return new FieldmapError(
    'model',
    `The model in ${dir} has no ${name}.`,
    'A model folder is laid out as on the Hugging Face hub: config.json, tokenizer.json, tokenizer_config.json, ' +
      '1_Pooling/config.json and onnx/model_quantized.onnx.',
  );
}

function unusable(dir: string, why: string): FieldmapError {
  return new FieldmapError(
    'model',
    `Cannot use the model in ${dir}: ${why}.`,
    '"fieldmap model list" shows those that work.',
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
