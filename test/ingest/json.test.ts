import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from './helpers.js';

const titles = async (text: string): Promise<string[]> =>
  (await read(text, { format: 'jsonl' })).papers.map((paper) => paper.title);

describe('JSON', () => {
  it('names each damaged record of an array and reads the others', async () => {
    const { papers, skipped } = await read(
      '[\n{"title": "A"},\n{"title": "B",\n{"title": "C"},\n{"title": "D"}}, \n{"title": "E"\n',
      { format: 'jsonl' },
    );
    expect(papers.map((paper) => paper.title)).toEqual(['A', 'C', 'D']);
    expect(skipped.map((one) => one.line)).toEqual([3, 5, 6]);
  });

  it.each([
    ['an array', '[{"title":"A"},{"title":"B"}]'],
    ['an object with a list', '{"meta":{"count":2},"results":[{"title":"A"},{"title":"B"}]}'],
    ['a list in a wrapper', '{"message":{"total":2,"items":[{"title":"A"},{"title":"B"}]}}'],
    ['objects by key', '{"10.1/a":[{"title":"A"}],"10.1/b":{"title":"B"}}'],
    ['papers one level down', '{"data":[{"citingPaper":{"title":"A"}},{"paper":{"title":"B"}}]}'],
    ['lines that are answers', '{"results":[{"title":"A"}]}\n{"message":{"items":[{"title":"B"}]}}\n'],
    ['values one after another', '{"title":"A"}{"title":"B"}'],
    ['lines over several lines', '{\n"title":"A"}\n{\n"title":"B"}\n'],
  ])('is read from %s', async (_, text) => {
    expect(await titles(text)).toEqual(['A', 'B']);
  });

  it('of one object is one paper', async () => {
    expect(await titles('{"title":"A","references":[{"title":"other"}]}')).toEqual(['A']);
  });

  it('is read in any layout as JSON.parse reads it', async () => {
    const record = fc.record({
      title: fc
        .string({ unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ']', ',', ':', '\n', 'é', '\u2028') })
        .map((text) => `t${text}`),
      n: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(undefined, 1),
        async (records, indent) => {
          const expected = await titles(records.map((one) => `${JSON.stringify(one)}\n`).join(''));
          expect(expected).toHaveLength(records.length);
          expect(await titles(JSON.stringify(records, null, indent))).toEqual(expected);
          expect(await titles(JSON.stringify({ results: records }, null, indent))).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});
