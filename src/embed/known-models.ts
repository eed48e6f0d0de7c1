/**
 * What published models say in their model card and not in their files. Only what is missing in a model's own files is
 * taken from here: conversions for transformers.js often come without `1_Pooling/` and `sentence_bert_config.json`.
 */
import type { ModelInfo } from '../types.js';

export interface KnownModel {
  readonly pooling?: ModelInfo['pooling'];
  readonly maxTokens?: number;
  readonly queryPrefix?: string;
  readonly documentPrefix?: string;
}

/** By the last part of the id; the first that matches counts. */
const KNOWN: readonly (readonly [RegExp, KnownModel])[] = [
  // https://huggingface.co/BAAI/bge-small-en-v1.5: the instruction is for questions only.
  [
    /^bge-(small|base|large)-en/i,
    {
      pooling: 'first',
      maxTokens: 512,
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
    },
  ],
  // https://huggingface.co/Snowflake/snowflake-arctic-embed-s: the same instruction.
  [
    /^snowflake-arctic-embed-(xs|s|m|l)$/i,
    {
      pooling: 'first',
      maxTokens: 512,
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
    },
  ],
  // https://huggingface.co/intfloat/e5-small-v2: both prefixes are needed.
  [
    /^(multilingual-)?e5-(small|base|large)(-v2)?$/i,
    { pooling: 'mean', maxTokens: 512, queryPrefix: 'query: ', documentPrefix: 'passage: ' },
  ],
  // https://huggingface.co/thenlper/gte-small
  [/^gte-(small|base|large)$/i, { pooling: 'mean', maxTokens: 512 }],
  // sentence_bert_config.json of the sentence-transformers repositories.
  [/^all-MiniLM-L6-v2$/i, { pooling: 'mean', maxTokens: 256 }],
  [/^all-MiniLM-L12-v2$/i, { pooling: 'mean', maxTokens: 128 }],
  [/^all-mpnet-base-v2$/i, { pooling: 'mean', maxTokens: 384 }],
];

export function knownModel(id: string): KnownModel {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? {};
}
