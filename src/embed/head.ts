/** What follows pooling: layers of the model's own that ONNX files often lack, a cut to fewer dimensions, unit length. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FieldmapError } from '../errors.js';
import { normalize } from '../math/index.js';
import type { Vector } from '../types.js';
import { readSafetensors } from './safetensors.js';

type Activation = 'identity' | 'tanh' | 'relu';

/** A layer of sentence-transformers' type Dense, kept by its folder. */
export interface DenseLayer {
  /** Of config.json and model.safetensors, relative to the model's folder. */
  readonly folder: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly bias: boolean;
  readonly activation: Activation;
  /** sha256 of its weights, hex. */
  readonly hash: string;
}

export interface Head {
  /** Numbers a token, as the network gives them. */
  readonly hidden: number;
  /** The pooled vector is shifted and scaled to mean 0 and variance 1 first. */
  readonly layerNorm: boolean;
  readonly dense: readonly DenseLayer[];
  /** Numbers that are kept, the first ones. */
  readonly dimensions: number;
}

/** One line that tells heads apart; undefined for one that changes nothing, as most models have. */
export function describeHead({ hidden, layerNorm, dense, dimensions }: Head): string | undefined {
  const given = dense.at(-1)?.outputs ?? hidden;
  const steps = [
    ...(layerNorm ? ['layer norm'] : []),
    ...dense.map(({ outputs, hash }) => `dense ${outputs} (${hash.slice(0, 12)})`),
    ...(dimensions < given ? [`first ${dimensions} of ${given}`] : []),
  ];
  return steps.length === 0 ? undefined : steps.join(', ');
}

/** Mean of a text's tokens (or its first token) → its vector, unit length. The input may be changed. */
export type ApplyHead = (pooled: Float32Array) => Vector;

/**
 * Reads the layers' weights. @throws FieldmapError `model` when a file is not what config.json says.
 */
export function loadHead(dir: string, head: Head): ApplyHead {
  const layers = head.dense.map((layer) => denseLayer(dir, layer));
  return (pooled) => {
    let vector = head.layerNorm ? layerNorm(pooled) : pooled;
    for (const layer of layers) vector = layer(vector);
    return normalize(vector.length === head.dimensions ? vector : vector.slice(0, head.dimensions));
  };
}

export const WEIGHTS = 'model.safetensors';

/** @throws FieldmapError `model` when the layer's files are missing or not understood. */
export function readDenseLayer(dir: string, folder: string, config: Record<string, unknown>): DenseLayer {
  const { in_features: inputs, out_features: outputs, activation_function: named } = config;
  if (typeof inputs !== 'number' || typeof outputs !== 'number')
    throw unusable(dir, `${folder}/config.json has no in_features and out_features`);
  const name = typeof named === 'string' ? named.slice(named.lastIndexOf('.') + 1).toLowerCase() : 'tanh';
  if (name !== 'identity' && name !== 'tanh' && name !== 'relu')
    throw unusable(dir, `${folder}/config.json asks for the activation "${String(named)}"`);
  const weights = join(dir, folder, WEIGHTS);
  if (!existsSync(weights))
    throw unusable(dir, `modules.json asks for the layer ${folder}, and ${folder}/${WEIGHTS} is not there`);
  return {
    folder,
    inputs,
    outputs,
    bias: config['bias'] !== false,
    activation: name,
    hash: createHash('sha256').update(readFileSync(weights)).digest('hex'),
  };
}

function denseLayer(dir: string, layer: DenseLayer): (input: Float32Array) => Float32Array {
  const { folder, inputs, outputs, bias, activation } = layer;
  const tensors = readSafetensors(join(dir, folder, WEIGHTS));
  const weight = tensors.get('linear.weight');
  const added = bias ? tensors.get('linear.bias') : new Float32Array(outputs);
  if (weight?.length !== inputs * outputs || added?.length !== outputs)
    throw unusable(dir, `${folder}/${WEIGHTS} does not hold ${outputs} × ${inputs} weights`);
  return (input) => {
    const output = new Float32Array(outputs);
    for (let o = 0; o < outputs; o++) {
      let sum = added[o]!;
      for (let i = 0; i < inputs; i++) sum += weight[o * inputs + i]! * input[i]!;
      output[o] = activation === 'tanh' ? Math.tanh(sum) : activation === 'relu' ? Math.max(0, sum) : sum;
    }
    return output;
  };
}

/** Without weights of its own (Ba et al. 2016), as PyTorch's `layer_norm` with its default epsilon. */
function layerNorm(vector: Float32Array): Float32Array {
  const mean = vector.reduce((sum, value) => sum + value, 0) / vector.length;
  const variance = vector.reduce((sum, value) => sum + (value - mean) ** 2, 0) / vector.length;
  return vector.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
}

function unusable(dir: string, why: string): FieldmapError {
  return new FieldmapError(
    'model',
    `Cannot use the model in ${dir}: ${why}.`,
    'Copy the whole folder of the model from the Hugging Face hub, or pull it again.',
  );
}
