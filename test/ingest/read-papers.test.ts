import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPapers } from '../../src/ingest/read-papers.js';
import { failure, read } from './helpers.js';

const ONE = '{"id":"a","title":"Maps of science","abstract":"We draw maps."}\n';

describe('readPapers refuses', () => {
  it('a missing file, by name', async () => {
    expect(await failure(read({ path: '/no/such/file.bib' }, { name: 'file.bib' }))).toMatchObject({
      code: 'input',
      message: 'There is no file file.bib.',
    });
  });

  it('an empty file, and one of blanks', async () => {
    expect(await failure(read(''))).toMatchObject({ code: 'input', message: 'test-file is empty.' });
    expect(await failure(read('\ufeff \r\n\n'))).toMatchObject({ code: 'input', message: /is empty/ });
    expect(await failure(read(gzipSync('')))).toMatchObject({
      code: 'input',
      message: 'test-file is empty.',
    });
  });

  it('binary files, saying what they are', async () => {
    expect(await failure(read(Buffer.from('PAR1 ...')))).toMatchObject({
      code: 'input',
      message: 'test-file is a Parquet file, not text.',
    });
    expect(await failure(read(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3])))).toMatchObject({
      code: 'input',
      message: /is binary.*01 02 03 04/,
    });
  });

  it('numbers as they lie in memory, also where few of them are control characters', async () => {
    const floats = new Float32Array(40_000).map((_, i) => Math.sin(i * i));
    // Text at the beginning, as files with a header have it.
    const bytes = Buffer.concat([
      Buffer.from('A header of the file and what is in it\n\n'.repeat(20)),
      Buffer.from(floats.buffer),
    ]);
    expect(await failure(read(bytes))).toMatchObject({ code: 'input', message: /is binary/ });
    const few = Buffer.from(
      Uint8Array.from({ length: 30_000 }, (_, i) => (i % 50 === 0 ? 3 : 128 + (i % 100))),
    );
    expect(await failure(read(few))).toMatchObject({ code: 'input', message: /is binary/ });
    expect(await failure(read(Buffer.from('FMCACHE1....{"kind":"exact"}')))).toMatchObject({
      message: 'test-file is an index of a library, not text.',
    });
  });

  it('an unknown format name and an unknown format, naming those it knows', async () => {
    expect(await failure(read(ONE, { format: 'docx' }))).toMatchObject({
      code: 'usage',
      message: 'There is no format "docx".',
      hint: /Known formats: .*jsonl.*pasted/,
    });
    expect(await failure(read('hello world\n'))).toMatchObject({
      code: 'input',
      message: /no format that fieldmap knows \(it begins with "hello world"\)/,
      hint: /jsonl, /,
    });
  });

  it('a damaged gzip file, keeping what came before the damage', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) =>
      JSON.stringify({ id: `p${i}`, title: `Title ${Math.imul(i, 2654435761)}` }),
    ).join('\n');
    const packed = gzipSync(lines);
    const { papers, skipped } = await read(packed.subarray(0, packed.length - 1000));
    expect(papers.length).toBeGreaterThan(1000);
    expect(skipped).toEqual([
      expect.objectContaining({
        reason: expect.stringMatching(/rest of the file: .* is damaged: its gzip data/) as string,
      }),
    ]);
    expect(await failure(read(packed.subarray(0, 12)))).toMatchObject({
      code: 'input',
      message: /is damaged/,
    });
  });

  it('a gzip bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(70 * 1024 * 1024, ' '));
    expect(await failure(read(bomb, { format: 'jsonl' }))).toMatchObject({
      code: 'input',
      message: /unpacks to more than 200 times its size/,
    });
  });

  it('one line without end', async () => {
    function* endless(): Generator<Buffer> {
      const block = Buffer.alloc(1 << 20, 'x');
      yield Buffer.from('{"title":"');
      for (let i = 0; i < 1024; i++) yield block;
    }
    const papers = readPapers({ name: 'long.jsonl', stream: Readable.from(endless()) });
    expect(await failure(papers.next())).toMatchObject({
      code: 'input',
      message: 'long.jsonl, line 1: a JSON value of more than 32 million characters.',
    });
  });

  it('an abstract of 10 MB, by line, and goes on', async () => {
    const { papers, skipped } = await read(
      `${JSON.stringify({ title: 'Big', abstract: 'x'.repeat(10_000_000) })}\n${ONE}`,
    );
    expect(papers.map((paper) => paper.id)).toEqual(['a']);
    expect(skipped).toEqual([
      { line: 1, reason: 'an abstract of 10,000,000 characters (at most 200,000 are taken)' },
    ]);
  });

  it('a folder without files', async () => {
    expect(
      await failure(read({ path: mkdtempSync(join(tmpdir(), 'fieldmap-')) }, { name: 'folder' })),
    ).toMatchObject({
      code: 'input',
    });
  });
});

