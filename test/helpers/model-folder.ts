/** A model folder with everything but a working model in it: for what reads and checks the files. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** File name → content; an object is written as JSON, null leaves the file out. */
export type ModelFiles = Record<string, unknown>;

export const PLAIN_MODEL: ModelFiles = {
  'config.json': { hidden_size: 8, max_position_embeddings: 512 },
  'tokenizer.json': {},
  'tokenizer_config.json': { model_max_length: 512 },
  '1_Pooling/config.json': {
    word_embedding_dimension: 8,
    pooling_mode_cls_token: false,
    pooling_mode_mean_tokens: true,
  },
  'onnx/model_quantized.onnx': 'not really a network',
};

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'fieldmap-model-'));
}

/** Writes a plain model with `changes` into `dir` (default: a new temporary folder) and returns the folder. */
export function modelFolder(changes: ModelFiles = {}, dir = temporaryFolder()): string {
  for (const [name, content] of Object.entries({ ...PLAIN_MODEL, ...changes })) {
    if (content === null) continue;
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text(content));
  }
  return dir;
}

export function text(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
