import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/ingest/formats.js';
import { CASES } from './format-cases.js';
import { read } from './helpers.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

describe('exports as they occur in the wild', () => {
  for (const [format, files] of Object.entries(CASES)) {
    for (const [file, expected] of Object.entries(files)) {
      it(`${format}: ${file} is recognised and read`, async () => {
        const head = readFileSync(FIXTURES + file, file.includes('utf16') ? 'utf16le' : 'utf8')
          .replace(/^\ufeff/, '')
          .replace(/\r\n?/g, '\n');
        expect(FORMATS.find((one) => one.fits(head.trimStart()))?.name).toBe(format);
        const { papers, skipped } = await read({ path: FIXTURES + file });
        expect(papers).toMatchObject(expected.papers as object[]);
        expect(papers).toHaveLength(expected.papers.length);
        expect(skipped).toMatchObject(
          (expected.skipped ?? []).map((one) => ({
            ...one,
            reason:
              typeof one.reason === 'string' ? one.reason : (expect.stringMatching(one.reason) as string),
          })),
        );
      });
    }
  }

  it('cover every format but those with tests of their own', () => {
    const others = ['jsonl', 'csv', 'tsv', 'pasted', 'list'];
    expect(
      FORMATS.map((format) => format.name)
        .filter((name) => !(name in CASES))
        .sort(),
    ).toEqual(others.sort());
  });

  it('are read the same in small pieces as in one', async () => {
    for (const files of Object.values(CASES)) {
      for (const file of Object.keys(files)) {
        const bytes = readFileSync(FIXTURES + file);
        const whole = await read(bytes);
        const padded = await readInPieces(bytes, 7);
        expect([file, padded]).toEqual([file, whole]);
      }
    }
  });
});

async function readInPieces(bytes: Buffer, size: number): Promise<unknown> {
  const { FORMATS: formats } = await import('../../src/ingest/formats.js');
  const { decode } = await import('../../src/ingest/input/decode.js');
  const { finish } = await import('../../src/ingest/finish.js');
  async function* pieces(): AsyncGenerator<string> {
    async function* one(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      yield bytes;
    }
    for await (const text of decode(bytes, one()))
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  let head = '';
  for await (const piece of pieces()) head += piece;
  const format = formats.find((candidate) => candidate.fits(head.trimStart()))!;
  const result = { papers: [] as unknown[], lines: [] as number[], skipped: [] as unknown[] };
  for await (const item of format.read({ name: 'test-file', chunks: pieces() })) {
    const paper = 'reason' in item ? item.reason : finish(item.draft, 'test-file');
    if (typeof paper === 'string') result.skipped.push({ line: item.line, reason: paper });
    else {
      result.papers.push(paper);
      result.lines.push(item.line);
    }
  }
  return result;
}
