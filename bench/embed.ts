/**
 * Embedding throughput on SciFact abstracts: fieldmap's embedder against (a) the feature-extraction pipeline of
 * transformers.js with its defaults, in batches of 32, and (b) bare onnxruntime sessions, one a thread, that are fed
 * ready tokens and whose output nobody reads. Same ONNX file, same run, the sides in turn; what counts is the median
 * of the rounds' ratios. Every round has papers of its own, since fieldmap remembers words. Wanted: at least 1.9 × (a)
 * and 0.95 × (b).
 *
 *   npm run build && npx tsx bench/embed.ts [--papers 300] [--rounds 15] [--threads 2] [--model DIR] [--only ours]
 *
 * `--only ours` runs fieldmap's side alone and prints the peak memory of the process.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { keepOnnxRuntimeToItself } from '../src/config.js';
import type { openEmbedder as OpenEmbedder } from '../src/embed/embedder.js';
import type { ResolvedModel, resolveModel as ResolveModel } from '../src/embed/resolve-model.js';
import { paperTokens } from '../src/embed/tokens.js';

keepOnnxRuntimeToItself();
const { values: flags } = parseArgs({
  options: {
    papers: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '15' },
    threads: { type: 'string', default: '2' },
    model: { type: 'string', default: 'all-MiniLM-L6-v2' },
    corpus: { type: 'string', default: '../shared/corpora/scifact/corpus.jsonl.gz' },
    only: { type: 'string' },
  },
});
const threads = Number(flags.threads);

interface Row {
  title: string;
  abstract: string;
}

const corpus = new URL(`../${flags.corpus}`, import.meta.url);
if (!existsSync(corpus)) {
  console.error(`No ${flags.corpus}: this benchmark needs the SciFact abstracts.`);
  process.exit(1);
}
const count = Number(flags.papers);
const rounds = Number(flags.rounds);
const rows = gunzipSync(readFileSync(corpus))
  .toString()
  .split('\n', count * (rounds + 1))
  .filter(Boolean)
  .map((line, key) => ({ key, ...(JSON.parse(line) as Row) }));
/** The papers of round 1, 2, …; 0 is for warming up. */
const papersOf = (round: number) => rows.slice(round * count, (round + 1) * count);

// The compiled files: workers are started from them.
const dist = new URL('../dist/embed/index.js', import.meta.url).href;
const { openEmbedder, resolveModel } = (await import(dist)) as {
  openEmbedder: typeof OpenEmbedder;
  resolveModel: typeof ResolveModel;
};
const model = resolveModel(flags.model);

/** A side is loaded and warmed up with a round of its own, then timed. */
interface Side {
  name: string;
  run: (round: number) => Promise<void>;
  close: () => Promise<void>;
}

function ours(): Side {
  const embedder = openEmbedder(model, { threads });
  const run = (round: number) => embedder.embedPapers(papersOf(round), { onBatch: () => undefined });
  return { name: 'fieldmap', run, close: () => embedder.close() };
}

async function pipelineOf32({ dir, info, onnx }: ResolvedModel): Promise<Side> {
  const { pipeline } = await import('@huggingface/transformers');
  const extract = await pipeline('feature-extraction', dir, {
    local_files_only: true,
    dtype: onnx.includes('quantized') ? 'q8' : 'fp32',
  });
  // The same cut as fieldmap's; the pipeline itself would take 512.
  const tokenizer = extract.tokenizer as unknown as { _tokenizerConfig: { model_max_length: number } };
  tokenizer._tokenizerConfig.model_max_length = info.maxTokens;
  const pooling = info.pooling === 'first' ? 'cls' : 'mean';
  const run = async (round: number): Promise<void> => {
    const texts = papersOf(round).map((row) => `${row.title}. ${row.abstract}`);
    for (let i = 0; i < texts.length; i += 32)
      await extract(texts.slice(i, i + 32), { pooling, normalize: true });
  };
  return { name: 'transformers.js pipeline', run, close: () => extract.dispose() };
}

