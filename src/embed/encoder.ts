/** The model itself, through transformers.js: tokens in, one vector a token out, pooled. Runs inside a worker. */
import { FieldmapError, messageOf } from '../errors.js';
import type { PaperVectors } from '../types.js';
import { poolPaper, poolText } from './pooling.js';
import type { ResolvedModel } from './resolve-model.js';
import { paperTokens, textTokens, type Tokenize } from './tokens.js';
import { rememberWords } from './words.js';

export interface Encoder {
  encodeQuery(text: string): Promise<PaperVectors>;
  encodePaper(title: string, abstract: string): Promise<PaperVectors>;
}

/**
 * Loads tokenizer and session; about 0.35 s, most of it importing transformers.js.
 * @throws FieldmapError `model` when transformers.js cannot load the files.
 */
export async function loadEncoder(model: ResolvedModel): Promise<Encoder> {
  const { tokenize, run } = await load(model);
  const { info } = model;
  return {
    async encodeQuery(text) {
      const tokens = textTokens(text, info.queryPrefix, tokenize, info.maxTokens);
      return poolText(await run(tokens.ids), tokens, info);
    },
    async encodePaper(title, abstract) {
      const tokens = paperTokens(title, abstract, info.documentPrefix, tokenize, info.maxTokens);
      return poolPaper(await run(tokens.ids), tokens, info);
    },
  };
}

interface Loaded {
  readonly tokenize: Tokenize;
  /** The vectors of the tokens, row by row. */
  readonly run: (ids: readonly number[]) => Promise<Float32Array>;
}

async function load({ dir, onnx, info }: ResolvedModel): Promise<Loaded> {
  const { AutoModel, AutoTokenizer, BertTokenizer, Tensor, env } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(dir, { local_files_only: true });
    const model = await AutoModel.from_pretrained(dir, {
      local_files_only: true,
      device: 'cpu',
      dtype: onnx.dtype,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    });
    const whole = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false });
    const plain = tokenizer instanceof BertTokenizer ? rememberWords(whole, tokenizer.get_vocab()) : whole;
    return {
      tokenize: (text, special) => (special ? tokenizer.encode(text) : plain(text)),
      async run(ids) {
        const shape = [1, ids.length];
        const output = await model({
          input_ids: new Tensor('int64', toBigInts(ids), shape),
          attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
          token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
        }) as { last_hidden_state: { data: Float32Array } };
        const { data } = output.last_hidden_state;
        if (data.length !== ids.length * info.dimensions) {
          throw new FieldmapError('model',
            `The model in ${dir} gave ${data.length} numbers, expected ${ids.length} × ${info.dimensions}.`);
        }
        return data;
      },
    };
  } catch (error) {
    throw new FieldmapError('model', `Cannot load the model in ${dir}: ${messageOf(error)}`,
      '"fieldmap model verify" checks its files.', { cause: error });
  }
}

/** Written through the lower halves (little-endian, as every machine that Node runs on): no BigInt is made on the way. */
function toBigInts(ids: readonly number[]): BigInt64Array {
  const all = new BigInt64Array(ids.length);
  const halves = new Int32Array(all.buffer);
  for (let i = 0; i < ids.length; i++) halves[2 * i] = ids[i]!;
  return all;
}
