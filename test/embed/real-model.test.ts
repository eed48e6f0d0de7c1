/** The real model, from the compiled files (`npm test` builds them first): the few tests that need it. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { AutoTokenizer, env, pipeline } from '@huggingface/transformers';
import { afterAll, describe, expect, it } from 'vitest';
import type { Embedder, openEmbedder as OpenEmbedder } from '../../src/embed/embedder.js';
import { resolveModel } from '../../src/embed/resolve-model.js';
import { paperTokens } from '../../src/embed/tokens.js';
import { rememberWords } from '../../src/embed/words.js';
import type { PaperVectors } from '../../src/types.js';
import { temporaryFolder } from '../helpers/model-folder.js';
import { cosine, embedAll, embedderContract } from './embedder-contract.js';

const compiled = new URL('../../dist/embed/index.js', import.meta.url).href;
const { openEmbedder } = (await import(compiled)) as { openEmbedder: typeof OpenEmbedder };
const model = resolveModel('all-MiniLM-L6-v2');
const { dimensions } = model.info;

const reference = new URL('../fixtures/reference/', import.meta.url);
const texts = readFileSync(new URL('all-MiniLM-L6-v2.texts.jsonl', reference), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text);
const bytes = readFileSync(new URL('all-MiniLM-L6-v2.f32', reference));
const wanted = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));

function wantedOf(i: number): Float32Array {
  return wanted.subarray(i * dimensions, (i + 1) * dimensions);
}

const opened: Embedder[] = [];
function open(threads: number, folder = model): Embedder {
  const embedder = openEmbedder(folder, { threads });
  opened.push(embedder);
  return embedder;
}
afterAll(() => Promise.all(opened.map((embedder) => embedder.close())));

/** The reference texts begin with the title of a paper: cut there, to go through the path that papers take. */
function asPapers(): { key: number; title: string; abstract: string }[] {
  return texts.map((text, key) => {
    const [title = '', ...rest] = text.split('. ');
    return { key, title, abstract: rest.join('. ') };
  });
}

embedderContract('all-MiniLM-L6-v2', () => openEmbedder(model, { threads: 1 }));

describe('a model whose files have changed', () => {
  it('gives no vector and names the file', async () => {
    const dir = join(temporaryFolder(), 'changed');
    cpSync(model.dir, dir, { recursive: true });
    appendFileSync(join(dir, 'tokenizer.json'), '\n');
    await expect(open(1, resolveModel(dir)).embedQuery('x')).rejects.toMatchObject({
      code: 'model',
      message: expect.stringContaining('tokenizer.json has changed: expected sha256 be50c3628f2b') as string,
    });
    appendFileSync(join(dir, model.onnx), '\n');
    const papers = embedAll(open(1, resolveModel(dir)), [{ key: 1, title: 'x', abstract: '' }]);
    await expect(papers).rejects.toMatchObject({ code: 'model' });
  });

  it('says so when the network does not give what config.json promises', async () => {
    const dir = join(temporaryFolder(), 'narrow');
    cpSync(model.dir, dir, { recursive: true });
    rmSync(join(dir, 'SHA256SUMS'));
    writeFileSync(
      join(dir, 'config.json'),
      JSON.stringify({ hidden_size: 100, max_position_embeddings: 512 }),
    );
    await expect(open(1, resolveModel(dir)).embedQuery('x')).rejects.toMatchObject({
      code: 'model',
      message: 'The model gave 1152 numbers, expected 3 × 100.',
    });
  });
});

