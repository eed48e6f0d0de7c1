import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pullModel } from '../../src/embed/pull-model.js';
import { verifyModel } from '../../src/embed/verify-model.js';
import type { Progress } from '../../src/types.js';
import {
  modelFolder,
  PLAIN_MODEL,
  sha256,
  temporaryFolder,
  text,
  type ModelFiles,
} from '../helpers/model-folder.js';

const ID = 'Owner/tiny';
let root = '';

beforeEach(() => {
  root = temporaryFolder();
  vi.stubEnv('FIELDMAP_MODELS', root);
});
afterEach(() => vi.unstubAllEnvs());

/** A hub with one model. Notes what it was asked for. */
function hub(files: ModelFiles = PLAIN_MODEL) {
  const asked: string[] = [];
  const fetch = ((url: string) => {
    asked.push(url);
    const content = files[url.replace(`https://huggingface.co/${ID}/resolve/main/`, '')];
    if (content === undefined || content === null)
      return Promise.resolve(new Response('no', { status: 404 }));
    const body = text(content);
    return Promise.resolve(new Response(body, { headers: { 'content-length': String(body.length) } }));
  }) as typeof globalThis.fetch;
  return { fetch, asked };
}

/** What is left in the folder of pulled models, temporary folders included. */
function left(): string[] {
  return existsSync(join(root, 'Owner')) ? readdirSync(join(root, 'Owner')) : [];
}

describe('pullModel', () => {
  it.each(['', '../../x', 'a/b/c', 'https://huggingface.co/a/b'])(
    'refuses %j as an id and asks nobody',
    async (id) => {
      const { fetch, asked } = hub();
      await expect(pullModel(id, { fetch })).rejects.toMatchObject({
        code: 'usage',
        message: `"${id}" is no model id: expected "owner/name" as on https://huggingface.co.`,
      });
      expect(asked).toEqual([]);
    },
  );

  it('says what a model lacks', async () => {
    await expect(pullModel(ID, hub({}))).rejects.toMatchObject({
      code: 'not-found',
      message: `https://huggingface.co/${ID} has no config.json, or there is no such model.`,
    });
    await expect(
      pullModel(ID, hub({ ...PLAIN_MODEL, 'onnx/model_quantized.onnx': null })),
    ).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('has no onnx/model_quantized.onnx and no onnx/model.onnx') as string,
    });
    expect(left()).toEqual([]);
  });

  it('says clearly that there is no network', async () => {
    const fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') }));
    await expect(pullModel(ID, { fetch })).rejects.toMatchObject({
      code: 'model',
      message:
        'Could not fetch https://huggingface.co/Owner/tiny/resolve/main/config.json: ' +
        'fetch failed (getaddrinfo ENOTFOUND).',
      hint:
        '"model pull" is the one command that needs the network. ' +
        'Without it, copy a model folder here and use --model DIR.',
    });
  });

  it('passes on what the hub answers', async () => {
    const fetch = () => Promise.resolve(new Response('', { status: 503, statusText: 'Busy' }));
    await expect(pullModel(ID, { fetch })).rejects.toMatchObject({
      code: 'model',
      message: expect.stringContaining('config.json answered 503 Busy') as string,
    });
  });

  it('keeps nothing of a stopped pull, and what was there before', async () => {
    modelFolder({ 'config.json': { hidden_size: 8, old: true } }, join(root, ID));
    const stop = new AbortController();
    const { fetch } = hub();
    const onProgress = ({ step }: Progress): void => {
      if (step === 'tokenizer.json') stop.abort();
    };
    await expect(pullModel(ID, { fetch, onProgress, signal: stop.signal })).rejects.toMatchObject({
      code: 'interrupted',
      message: 'The pull was stopped; nothing was kept.',
    });
    expect(left()).toEqual(['tiny']);
    expect(readFileSync(join(root, ID, 'config.json'), 'utf8')).toContain('old');
  });

  it('keeps nothing of a model that fieldmap cannot use', async () => {
    const unpooled = hub({ ...PLAIN_MODEL, '1_Pooling/config.json': null });
    await expect(pullModel(ID, unpooled)).rejects.toMatchObject({ code: 'model' });
    expect(left()).toEqual([]);
  });

  it('fetches the files, keeps their hashes and replaces what was there', async () => {
    modelFolder({ 'config.json': { hidden_size: 8, old: true } }, join(root, ID));
    const { fetch } = hub();
    const steps: Progress[] = [];
    const model = await pullModel(ID, { fetch, onProgress: (progress) => steps.push(progress) });
    expect(model).toMatchObject({
      dir: join(root, ID),
      info: { id: ID, hash: sha256('not really a network'), dimensions: 8, pooling: 'mean' },
    });
    expect(readFileSync(join(root, ID, 'config.json'), 'utf8')).not.toContain('old');
    expect((await verifyModel(model.dir)).map(({ file, ok }) => [file, ok])).toEqual([
      ['config.json', true],
      ['tokenizer.json', true],
      ['tokenizer_config.json', true],
      ['1_Pooling/config.json', true],
      ['onnx/model_quantized.onnx', true],
    ]);
    expect(steps.at(-1)).toEqual({ step: 'onnx/model_quantized.onnx', done: 20, total: 20 });
    expect(left()).toEqual(['tiny']);
  });
});
