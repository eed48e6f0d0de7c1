import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  embedVocabulary,
  entryUrl,
  parseVocabulary,
  readVectors,
  readVocabulary,
  writeVectors,
} from '../../src/vocabulary/index.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-vocabulary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a table that is no vocabulary is refused with the line and what was expected', () => {
  const cases: [string, string, RegExp][] = [
    ['no columns', 'term,label\n1,Cats\n', /first line is "term,label"; expected the columns id and name/],
    ['no entries', 'id\tname\n', /it has no entries/],
    ['an entry without name', 'id\tname\n1\tCats\n2\t\n', /line 3 has no id or no name/],
    ['an id twice', 'id\tname\n1\tCats\n1\tDogs\n', /line 3 repeats the id 1/],
    [
      'an unknown parent',
      'id\tname\tbroader\n1\tCats\t9\n',
      /line 2 has the broader id 9, which no line has/,
    ],
    ['a circle', 'id\tname\tbroader\n1\tCats\t2\n2\tDogs\t1\n', /the entry 1 is above itself/],
  ];
  it.each(cases)('%s', (_, text, message) => {
    expect(() => parseVocabulary(text, 'mesh.tsv')).toThrow(message);
  });

  it('a file that is not there', () => {
    expect(() => readVocabulary(join(folder, 'none.tsv'))).toThrow(/none\.tsv cannot be read/);
  });
});

describe('readVocabulary', () => {
  it('reads tables with a byte order mark, other line ends, columns in any order, packed or not', () => {
    const table = '\uFEFFname\tid\tbroader\r\nAnimals\tA\t\r\nCats\tB\tA\r\n';
    const [plain, packed] = [join(folder, 'a.tsv'), join(folder, 'a.tsv.gz')];
    writeFileSync(plain, table);
    writeFileSync(packed, gzipSync(table));
    const wanted = [
      { id: 'A', name: 'Animals', broader: -1, description: '' },
      { id: 'B', name: 'Cats', broader: 0, description: '' },
    ];
    expect(readVocabulary(plain).entries).toEqual(wanted);
    expect(readVocabulary(packed)).toEqual(readVocabulary(plain));
  });

  it('has OpenAlex’s topics under subfields under fields', () => {
    const { entries } = readVocabulary();
    const topics = entries.filter(({ id }) => entryUrl(id) !== null);
    expect(topics).toHaveLength(4516);
    expect(entries).toHaveLength(4516 + 252 + 26);
    for (const { broader } of topics) expect(entries[entries[broader]!.broader]!.broader).toBe(-1);
    expect(topics.find(({ id }) => id === 'T10425')!.name).toBe(
      'Cold atom physics and Bose-Einstein condensates',
    );
    expect(entryUrl('T10425')).toBe('https://openalex.org/T10425');
    expect(entryUrl('F1')).toBeNull();
  });
});

describe('vectors of a vocabulary', () => {
  const vocabulary = parseVocabulary(
    'id\tname\tbroader\tdescription\n1\tanimals\t\t\n2\tcat\t1\tpurrs\n3\tdog\t1\t\n',
    'pets',
  );
  const of = { vocabulary, modelHash: 'm', dimensions: 4 };
  const axes: Record<string, number[]> = {
    animals: [0, 0, 0, 1],
    cat: [1, 0, 0, 0],
    purrs: [0, 1, 0, 0],
    dog: [0, 0, 1, 0],
  };
  const embed = (texts: readonly string[]) =>
    Promise.resolve(texts.map((text) => Float32Array.from(axes[text]!)));

  it('are the mean of name and description, and for what is broader also of all below it', async () => {
    const { data } = await embedVocabulary(of, embed);
    const half = Math.SQRT1_2;
    expect(Array.from(data.subarray(4, 8))).toEqual(
      [half, half, 0, 0].map((x): unknown => expect.closeTo(x, 6)),
    );
    expect(Array.from(data.subarray(8, 12))).toEqual([0, 0, 1, 0]);
    // Children: (cat + dog) at unit length is (1/2, 1/2, 1/√2, 0); with its own name halved to unit length again.
    expect(Array.from(data.subarray(0, 4))).toEqual(
      [half / 2, half / 2, 0.5, half].map((x): unknown => expect.closeTo(x, 6)),
    );
  });

  it('are refused when the table or the model is another, or the file is damaged', async () => {
    const path = join(folder, 'pets.vectors');
    expect(readVectors(path, of)).toBeNull();
    writeVectors(path, of, await embedVocabulary(of, embed));
    expect(readVectors(path, of)).not.toBeNull();
    expect(readVectors(path, { ...of, modelHash: 'other' })).toBeNull();
    const other = parseVocabulary('id\tname\n1\ta\n2\tb\n3\tc\n', 'other');
    expect(readVectors(path, { ...of, vocabulary: other })).toBeNull();
    writeFileSync(path, 'nonsense');
    expect(readVectors(path, of)).toBeNull();
  });

  it('come back from their file within a hundredth, whatever they are', () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 12, maxLength: 12 }), (numbers) => {
        const rows = [0, 4, 8].map((at) => numbers.slice(at, at + 4));
        fc.pre(rows.every((row) => Math.hypot(...row) > 1e-3));
        const data = Float32Array.from(rows.flatMap((row) => row.map((x) => x / Math.hypot(...row))));
        const path = join(folder, 'any.vectors');
        writeVectors(path, of, { data, rows: 3, dimensions: 4 });
        const read = readVectors(path, of)!;
        data.forEach((x, i) => expect(Math.abs(read.data[i]! - x)).toBeLessThan(0.01));
      }),
      { numRuns: 50 },
    );
  });
});