describe('readPapers reads', () => {
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${ONE}`)],
    ['UTF-16LE with a byte order mark', Buffer.from(`\ufeff${ONE}`, 'utf16le')],
    ['UTF-16LE without one', Buffer.from(ONE, 'utf16le')],
    ['UTF-16BE with a byte order mark', Buffer.from(`\ufeff${ONE}`, 'utf16le').swap16()],
    ['UTF-16BE without one', Buffer.from(ONE, 'utf16le').swap16()],
    ['CRLF', Buffer.from(ONE.replace('\n', '\r\n'))],
    ['CR alone', Buffer.from(ONE.replace('\n', '\r'))],
    ['gzip', gzipSync(ONE)],
    ['gzip twice', gzipSync(gzipSync(ONE))],
  ])('%s', async (_, bytes) => {
    const { papers } = await read(bytes);
    expect(papers).toMatchObject([
      { id: 'a', title: 'Maps of science', abstract: 'We draw maps.', sources: ['test-file'] },
    ]);
  });

  it('Latin-1 where a line is no UTF-8, UTF-8 where it is, and GBK', async () => {
    const latin = Buffer.from('{"id":"1","title":"\u00dcber die M\u00f6bius-Funktion"}\n', 'latin1');
    const utf = Buffer.from('{"id":"2","title":"Übersicht – Теория"}\n');
    const gbk = Buffer.concat([
      Buffer.from('{"id":"3","title":"'),
      Buffer.from('cec4cfd7bcc6c1bfd1a7', 'hex'),
      Buffer.from('"}\n'),
    ]);
    const { papers } = await read(Buffer.concat([latin, utf, gbk]));
    expect(papers.map((paper) => paper.title)).toEqual([
      'Über die Möbius-Funktion',
      'Übersicht – Теория',
      '文献计量学',
    ]);
  });

  it('text with NUL bytes, control characters, emoji and right-to-left letters as clean text', async () => {
    const { papers } = await read('title,abstract\nA\u0000 map\u200b 🗺️ of\u202e science,תקציר קצר\u0007\n');
    expect(papers).toMatchObject([{ title: 'A map 🗺️ of science', abstract: 'תקציר קצר' }]);
  });

  it('a stream in chunks of any size as it reads the whole', async () => {
    const text = Buffer.from(
      '{"id":"1","title":"Zürich – 地図 🗺️"}\r\n{"id":"2","title":"B"}\r\n{"id":"3","title":"C"}\r',
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
        const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.subarray(i * size, (i + 1) * size),
        );
        const titles: string[] = [];
        for await (const event of readPapers({ name: 'x', stream: Readable.from(chunks) })) {
          if (event.kind === 'paper') titles.push(event.paper.title);
        }
        expect(titles).toEqual(['Zürich – 地図 🗺️', 'B', 'C']);
      }),
      { numRuns: 30 },
    );
  });
});
