import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkSealed, sealPath, writeSealed } from '../../src/neighbors/sealed-file.js';

it('vouches for nothing when any bit of it is another, but for blanks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-seal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'neighbors.usearch');
  const stamp = { vectors: 3, content: 'abc' };
  writeSealed(path, 384, stamp, (temporary) => writeFileSync(temporary, 'an index'));
  expect(checkSealed(path, stamp)).toBe(384);
  expect(checkSealed(path, { ...stamp, vectors: 4 })).toBe('its vectors is 3, expected 4');
  const seal = readFileSync(sealPath(path));
  for (let bit = 0; bit < 8 * seal.length; bit++) {
    const damaged = Buffer.from(seal);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(sealPath(path), damaged);
    const found = checkSealed(path, stamp);
    const isSame = JSON.stringify(read(damaged)) === JSON.stringify(read(seal));
    expect(found).toBe(isSame ? 384 : 'the seal beside it is damaged');
  }
});

function read(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
