/** The model itself, through ONNX Runtime: tokens in, one vector a token out, pooled. Runs inside a worker. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InferenceSession, TensorConstructor } from 'onnxruntime-node';
import { FieldmapError, messageOf } from '../errors.js';
import type { ModelInfo, PaperVectors } from '../types.js';
import { PaperPool, poolText } from './pooling.js';
import type { ResolvedModel } from './resolve-model.js';
import { paperTokens, textTokens, type Tokenize } from './tokens.js';
import { rememberWords } from './words.js';

export interface Encoder {
  encodeQuery(text: string): Promise<PaperVectors>;
  encodePaper(title: string, abstract: string): Promise<PaperVectors>;
}

/**
 * Loads tokenizer and session; about 0.2 s.
 * @throws FieldmapError `model` when the files cannot be loaded, or the model wants or gives something else.
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
      const tokens = paperTokens({ title, abstract }, info.documentPrefix, tokenize, info.maxTokens);
      const pool = new PaperPool(tokens, info);
      for (const window of tokens.windows) pool.add(window, await run(window.ids));
      return pool.vectors();
    },
  };
}

/** What is used of `@huggingface/tokenizers`: its own types name files without their ending, which NodeNext cannot find. */
interface Tokenizer {
  encode(text: string, options?: { add_special_tokens: boolean }): { readonly ids: number[] };
  get_vocab(): Map<string, number>;
}
type Tokenizers = { readonly Tokenizer: new (tokenizer: object, config: object) => Tokenizer };

/** Rows of `dimensions` numbers, one a token. */
type Run = (ids: readonly number[]) => Promise<Float32Array>;

async function load({ dir, onnx, info }: ResolvedModel): Promise<{ tokenize: Tokenize; run: Run }> {
  const { Tokenizer } = (await import('@huggingface/tokenizers')) as Tokenizers;
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  try {
    const about = readJson(dir, 'tokenizer.json') as { pre_tokenizer?: { type?: string } | null };
    const tokenizer = new Tokenizer(about, readJson(dir, 'tokenizer_config.json'));
    const session = await InferenceSession.create(join(dir, onnx), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    refuseOther(session);
    return {
      tokenize: tokenizeWith(tokenizer, about.pre_tokenizer?.type === 'BertPreTokenizer'),
      run: runWith(session, Tensor, info),
    };
  } catch (error) {
    throw new FieldmapError(
      'model',
      `Cannot load the model in ${dir}: ${messageOf(error)}`,
      '"fieldmap model verify" checks its files.',
      { cause: error },
    );
  }
}

function readJson(dir: string, name: string): object {
  return JSON.parse(readFileSync(join(dir, name), 'utf8')) as object;
}

function tokenizeWith(tokenizer: Tokenizer, isBert: boolean): Tokenize {
  const whole = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false }).ids;
  const plain = isBert ? rememberWords(whole, tokenizer.get_vocab()) : whole;
  return (text, special) => (special ? tokenizer.encode(text).ids : plain(text));
}

/** What a model is fed, if it wants it: DistilBERT and MPNet know no token types. */
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];
const OUTPUT = 'last_hidden_state';

function refuseOther({ inputNames, outputNames }: InferenceSession): void {
  const odd = inputNames.find((name) => !INPUTS.includes(name));
  if (odd !== undefined)
    throw new Error(`it wants the input "${odd}", and fieldmap only has ${INPUTS.join(', ')}.`);
  if (!outputNames.includes(OUTPUT))
    throw new Error(`it gives ${outputNames.join(', ')}, expected ${OUTPUT}.`);
}

/** Every text is fed from the same three arrays, each as long as the longest text. */
function runWith(
  session: InferenceSession,
  Tensor: TensorConstructor,
  { maxTokens, dimensions }: ModelInfo,
): Run {
  const inputs = [
    new BigInt64Array(maxTokens),
    new BigInt64Array(maxTokens).fill(1n),
    new BigInt64Array(maxTokens),
  ];
  // Written through the lower halves (little-endian, as every machine that Node runs on): no BigInt is made on the way.
  const halves = new Int32Array(inputs[0]!.buffer);
  return async (ids) => {
    const count = ids.length;
    for (let i = 0; i < count; i++) halves[2 * i] = ids[i]!;
    const { [OUTPUT]: output } = await session.run(
      Object.fromEntries(
        session.inputNames.map((name) => [
          name,
          new Tensor('int64', inputs[INPUTS.indexOf(name)]!.subarray(0, count), [1, count]),
        ]),
      ),
    );
    const { data } = output!;
    if (!(data instanceof Float32Array) || data.length !== count * dimensions) {
      throw new FieldmapError(
        'model',
        `The model gave ${data.length} numbers, expected ${count} × ${dimensions}.`,
      );
    }
    return data;
  };
}
