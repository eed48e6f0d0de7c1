/** Finds a model by id or folder and reads from its own files all that changes a vector. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { BUNDLED_MODELS_DIR, pulledModelsDir } from '../config.js';
import { FieldmapError, messageOf } from '../errors.js';
import type { ModelInfo } from '../types.js';
import { describeHead, readDenseLayer, type DenseLayer, type Head } from './head.js';
import { knownModel } from './known-models.js';
import { readSums } from './verify-model.js';

/** A model at hand: what it is and where its files are. */
export interface ResolvedModel {
  readonly info: ModelInfo;
  /** Absolute path of its folder. */
  readonly dir: string;
  /** Of its ONNX file, inside `dir`. */
  readonly onnx: string;
  readonly head: Head;
}

/** The ONNX files that are looked for, in order: 8-bit weights first. */
export const ONNX_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const;

/** What the name of an ONNX file gets for the file of its weights, where these are more than 2 GB or kept apart. */
export const WEIGHTS_BESIDE = '_data';

/** Title and abstract as one text; where one of them is empty, the other alone. */
export const TEXT_TEMPLATE = '{title}. {abstract}';

/** `model@256`: the first 256 numbers of each vector, for models that are made to be cut (Matryoshka, Kusupati et al. 2022). */
const CUT = /^(.*)@(\d+)$/su;

/** A name on the Hugging Face hub or of a bundled folder: `name` or `owner/name`. */
const ID = /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)?$/;

export function isModelId(text: string): boolean {
  return ID.test(text);
}

/**
 * The model called `idOrDir`: one that came with the package, else one that was pulled, else a folder. With `@256` after
 * it, its vectors are cut to so many dimensions.
 * Its ONNX file is not read when the folder has a SHA256SUMS (the embedder checks it while loading); otherwise it is
 * hashed here, about 3 ms a megabyte.
 * @throws FieldmapError `not-found` when there is none, `model` when its files are missing or not understood.
 */
export function resolveModel(idOrDir: string): ResolvedModel {
  const [, whole, dimensions] = CUT.exec(idOrDir) ?? [];
  return whole === undefined || isFolder(resolve(idOrDir))
    ? findModel(idOrDir)
    : cut(findModel(whole), Number(dimensions));
}

function cut(model: ResolvedModel, dimensions: number): ResolvedModel {
  const { dir, info } = model;
  if (dimensions < 8 || dimensions > info.dimensions)
    throw unusable(dir, `it gives ${info.dimensions} dimensions, and ${dimensions} of them were asked for`);
  const head = { ...model.head, dimensions };
  return { ...model, head, info: withHead({ ...info, id: `${info.id}@${dimensions}`, dimensions }, head) };
}

function findModel(idOrDir: string): ResolvedModel {
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
  const prompts = record(optionalJson(dir, 'config_sentence_transformers.json')['prompts']);
  const known = knownModel(id);
  // NomicBERT and DistilBERT have names of their own for it.
  const width = ['hidden_size', 'n_embd', 'dim'].find((name) => name in config) ?? 'hidden_size';
  const hidden = positive(config, width, dir, 'config.json');
  const dense = denseLayers(dir, hidden);
  const dimensions = dense.at(-1)?.outputs ?? hidden;
  const head: Head = { hidden, layerNorm: known.layerNorm ?? false, dense, dimensions };
  const info: ModelInfo = {
    id,
    hash: hashOf(dir, onnx),
    dimensions,
    pooling: pooling(dir) ?? known.pooling ?? refusePooling(dir),
    ...(known.queryPooling && { queryPooling: known.queryPooling }),
    maxTokens: maxTokens(dir, config, known.maxTokens),
    queryPrefix: text(prompts['query']) ?? known.queryPrefix ?? '',
    documentPrefix: text(prompts['document']) ?? text(prompts['passage']) ?? known.documentPrefix ?? '',
    template: TEXT_TEMPLATE,
  };
  return { dir, onnx, head, info: withHead(info, head) };
}

function withHead(info: ModelInfo, head: Head): ModelInfo {
  const described = describeHead(head);
  return described === undefined ? info : { ...info, head: described };
}

/** Of the ONNX file, and of the weights beside it where they are in a file of their own. */
function hashOf(dir: string, onnx: string): string {
  const sums = readSums(dir);
  const of = (file: string): string => sums?.get(file) ?? sha256(readFileSync(join(dir, file)));
  const weights = onnx + WEIGHTS_BESIDE;
  return existsSync(join(dir, weights)) ? sha256(Buffer.from(of(onnx) + of(weights))) : of(onnx);
}

/** True when both make the same vectors of the same texts; their names may differ. */
export function sameModel(a: ModelInfo, b: ModelInfo): boolean {
  return (
    a.hash === b.hash &&
    a.dimensions === b.dimensions &&
    a.pooling === b.pooling &&
    (a.queryPooling ?? a.pooling) === (b.queryPooling ?? b.pooling) &&
    a.head === b.head &&
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

/**
 * The dense layers that follow pooling. A model with layers of other kinds would give other vectors than its makers
 * meant. Normalising is done at the end for all; before a dense layer it would change what that gets.
 */
function denseLayers(dir: string, hidden: number): DenseLayer[] {
  const path = join(dir, 'modules.json');
  if (!existsSync(path)) return [];
  const modules = parse(path);
  if (!Array.isArray(modules)) throw unusable(dir, 'modules.json is not a list');
  const layers: DenseLayer[] = [];
  let normalized = false;
  let width = hidden;
  for (const module of modules) {
    const type = text(record(module)['type']) ?? '';
    const [kind] = /(?<=\.)(Transformer|Pooling|Normalize|Dense)$/.exec(type) ?? [];
    if (kind === undefined || (kind === 'Dense' && normalized)) {
      throw unusable(
        dir,
        `modules.json asks for "${type}"${normalized ? ' after Normalize' : ''}, and fieldmap only knows Transformer, Pooling, Dense and then Normalize`,
      );
    }
    normalized ||= kind === 'Normalize';
    if (kind !== 'Dense') continue;
    const folder = text(record(module)['path']) ?? '';
    if (!DENSE_FOLDER.test(folder))
      throw unusable(dir, `modules.json has a layer in "${folder}", expected "2_Dense" or the like`);
    const layer = readDenseLayer(dir, folder, requiredJson(dir, `${folder}/config.json`));
    if (layer.inputs !== width)
      throw unusable(dir, `${folder} takes ${layer.inputs} numbers, and ${width} come before it`);
    width = layer.outputs;
    layers.push(layer);
  }
  return layers;
}

/** The folder of a layer as sentence-transformers names it: no way out of the model's own. */
export const DENSE_FOLDER = /^\d+_Dense$/;

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
  const positions = config['max_position_embeddings'] ?? config['n_positions'];
  // RoBERTa and its kin count positions from 2.
  const offset = /^(xlm-)?roberta$|^mpnet$|^camembert$/.test(text(config['model_type']) ?? '') ? 2 : 0;
  const limits = [
    stated ?? tokenizer['model_max_length'],
    typeof positions === 'number' ? positions - offset : undefined,
  ];
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
