/** The work of a reader grows with its input, on inputs made to have it read the same text again and again. */
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/tables/csv.js';
import { readBibtex } from '../../src/ingest/bibtex/bibtex.js';
import { readPlainJson } from '../../src/ingest/json/jsonl.js';
import { FORMATS } from '../../src/ingest/formats.js';
import type { Item, TextSource } from '../../src/ingest/draft.js';
import { FieldmapError } from '../../src/errors.js';
import { countedSteps } from './counted-steps.js';
import { read } from './helpers.js';

type Reader = (source: TextSource) => AsyncIterable<Item>;

async function* chunksOf(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  for (let at = 0; at < text.length; at += 1024) yield text.substring(at, at + 1024);
}

const stepsOf = (reader: Reader, text: string): Promise<number> =>
  countedSteps(async () => {
    try {
      for await (const item of reader({ name: 'file', chunks: chunksOf(text) })) void item;
    } catch (error) {
      // A table without a header is refused.
      if (!(error instanceof FieldmapError)) throw error;
    }
  });

it('counts what a search passes over', async () => {
  expect(await countedSteps(() => Promise.resolve('aaaab'.indexOf('b')))).toBe(4);
  const again = (n: number) => () => {
    for (let i = 0; i < n; i++) 'x'.repeat(n).indexOf('y');
    return Promise.resolve();
  };
  expect((await countedSteps(again(200))) / (await countedSteps(again(100)))).toBe(4);
});

/** Inputs that were read a square number of times, or that might be; each `n` times over. */
const HOSTILE: readonly [name: string, reader: Reader, text: (n: number) => string][] = [
  ['CSV, quotes that close and open in each line', readCsv, (n) => `title,abstract\n${'a","b\n'.repeat(n)}`],
  ['CSV, quotes that are never closed', readCsv, (n) => `title,abstract\n${'"a""b\n'.repeat(n)}`],
  ['CSV, one quote and then lines', readCsv, (n) => `title,abstract\n"${'abc,def\n'.repeat(n)}`],
  ['JSON, records that are never closed', readPlainJson, (n) => `[\n${'{"title":\n'.repeat(n)}`],
  [
    'JSON, records in records, damaged inside',
    readPlainJson,
    (n) => `[\n${'{"a":\n'.repeat(n)}x${'}'.repeat(n)}]`,
  ],
  ['JSON, arrays that are never closed', readPlainJson, (n) => `{"title": "a", "b": ${'[\n'.repeat(n)}`],
  [
    'JSON, records without their commas and ends',
    readPlainJson,
    (n) => `[\n${'{"title": "a", "b": [1\n'.repeat(n)}]`,
  ],
  ['BibTeX, comments that are never closed', readBibtex, (n) => '@comment{ a '.repeat(n * 40)],
  ['BibTeX, entries that are never closed', readBibtex, (n) => '@article{a, title = {b\n'.repeat(n)],
  ['BibTeX, at signs', readBibtex, (n) => '@a{'.repeat(n)],
];

describe('twice the input is at most twice the work', () => {
  it.each(HOSTILE)('%s', async (_name, reader, text) => {
    const n = 1500;
    const [one, two] = [await stepsOf(reader, text(n)), await stepsOf(reader, text(2 * n))];
    // The doubling of what is held makes one step in size cost up to twice as much as the other.
    expect(two / one).toBeLessThan(2.6);
  });

  it.each(FORMATS.map(({ name, read: reader }) => [name, reader] as const))(
    '%s, whatever is in it',
    async (_name, reader) => {
      for (const unit of [
        'a',
        '\n',
        '"',
        '{',
        '<',
        'TY  - a\n',
        'AU  - ',
        '@a{b,',
        '<a>',
        '[\n',
        '\\{',
        'a, ',
      ]) {
        const [one, two] = [
          await stepsOf(reader, unit.repeat(2000)),
          await stepsOf(reader, unit.repeat(4000)),
        ];
        expect(two).toBeLessThan(2.6 * one + 10_000);
      }
    },
  );
});

describe('what unfolds', () => {
  it('macros made of macros are left out where they get longer than any name', async () => {
    const names = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
    const macros = names.slice(1).map((name, i) => `@string{${name} = ${names[i]!} # ${names[i]!}}`);
    const { papers, skipped } = await read(
      [`@string{a = "1234567890"}`, ...macros, '@article{k, title = {Kept}, note = z}'].join('\n'),
      { format: 'bibtex' },
    );
    expect(papers.map(({ title }) => title)).toEqual(['Kept']);
    expect(JSON.stringify(papers).length).toBeLessThan(1000);
    expect(skipped[0]).toEqual({ line: 11, reason: 'the macro "k" is longer than 10000 characters' });
  });

  it('macros stop where they would make the file many times as long', async () => {
    const text = `@string{a = "${'x'.repeat(9000)}"}\n${'@article{k, title = {T}, note = a # a # a # a}\n'.repeat(200)}`;
    const { papers, skipped } = await read(text, { format: 'bibtex' });
    expect(papers.length).toBeGreaterThan(10);
    expect(skipped.length).toBeGreaterThan(100);
    expect(skipped.at(-1)!.reason).toBe(
      'the macro "a" is left out: macros would make the file 20 times as long',
    );
  });

  it('inherited fields stop likewise', async () => {
    const parent = `@xdata{p, abstract = {${'x y '.repeat(40_000)}}}\n`;
    const { papers, skipped } = await read(parent + '@article{k, title = {T}, xdata = {p}}\n'.repeat(100), {
      format: 'bibtex',
    });
    expect(papers.length).toBeGreaterThan(10);
    expect(skipped.at(-1)!.reason).toBe('what its entries inherit would make the file many times as long');
  });

  it.each(['jsonl', 'an array'])(
    'a record nested 50,000 deep in %s is skipped, the others are read',
    async (layout) => {
      const deep = `{"title":"Deep","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
      const lines = ['{"title":"A","x":[[1]]}', deep, '{"title":"B"}'];
      const { papers, skipped } = await read(
        layout === 'jsonl' ? lines.join('\n') : `[\n${lines.join(',\n')}\n]`,
        { format: 'jsonl' },
      );
      expect(papers.map(({ title }) => title)).toEqual(['A', 'B']);
      expect(skipped.map(({ reason }) => reason)).toEqual(['nested more than 200 deep']);
    },
  );
});
