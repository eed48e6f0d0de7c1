import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyFiles, verifyModel } from '../../src/embed/verify-model.js';
import { modelFolder, sha256 } from '../helpers/model-folder.js';

const NETWORK = 'onnx/model_quantized.onnx';
const EXPECTED = sha256('not really a network');

function signed(): string {
  return modelFolder({ SHA256SUMS: `${EXPECTED}  ${NETWORK}\r\n${sha256('{}')} *tokenizer.json\n` });
}

describe('verifyFiles', () => {
  it('refuses a changed file by name, with the hash expected and found', async () => {
    const dir = signed();
    writeFileSync(join(dir, NETWORK), 'changed');
    await expect(verifyFiles(dir)).rejects.toMatchObject({
      code: 'model',
      message:
        `The model file ${join(dir, NETWORK)} has changed: ` +
        `expected sha256 ${EXPECTED}, found ${sha256('changed')}.`,
      hint: 'Install fieldmap again, or pull the model again, to get the published file.',
    });
  });

  it('refuses a missing file by name', async () => {
    const dir = signed();
    rmSync(join(dir, 'tokenizer.json'));
    await expect(verifyFiles(dir)).rejects.toThrow(/tokenizer\.json has changed: .*, the file is missing\.$/);
  });

  it('accepts unchanged files, and a folder without sums', async () => {
    await expect(verifyFiles(signed())).resolves.toBeUndefined();
    await expect(verifyFiles(modelFolder())).resolves.toBeUndefined();
  });
});

describe('verifyModel', () => {
  it('tells of each file what was expected and found', async () => {
    const dir = signed();
    writeFileSync(join(dir, 'tokenizer.json'), '[]');
    expect(await verifyModel(dir)).toEqual([
      { file: NETWORK, expected: EXPECTED, found: EXPECTED, ok: true },
      { file: 'tokenizer.json', expected: sha256('{}'), found: sha256('[]'), ok: false },
    ]);
  });

  it('has nothing to tell without sums', async () => {
    expect(await verifyModel(modelFolder())).toEqual([]);
  });
});
