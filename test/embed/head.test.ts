import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadHead, readDenseLayer, type Head } from '../../src/embed/head.js';
import { readSafetensors } from '../../src/embed/safetensors.js';
import { temporaryFolder } from '../helpers/model-folder.js';

/** A .safetensors file of 32-bit floats. */
function safetensors(tensors: Record<string, number[]>, dtype = 'F32'): Buffer {
  const header: Record<string, object> = {};
  const parts: Buffer[] = [];
  let at = 0;
  for (const [name, values] of Object.entries(tensors)) {
    const bytes =
      dtype === 'F32'
        ? Buffer.from(Float32Array.from(values).buffer)
        : Buffer.from(Uint16Array.from(values).buffer);
    header[name] = { dtype, shape: [values.length], data_offsets: [at, (at += bytes.length)] };
    parts.push(bytes);
  }
  const json = Buffer.from(JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([size, json, ...parts]);
}

function layerIn(dir: string, config: Record<string, unknown>, bytes: Buffer) {
  mkdirSync(join(dir, '2_Dense'));
  writeFileSync(join(dir, '2_Dense/model.safetensors'), bytes);
  return readDenseLayer(dir, '2_Dense', config);
}

const SQUARE = { in_features: 2, out_features: 2 };

describe('readSafetensors', () => {
  it('refuses what is none, and numbers of other types', () => {
    const path = join(temporaryFolder(), 'x');
    writeFileSync(path, 'no');
    expect(() => readSafetensors(path)).toThrow(expect.objectContaining({ code: 'model' }));
    writeFileSync(path, safetensors({ a: [1] }, 'I8'));
    expect(() => readSafetensors(path)).toThrow('numbers of type I8');
  });

  it('reads 16-bit floats of both kinds', () => {
    const path = join(temporaryFolder(), 'x');
    writeFileSync(path, safetensors({ a: [0x3c00, 0xc000, 0x0001, 0x3555] }, 'F16'));
    const [one, two, least, third] = readSafetensors(path).get('a')!;
    expect([one, two, least]).toEqual([1, -2, 2 ** -24]);
    expect(third).toBeCloseTo(1 / 3, 3);
    writeFileSync(path, safetensors({ a: [0x3f80, 0xc040] }, 'BF16'));
    expect([...readSafetensors(path).get('a')!]).toEqual([1, -3]);
  });
});

describe('loadHead', () => {
  it('refuses weights of another shape and unknown activations', () => {
    const dir = temporaryFolder();
    const layer = layerIn(dir, { ...SQUARE, bias: false }, safetensors({ 'linear.weight': [1, 2, 3] }));
    const head: Head = { hidden: 2, layerNorm: false, dense: [layer], dimensions: 2 };
    expect(() => loadHead(dir, head)).toThrow('does not hold 2 × 2 weights');
    expect(() => readDenseLayer(dir, '2_Dense', { ...SQUARE, activation_function: 'x.GELU' })).toThrow(
      '"x.GELU"',
    );
  });

  it('multiplies, adds the bias, activates, cuts and makes unit length', () => {
    const dir = temporaryFolder();
    const bytes = safetensors({ 'linear.weight': [1, 2, 3, 4, -1, -1], 'linear.bias': [0.5, -1, 0] });
    const config = {
      in_features: 2,
      out_features: 3,
      activation_function: 'torch.nn.modules.activation.ReLU',
    };
    const layer = layerIn(dir, config, bytes);
    const whole = loadHead(dir, { hidden: 2, layerNorm: false, dense: [layer], dimensions: 3 });
    const length = Math.hypot(3.5, 6);
    expect([...whole(Float32Array.of(1, 1))]).toEqual(
      [3.5 / length, 6 / length, 0].map((value) => expect.closeTo(value, 6) as number),
    );
    const cut = loadHead(dir, { hidden: 2, layerNorm: false, dense: [layer], dimensions: 1 });
    expect([...cut(Float32Array.of(1, 1))]).toEqual([1]);
  });

  it('norms the pooled vector before it is cut', () => {
    const head = loadHead('', { hidden: 4, layerNorm: true, dense: [], dimensions: 2 });
    // Mean 2.5: the first two are -1.5 and -0.5 of it.
    const [a, b] = head(Float32Array.of(1, 2, 3, 4));
    expect(a! / b!).toBeCloseTo(3, 4);
    expect(Math.hypot(a!, b!)).toBeCloseTo(1, 6);
  });
});