const BARE_WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const ort = require('node:module').createRequire(workerData.from)('onnxruntime-node');
const tensor = (numbers) => new ort.Tensor('int64', numbers, [1, numbers.length]);
(async () => {
  const session = await ort.InferenceSession.create(workerData.file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const next = new Int32Array(workerData.counter);
  parentPort.on('message', async (texts) => {
    for (let i = Atomics.add(next, 0, 1); i < texts.length; i = Atomics.add(next, 0, 1)) {
      const n = texts[i].length;
      await session.run({ input_ids: tensor(texts[i]), attention_mask: tensor(new BigInt64Array(n).fill(1n)),
        token_type_ids: tensor(new BigInt64Array(n)) });
    }
    parentPort.postMessage('done');
  });
  parentPort.postMessage('ready');
})();`;

async function bareSessions({ dir, info, onnx }: ResolvedModel): Promise<Side> {
  const { AutoTokenizer } = await import('@huggingface/transformers');
  const tokenizer = await AutoTokenizer.from_pretrained(dir, { local_files_only: true });
  const tokenize = (text: string, special: boolean) =>
    tokenizer.encode(text, { add_special_tokens: special });
  const tokens = Array.from({ length: rounds + 1 }, (_, round) =>
    papersOf(round)
      .flatMap(({ title, abstract }) =>
        paperTokens({ title, abstract }, info.documentPrefix, tokenize, info.maxTokens).windows.map(
          ({ ids }) => ids,
        ),
      )
      .sort((a, b) => b.length - a.length)
      .map((ids) => BigInt64Array.from(ids, BigInt)),
  );
  const counter = new SharedArrayBuffer(4);
  const from = import.meta.filename;
  const workers = Array.from(
    { length: threads },
    () => new Worker(BARE_WORKER, { eval: true, workerData: { file: join(dir, onnx), counter, from } }),
  );
  const answers = () =>
    Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
  await answers();
  const run = async (round: number): Promise<void> => {
    new Int32Array(counter)[0] = 0;
    const done = answers();
    for (const worker of workers) worker.postMessage(tokens[round]);
    await done;
  };
  const close = async (): Promise<void> =>
    void (await Promise.all(workers.map((worker) => worker.terminate())));
  return { name: 'bare onnxruntime sessions', run, close };
}

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
const sides = [ours()];
if (flags.only !== 'ours') sides.push(await pipelineOf32(model), await bareSessions(model));
const rates = sides.map(() => [] as number[]);
// On a busy machine the processor's time is the steadier measure: of all threads, per paper.
const cpu = sides.map(() => [] as number[]);
for (const side of sides) await side.run(0);
for (let round = 1; round <= rounds; round++) {
  for (const [s, side] of sides.entries()) {
    const start = performance.now();
    const before = process.cpuUsage();
    await side.run(round);
    const used = process.cpuUsage(before);
    cpu[s]!.push((used.user + used.system) / 1000 / count);
    rates[s]!.push(count / ((performance.now() - start) / 1000));
  }
}
console.log(`${count} abstracts a round, ${model.info.id}, ${threads} threads, ${rounds} rounds`);
console.table(
  sides.map(({ name }, s) => ({
    side: name,
    'papers/s (median)': median(rates[s]!).toFixed(1),
    'fieldmap is × faster': median(rates[0]!.map((rate, round) => rate / rates[s]![round]!)).toFixed(3),
    'CPU ms a paper': median(cpu[s]!).toFixed(2),
    'fieldmap takes × less CPU': median(cpu[0]!.map((ms, round) => cpu[s]![round]! / ms)).toFixed(3),
  })),
);
if (sides.length === 1) console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
else console.log('wanted: at least 1.9 × the pipeline, 0.95 × the bare sessions');
for (const side of sides) await side.close();