describe('all-MiniLM-L6-v2', () => {
  it('agrees with sentence-transformers in 32-bit floats: 0.98 each, 0.99 on average', async () => {
    const embedder = open(2);
    // As questions, which are cut at 256 tokens as the reference was: papers are read to their end.
    const cosines: number[] = [];
    for (const [i, text] of texts.entries())
      cosines.push(cosine(await embedder.embedQuery(text), wantedOf(i)));
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(0.98);
    expect(cosines.reduce((sum, value) => sum + value, 0) / cosines.length).toBeGreaterThanOrEqual(0.99);
  });

  it('makes of a paper that fits one window what it makes of its text, and of a longer one something like its beginning', async () => {
    const embedder = open(1);
    const papers = asPapers().map((paper, i) =>
      i % 2 === 0 ? paper : { ...paper, abstract: paper.abstract.slice(0, 500) },
    );
    const found = await embedAll(embedder, papers);
    for (const { key, title, abstract } of papers.slice(0, 10)) {
      const text = await embedder.embedQuery(abstract === '' ? title : `${title}. ${abstract}`);
      const alike = cosine(found.get(key)!.document, text);
      if (abstract.length <= 500) expect(alike).toBeGreaterThan(0.9999);
      else expect(alike).toBeGreaterThan(0.8);
    }
  });

  it('agrees with the pipeline of transformers.js, which reads the same files', async () => {
    env.allowRemoteModels = false;
    const extract = await pipeline('feature-extraction', model.dir, { local_files_only: true, dtype: 'q8' });
    const embedder = open(1);
    for (const text of texts.slice(-3)) {
      const { data } = (await extract(text, { pooling: 'mean', normalize: true })) as { data: Float32Array };
      expect(cosine(await embedder.embedQuery(text), data)).toBeGreaterThan(0.999999);
    }
    await extract.dispose();
  });

  it('gives the same bytes on 1 and on 3 threads', async () => {
    const some = asPapers().slice(0, 8);
    const [one, three] = [await embedAll(open(1), some), await embedAll(open(3), some)];
    for (const { key } of some) expect(three.get(key)).toEqual(one.get(key));
  });

  it('reads the same tokens sentence by sentence as from the whole text', async () => {
    env.allowRemoteModels = false;
    const tokenizer = await AutoTokenizer.from_pretrained(model.dir, { local_files_only: true });
    const tokenize = (text: string, special: boolean) =>
      tokenizer.encode(text, { add_special_tokens: special });
    const remembered = rememberWords((text) => tokenize(text, false), tokenizer.get_vocab());
    const wordByWord = (text: string, special: boolean) =>
      special ? tokenize(text, true) : remembered(text);
    const odd =
      'Zo\u0308e\u2026 et al. Said 3.14! "Why?" she asked.Next x\u0301. (A) 猫が。好き。 [SEP] a\u00a0b\u200bc \u0085 x [MASK]. ' +
      "a_b^c~d `x` #1 $5 50% it's x=y+z (p<.05); a/b-[MASK]-c {1} A.I. '80s CamelCase GPT4o H2O covid19 qzxv antidisestablishmentarianism " +
      'x'.repeat(150);
    for (const { title, abstract } of [...asPapers(), { title: 'Ünï-cödé', abstract: odd }]) {
      const whole = tokenize(abstract === '' ? title : `${title}. ${abstract}`, true);
      expect(paperTokens({ title, abstract }, '', tokenize, 100_000).windows[0]!.ids).toEqual(whole);
      expect(paperTokens({ title, abstract }, '', wordByWord, 100_000).windows[0]!.ids).toEqual(whole);
    }
  });

  it('reads a long abstract to its end: its last sentence has the vector that it has among its neighbours', async () => {
    const filler = 'We describe the method and its parts in some detail here. '.repeat(40);
    const last = 'Bees dance to tell each other where flowers are.';
    const found = await embedAll(open(1), [
      { key: 1, title: 'A long paper', abstract: `${filler}${last}` },
      { key: 2, title: 'A short paper', abstract: last },
    ]);
    const { scales, values } = found.get(1)!.sentences;
    expect(scales).toHaveLength(42);
    expect(found.get(1)!.truncated).toBe(false);
    const end = Float32Array.from(values.subarray(41 * dimensions));
    const alone = Float32Array.from(found.get(2)!.sentences.values.subarray(dimensions));
    const other = Float32Array.from(values.subarray(dimensions, 2 * dimensions));
    expect(cosine(end, alone)).toBeGreaterThan(0.6);
    expect(cosine(end, other)).toBeLessThan(cosine(end, alone) - 0.2);
  });

  it('embeds a 10 MB abstract as fast as a long one', async () => {
    const abstract = 'Ten megabytes of text. '.repeat(450_000);
    const found = await embedAll(open(1), [{ key: 1, title: 'Big', abstract }]);
    expect(found.get(1)!.truncated).toBe(true);
  });

  it('is stopped in the middle, keeps what was finished, and can go on', async () => {
    const embedder = open(2);
    const papers = Array.from({ length: 2000 }, (_, key) => ({
      key,
      title: 'A title',
      abstract: 'Of many papers.',
    }));
    const stop = new AbortController();
    let finished = 0;
    await expect(
      embedder.embedPapers(papers, {
        onBatch(batch) {
          finished += batch.length;
          stop.abort();
        },
        signal: stop.signal,
      }),
    ).rejects.toMatchObject({ code: 'interrupted' });
    expect(finished).toBeGreaterThanOrEqual(64);
    expect(finished).toBeLessThan(128);
    expect(await embedder.embedQuery('still there?')).toHaveLength(dimensions);
  });

  it('lets the process end in the middle of the work, with the exit code that was wanted', () => {
    const script = `
      const { openEmbedder } = await import(${JSON.stringify(compiled)});
      const papers = Array.from({ length: 999 }, (_, key) => ({ key, title: 'A title', abstract: 'Words. '.repeat(200) }));
      await openEmbedder(${JSON.stringify(model)}, { threads: 2 }).embedPapers(papers, { onBatch: () => process.exit(42) });`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 42, stderr: '' });
  });

  it('rejects a question under way when it is closed', async () => {
    const embedder = open(1);
    const question = embedder.embedQuery('too late');
    await Promise.all([expect(question).rejects.toMatchObject({ code: 'interrupted' }), embedder.close()]);
  });
});

