import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listModels } from '../../src/embed/list-models.js';
import { resolveModel, sameModel } from '../../src/embed/resolve-model.js';
import { modelFolder, sha256, temporaryFolder, type ModelFiles } from '../helpers/model-folder.js';

afterEach(() => vi.unstubAllEnvs());

function pulled(): string {
  const root = temporaryFolder();
  vi.stubEnv('FIELDMAP_MODELS', root);
  return root;
}

describe('resolveModel', () => {
  it('refuses a name that is nowhere and says how to get it', () => {
    expect(() => resolveModel('no-such-model')).toThrow(
      expect.objectContaining({
        code: 'not-found',
        message: 'No model "no-such-model": neither bundled nor pulled, and no folder of that name.',
        hint: '"fieldmap model list" shows those at hand; "fieldmap model pull no-such-model" fetches it, if the hub has it.',
      }),
    );
  });

  it.each(['', '../../nowhere', 'a/b/c', '/nonexistent/x'])(
    'refuses %j, which is neither id nor folder',
    (name) => {
      expect(() => resolveModel(name)).toThrow(expect.objectContaining({ code: 'not-found' }));
    },
  );

  it.each<[string, ModelFiles, string]>([
    ['no config', { 'config.json': null }, 'has no config.json'],
    ['no tokenizer', { 'tokenizer.json': null }, 'has no tokenizer.json'],
    [
      'no network',
      { 'onnx/model_quantized.onnx': null },
      'has no onnx/model_quantized.onnx or onnx/model.onnx',
    ],
    ['broken JSON', { 'config.json': '{' }, 'Cannot read '],
    ['no size', { 'config.json': {} }, 'config.json has no "hidden_size" that is a positive whole number'],
    ['no pooling', { '1_Pooling/config.json': null }, 'it has no 1_Pooling/config.json'],
    [
      'another pooling',
      { '1_Pooling/config.json': { pooling_mode_max_tokens: true } },
      'asks for pooling_mode_max_tokens',
    ],
    [
      'another layer',
      { 'modules.json': [{ type: 'sentence_transformers.models.LSTM' }] },
      'modules.json asks for "sentence_transformers.models.LSTM"',
    ],
    [
      'a dense layer elsewhere',
      { 'modules.json': [{ type: 'sentence_transformers.models.Dense', path: '../2_Dense' }] },
      'has a layer in "../2_Dense"',
    ],
    [
      'a dense layer without its weights',
      {
        'modules.json': [{ type: 'sentence_transformers.models.Dense', path: '2_Dense' }],
        '2_Dense/config.json': { in_features: 8, out_features: 4 },
      },
      '2_Dense/model.safetensors is not there',
    ],
    [
      'a dense layer that does not fit',
      {
        'modules.json': [{ type: 'sentence_transformers.models.Dense', path: '2_Dense' }],
        '2_Dense/config.json': { in_features: 9, out_features: 4 },
        '2_Dense/model.safetensors': 'x',
      },
      '2_Dense takes 9 numbers, and 8 come before it',
    ],
    [
      'a dense layer after normalising',
      {
        'modules.json': [
          { type: 'sentence_transformers.models.Normalize' },
          { type: 'sentence_transformers.models.Dense', path: '2_Dense' },
        ],
      },
      'after Normalize',
    ],
    [
      'no length',
      { 'config.json': { hidden_size: 8 }, 'tokenizer_config.json': {} },
      'says how many tokens it reads',
    ],
    ['broken sums', { SHA256SUMS: 'abc file' }, 'SHA256SUMS, line 1, is not "hash  file"'],
  ])('refuses a folder with %s', (_, changes, message) => {
    const dir = modelFolder(changes);
    expect(() => resolveModel(dir)).toThrow(
      expect.objectContaining({
        code: 'model',
        message: expect.stringContaining(message) as string,
        hint: expect.any(String) as string,
      }),
    );
  });

  it('reads a folder without sums and hashes its network', () => {
    const dir = modelFolder();
    expect(resolveModel(dir)).toEqual({
      dir,
      onnx: 'onnx/model_quantized.onnx',
      head: { hidden: 8, layerNorm: false, dense: [], dimensions: 8 },
      info: {
        id: basename(dir),
        hash: sha256('not really a network'),
        dimensions: 8,
        pooling: 'mean',
        maxTokens: 512,
        queryPrefix: '',
        documentPrefix: '',
        template: '{title}. {abstract}',
      },
    });
  });

  it('takes the hash from the sums where there are some, without reading the network', () => {
    const dir = modelFolder({ SHA256SUMS: `${'a'.repeat(64)}  onnx/model_quantized.onnx\n` });
    expect(resolveModel(dir).info.hash).toBe('a'.repeat(64));
  });

  it('finds a folder by relative path too', () => {
    const dir = modelFolder();
    expect(resolveModel(relative('.', dir)).dir).toBe(dir);
  });

  it('prefers the 8-bit network to the 32-bit one, and takes that where it is alone', () => {
    expect(resolveModel(modelFolder({ 'onnx/model.onnx': 'x' })).onnx).toBe('onnx/model_quantized.onnx');
    const other = modelFolder({ 'onnx/model_quantized.onnx': null, 'onnx/model.onnx': 'x' });
    expect(resolveModel(other).onnx).toBe('onnx/model.onnx');
  });

  it('cuts where sentence-transformers would, never behind the last position', () => {
    const length = (changes: ModelFiles) => resolveModel(modelFolder(changes)).info.maxTokens;
    expect(length({ 'sentence_bert_config.json': { max_seq_length: 256 } })).toBe(256);
    expect(length({ 'sentence_bert_config.json': { max_seq_length: 1024 } })).toBe(512);
    expect(length({ 'tokenizer_config.json': { model_max_length: 1e30 } })).toBe(512);
  });

  it('reads prefixes from the prompts of the model', () => {
    const prompts = { query: 'q: ', document: 'd: ' };
    expect(
      resolveModel(modelFolder({ 'config_sentence_transformers.json': { prompts } })).info,
    ).toMatchObject({ queryPrefix: 'q: ', documentPrefix: 'd: ' });
  });

  it('knows what some published models do not say in their files', () => {
    const bare = { '1_Pooling/config.json': null };
    const root = temporaryFolder();
    const info = (name: string) => resolveModel(modelFolder(bare, join(root, name))).info;
    expect(info('bge-small-en-v1.5')).toMatchObject({
      pooling: 'first',
      maxTokens: 512,
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
    });
    expect(info('e5-small-v2')).toMatchObject({
      pooling: 'mean',
      queryPrefix: 'query: ',
      documentPrefix: 'passage: ',
    });
    expect(info('all-MiniLM-L6-v2')).toMatchObject({ pooling: 'mean', maxTokens: 256, queryPrefix: '' });
  });

  it('knows the families that are pulled today, under the names of their conversions too', () => {
    const bare = { '1_Pooling/config.json': null, 'config.json': { hidden_size: 8 } };
    const root = temporaryFolder();
    const info = (name: string) => resolveModel(modelFolder(bare, join(root, name))).info;
    expect(info('granite-embedding-small-english-r2-ONNX')).toMatchObject({
      pooling: 'first',
      maxTokens: 8192,
    });
    expect(info('granite-embedding-30m-english')).toMatchObject({ pooling: 'first', maxTokens: 512 });
    expect(info('gte-modernbert-base')).toMatchObject({ pooling: 'first', queryPrefix: '' });
    expect(info('mdbr-leaf-ir')).toMatchObject({ pooling: 'mean', maxTokens: 512 });
    expect(info('NoInstruct-small-Embedding-v0')).toMatchObject({ pooling: 'first', queryPooling: 'mean' });
    expect(info('snowflake-arctic-embed-m-v2.0')).toMatchObject({ pooling: 'first', queryPrefix: 'query: ' });
    expect(info('nomic-embed-text-v1.5')).toMatchObject({
      head: 'layer norm',
      documentPrefix: 'search_document: ',
    });
    expect(info('embeddinggemma-300m-ONNX')).toMatchObject({ documentPrefix: 'title: none | text: ' });
    expect(info('multilingual-e5-small')).toMatchObject({ pooling: 'mean', queryPrefix: 'query: ' });
  });

  it('reads the width and the positions of networks that name them otherwise', () => {
    const of = (config: object) =>
      resolveModel(modelFolder({ 'config.json': config, 'tokenizer_config.json': {} })).info;
    expect(of({ n_embd: 16, n_positions: 2048 })).toMatchObject({ dimensions: 16, maxTokens: 2048 });
    expect(of({ hidden_size: 8, model_type: 'roberta', max_position_embeddings: 514 })).toMatchObject({
      maxTokens: 512,
    });
  });

  it('cuts vectors to the dimensions named after @, and refuses more than there are', () => {
    const dir = modelFolder({ 'config.json': { hidden_size: 64, max_position_embeddings: 512 } });
    const whole = resolveModel(dir);
    const cut = resolveModel(`${dir}@16`);
    expect(cut.info).toMatchObject({ id: `${basename(dir)}@16`, dimensions: 16, head: 'first 16 of 64' });
    expect(sameModel(whole.info, cut.info)).toBe(false);
    expect(() => resolveModel(`${dir}@65`)).toThrow('it gives 64 dimensions, and 65 of them were asked for');
  });

  it('tells weights in a file of their own apart', () => {
    const hash = (weights: string) =>
      resolveModel(modelFolder({ 'onnx/model_quantized.onnx_data': weights })).info.hash;
    expect(hash('a')).not.toBe(hash('b'));
  });

  it('finds the bundled model by name, a pulled one by owner and name', () => {
    const root = pulled();
    expect(resolveModel('all-MiniLM-L6-v2').info).toMatchObject({
      hash: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
      dimensions: 384,
      maxTokens: 256,
    });
    modelFolder({}, join(root, 'Owner', 'tiny'));
    expect(resolveModel('Owner/tiny')).toMatchObject({
      dir: join(root, 'Owner', 'tiny'),
      info: { id: 'Owner/tiny' },
    });
  });
});

