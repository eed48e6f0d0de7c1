/**
 * What published models say in their model card and not in their files. Only what is missing in a model's own files is
 * taken from here: conversions for transformers.js often come without `1_Pooling/` and `sentence_bert_config.json`.
 */
import type { ModelInfo } from '../types.js';

export interface KnownModel {
  readonly pooling?: ModelInfo['pooling'];
  /** Of questions, where it differs. */
  readonly queryPooling?: ModelInfo['pooling'];
  /** The pooled vector is shifted and scaled to mean 0 and variance 1. */
  readonly layerNorm?: true;
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
  // https://huggingface.co/Alibaba-NLP/gte-modernbert-base
  [/^gte-modernbert-base(-ONNX)?$/i, { pooling: 'first', maxTokens: 8192 }],
  // https://huggingface.co/ibm-granite/granite-embedding-small-english-r2, granite-embedding-30m-english: no prefixes.
  [/^granite-embedding-(small-)?english-r2(-ONNX)?$/i, { pooling: 'first', maxTokens: 8192 }],
  [/^granite-embedding-(30m|125m)-english(-ONNX)?$/i, { pooling: 'first', maxTokens: 512 }],
  // https://huggingface.co/MongoDB/mdbr-leaf-ir: a dense layer follows, which modules.json names.
  [
    /^mdbr-leaf-ir(-ONNX)?$/i,
    {
      pooling: 'mean',
      maxTokens: 512,
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
    },
  ],
  // https://huggingface.co/avsolatorio/NoInstruct-small-Embedding-v0: questions by the mean, papers by the first token.
  [/^NoInstruct-small-Embedding-v0(-ONNX)?$/i, { pooling: 'first', queryPooling: 'mean', maxTokens: 512 }],
  // https://huggingface.co/Snowflake/snowflake-arctic-embed-m-v2.0: made to be cut to 256 dimensions.
  [
    /^snowflake-arctic-embed-[ml]-v2\.0(-ONNX)?$/i,
    { pooling: 'first', maxTokens: 8192, queryPrefix: 'query: ' },
  ],
  // https://huggingface.co/nomic-ai/nomic-embed-text-v1.5: made to be cut to 512, 256, 128 or 64 dimensions.
  [
    /^nomic-embed-text-v1\.5(-ONNX)?$/i,
    {
      pooling: 'mean',
      layerNorm: true,
      maxTokens: 8192,
      queryPrefix: 'search_query: ',
      documentPrefix: 'search_document: ',
    },
  ],
  // https://huggingface.co/google/embeddinggemma-300m: two dense layers follow; made to be cut to 512, 256 or 128.
  [
    /^embeddinggemma-300m(-ONNX)?$/i,
    {
      pooling: 'mean',
      maxTokens: 2048,
      queryPrefix: 'task: search result | query: ',
      documentPrefix: 'title: none | text: ',
    },
  ],
  // sentence_bert_config.json of the sentence-transformers repositories.
  [/^all-MiniLM-L6-v2$/i, { pooling: 'mean', maxTokens: 256 }],
  [/^all-MiniLM-L12-v2$/i, { pooling: 'mean', maxTokens: 128 }],
  [/^all-mpnet-base-v2$/i, { pooling: 'mean', maxTokens: 384 }],
];

export function knownModel(id: string): KnownModel {
  const name = id.slice(id.lastIndexOf('/') + 1);
  return KNOWN.find(([pattern]) => pattern.test(name))?.[1] ?? {};
}