const bge = fileURLToPath(new URL('../../../shared/models/bge-small-en-v1.5', import.meta.url));
describe.skipIf(!existsSync(bge))('bge-small-en-v1.5, a second model', () => {
  it('is read with first-token pooling, its prefix and 512 tokens, and finds the paper that answers', async () => {
    const folder = resolveModel(bge);
    expect(folder.info).toMatchObject({
      id: 'bge-small-en-v1.5',
      pooling: 'first',
      maxTokens: 512,
      dimensions: 384,
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
      hash: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
    });
    const embedder = open(1, folder);
    const papers = await embedAll(embedder, [
      {
        key: 1,
        title: 'Sparse autoencoders',
        abstract: 'We find interpretable features in language models.',
      },
      { key: 2, title: 'Frogs of the Amazon', abstract: 'We count frogs along the river.' },
    ]);
    const question: PaperVectors['document'] = await embedder.embedQuery('how to interpret a language model');
    expect(cosine(question, papers.get(1)!.document)).toBeGreaterThan(
      cosine(question, papers.get(2)!.document) + 0.1,
    );
  });
});

describe('ONNX Runtime', () => {
  it('reports nothing, keeps no id of the device, and does not stumble over a long command line', () => {
    const folder = temporaryFolder();
    const home = join(folder, 'home');
    mkdirSync(home);
    const script = join(folder, 'script.mjs');
    writeFileSync(
      script,
      `const { openEmbedder } = await import(${JSON.stringify(compiled)});
      const embedder = openEmbedder(${JSON.stringify(model)}, { threads: 1 });
      console.log((await embedder.embedQuery('cat')).length);
      await embedder.close();`,
    );
    // As a shell passes `papers/*.bib`; with no other variable, since with CI=1 it does neither.
    const files = Array.from({ length: 1500 }, (_, i) => `a/folder/of/many/papers/number-${i}.bib`);
    const { stdout, signal } = spawnSync(process.execPath, [script, ...files], {
      encoding: 'utf8',
      env: { HOME: home },
    });
    expect({ stdout, signal, kept: readdirSync(home) }).toEqual({
      stdout: `${dimensions}\n`,
      signal: null,
      kept: [],
    });
  });
});