describe('sameModel', () => {
  it('goes by what changes a vector, not by the name', () => {
    const { info } = resolveModel(modelFolder());
    expect(sameModel(info, { ...info, id: 'other' })).toBe(true);
    expect(sameModel(info, { ...info, queryPrefix: 'q: ' })).toBe(false);
    expect(sameModel(info, { ...info, hash: '0' })).toBe(false);
  });
});

describe('listModels', () => {
  it('lists bundled and pulled ones, with what is wrong with a broken one', () => {
    const root = pulled();
    modelFolder({}, join(root, 'Owner', 'tiny'));
    modelFolder({ 'tokenizer.json': null }, join(root, 'broken'));
    writeFileSync(join(root, 'a file'), '');
    const listed = listModels();
    expect(listed.map(({ id, origin, info }) => [id, origin, info !== null])).toEqual([
      ['all-MiniLM-L6-v2', 'bundled', true],
      ['Owner/tiny', 'pulled', true],
      ['broken', 'pulled', false],
    ]);
    expect(listed[2]!.problem).toContain('has no tokenizer.json');
  });

  it('needs no folder of pulled models', () => {
    vi.stubEnv('FIELDMAP_MODELS', join(temporaryFolder(), 'none'));
    expect(existsSync(process.env['FIELDMAP_MODELS']!)).toBe(false);
    expect(listModels()).toHaveLength(1);
  });
});
