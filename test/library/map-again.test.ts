/** The same papers give the same map, byte for byte, whichever way it is made again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { openLibrary, type Library } from '../../src/library/library.js';
import { fakeEmbedder, VOCABULARY } from '../helpers/fake-embedder.js';

const root = mkdtempSync(join(tmpdir(), 'fieldmap-again-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Papers of a few words each: three groups that share some of them. */
function papers(from: number, to: number): Buffer {
  const random = seededRandom(5);
  const all = Array.from({ length: to }, (_, i) => {
    const own = VOCABULARY.slice(4 * (i % 3), 4 * (i % 3) + 4);
    const words = Array.from({ length: 12 }, () =>
      random.below(5) === 0 ? VOCABULARY[random.below(VOCABULARY.length)]! : own[random.below(own.length)]!,
    );
    return {
      id: `p${i}`,
      title: `${words.slice(0, 3).join(' ')} ${i}`,
      abstract: `${words.join(' ')}.`,
      year: 2000 + (i % 20),
    };
  });
  return Buffer.from(
    all
      .slice(from)
      .map((paper) => JSON.stringify(paper))
      .join('\n'),
  );
}

describe('the map of an unchanged library', () => {
  let library: Library;
  const made = async (options = {}): Promise<string> => {
    await library.map({ out: null, ...options });
    return Buffer.from(await library.mapJson()).toString('utf8');
  };

  beforeAll(async () => {
    library = await openLibrary({ dir: join(root, 'library'), embedder: fakeEmbedder() });
    await library.add([{ name: 'papers.jsonl', bytes: papers(0, 150) }]);
  });
  afterAll(() => library.close());

  it('made a second and a third time is the same', async () => {
    const first = await made();
    expect(await made()).toBe(first);
    expect(await made()).toBe(first);
  });

  it('made anew is the same as what was made anew before', async () => {
    const first = await made({ refit: true });
    expect(await made({ refit: true })).toBe(first);
    expect(await made()).toBe(first);
  });

  it('with papers placed on it, too', async () => {
    await library.add([{ name: 'more.jsonl', bytes: papers(150, 170) }]);
    const extended = await made();
    expect(JSON.parse(extended)).toMatchObject({ made: { papers: 170 } });
    expect(await made()).toBe(extended);
    const refit = await made({ refit: true });
    expect(await made({ refit: true })).toBe(refit);
  });
});
