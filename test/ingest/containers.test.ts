import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPapers } from '../../src/ingest/read-papers.js';
import { failure, read } from './helpers.js';

/** A zip archive (APPNOTE 4.3) with these files. */
function zip(files: readonly (readonly [name: string, content: Buffer, claimedSize?: number])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content, claimed = content.length] of files) {
    const packed = deflateRawSync(content);
    const sum = crcOf(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(sum, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claimed, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(offset, 42);
    directory.push(central, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** `zlib.crc32` came with Node 22. */
function crcOf(content: Buffer): number {
  if (typeof crc32 === 'function') return crc32(content);
  const trailer = gzipSync(content).subarray(-8);
  return trailer.readUInt32LE(0);
}

const bib = (title: string): Buffer => Buffer.from(`@misc{x, title = {${title}}}\n`);

async function events(content: Buffer | { path: string }): Promise<string[]> {
  const found: string[] = [];
  const input = Buffer.isBuffer(content) ? { name: 'box', bytes: content } : { name: 'box', ...content };
  for await (const event of readPapers(input)) {
    found.push(
      event.kind === 'paper'
        ? `${event.paper.sources.join()}: ${event.paper.title}`
        : event.kind === 'passed'
          ? `passed ${event.file}: ${event.reason}`
          : event.kind === 'guessed'
            ? `guessed ${event.file}: ${event.encoding}`
            : event.kind === 'doubted'
              ? `doubted ${event.file}: ${event.what.join('; ')}`
              : `${event.file}:${event.line}: ${event.reason}`,
    );
  }
  return found;
}

describe('a zip archive', () => {
  it.each(['../evil.bib', '/etc/evil.bib', 'a/../../evil.bib'])(
    'with the path name %s in it is refused',
    async (name) => {
      expect(await failure(read(zip([[name, bib('A')]]), { name: 'box.zip' }))).toMatchObject({
        code: 'input',
        message: /^box\.zip holds a file whose name leads out of its folder/,
      });
    },
  );

  it('that unpacks to far more than it holds is refused', async () => {
    const bomb = zip([['bomb.jsonl', Buffer.alloc(70 * 1024 * 1024, ' ')]]);
    expect(await failure(read(bomb))).toMatchObject({
      code: 'input',
      message: 'test-file/bomb.jsonl unpacks to more than 200 times its size: that is no list of papers.',
    });
  });

  it('whose files are larger than stated is not read past what is stated', async () => {
    const found = await events(zip([['a.bib', Buffer.alloc(100_000, '@misc{x, title = {A}}\n'), 50]]));
    expect(found.at(-1)).toMatch(/too many bytes|cannot be read|cannot be unpacked/);
  });

  it('that is damaged or an Office document is refused', async () => {
    const whole = zip([['a.bib', bib('A')]]);
    expect(await failure(read(whole.subarray(0, whole.length - 30)))).toMatchObject({
      code: 'input',
      message: /cannot be unpacked/,
    });
    expect(await failure(read(zip([['[Content_Types].xml', Buffer.from('<x/>')]])))).toMatchObject({
      code: 'input',
      message: /is an Office document/,
    });
    const sheet = zip([['[Content_Types].xml', Buffer.from('<x/>')]]);
    for (const [name, message, hint] of [
      ['box.xlsx', 'box.xlsx is a spreadsheet, not a list of papers as text.', /CSV UTF-8/],
      ['box.docx', 'box.docx is a text document, not a list of papers as text.', /RIS or BibTeX/],
    ] as const)
      expect(await failure(read(sheet, { name }))).toMatchObject({ code: 'input', message, hint });
  });

  it('is read file by file, a nested archive and unknown files named and left', async () => {
    const box = zip([
      ['a.bib', bib('A')],
      ['dir/', Buffer.alloc(0)],
      ['dir/b.bib', bib('B')],
      ['__MACOSX/a.bib', bib('no')],
      ['c.pdf', Buffer.from('%PDF-1.4')],
      ['d.zip', zip([['e.bib', bib('E')]])],
      ['f.bib.gz', gzipSync(bib('F'))],
    ]);
    expect(await events(box)).toEqual([
      'box/a.bib: A',
      'box/dir/b.bib: B',
      expect.stringMatching(/^box\/c\.pdf:0: is a damaged PDF \(/),
      expect.stringMatching(/^box\/d\.zip:0: is a zip archive inside/),
      'box/f.bib.gz: F',
    ]);
    const path = join(mkdtempSync(join(tmpdir(), 'fieldmap-')), 'box.zip');
    writeFileSync(path, box);
    expect((await events({ path })).length).toBe(5);
    const streamed = [];
    for await (const event of readPapers({
      name: 'box',
      stream: Readable.from([box.subarray(0, 100), box.subarray(100)]),
    }))
      streamed.push(event.kind);
    expect(streamed.length).toBe(5);
  });
});

describe('a folder', () => {
  it('is read file by file at any depth, hidden files left out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldmap-'));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'b.bib'), bib('B'));
    writeFileSync(join(folder, 'a.jsonl'), '{"title":"A"}\n');
    writeFileSync(join(folder, 'sub', 'c.bib'), bib('C'));
    writeFileSync(join(folder, '.hidden.bib'), bib('no'));
    writeFileSync(join(folder, 'notes.txt'), 'remember the milk\n');
    symlinkSync(folder, join(folder, 'sub', 'circle'));
    expect(await events({ path: folder })).toEqual([
      'box/a.jsonl: A',
      'box/b.bib: B',
      expect.stringMatching(/^box\/notes\.txt:0: .* no format that fieldmap knows/),
      'box/sub/c.bib: C',
    ]);
  });
});

describe('XML', () => {
  it('with entities of its own is refused, wherever they stand', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>';
    const record =
      '<records><record><ref-type>1</ref-type><titles><title>&lol2;</title></titles></record></records>';
    expect(await failure(read(`<?xml version="1.0"?>${laughs}${record}`))).toMatchObject({
      code: 'input',
      message: 'test-file declares XML entities of its own (<!ENTITY …>): they can unfold without end.',
    });
    const { papers } = await read(`<?xml version="1.0"?>${record}`);
    expect(papers[0]!.title).toBe('&lol2;');
  });
});

describe('a folder with more than lists of papers in it', () => {
  const put = (files: Readonly<Record<string, string | Buffer>>): string => {
    const path = mkdtempSync(join(tmpdir(), 'fieldmap-'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(path, name, '..'), { recursive: true });
      writeFileSync(join(path, name), content);
    }
    return path;
  };
  const TABLE = '# Papers\n\n| title | year |\n| --- | --- |\n| A paper of sorts | 2019 |\n';

  it('of which nothing is one is refused, saying why', async () => {
    expect(
      await failure(read({ path: put({ 'fieldmap.sqlite': 'SQLite format 3' }) }, { name: 'library' })),
    ).toMatchObject({
      code: 'input',
      message: 'There is no list of papers in the folder library: library is passed over (a library).',
      hint: 'To have a file read, name it.',
    });
  });

  it('is read without libraries, whatever is in them', async () => {
    const path = put({
      'a.bib': bib('A'),
      'sub/lib/fieldmap.sqlite': 'x',
      'sub/lib/b.bib': bib('B'),
      'sub/c.bib': bib('C'),
    });
    expect(await events({ path })).toEqual([
      'box/a.bib: A',
      'box/sub/c.bib: C',
      'passed box/sub/lib: a library',
    ]);
  });

  it('is read without the files of a map, which count where topic-map.json is', async () => {
    const csv = 'title,abstract\nA,We map.\n';
    const path = put({
      'out/topic-map.json': '{}',
      'out/papers.csv': csv,
      'out/atlas.jsonl': '{"title":"A"}',
      'out/mine.csv': csv,
      'papers.csv': csv,
    });
    expect(await events({ path })).toEqual([
      'box/out/mine.csv: A',
      'box/papers.csv: A',
      ...['atlas.jsonl', 'papers.csv', 'topic-map.json'].map(
        (name) => `passed box/out/${name}: files of a map`,
      ),
    ]);
    expect((await read({ path: join(path, 'out', 'papers.csv') })).papers).toHaveLength(1);
  });

  it('is read without what is written about it and without notes, but with a bibliography in Markdown', async () => {
    const path = put({
      README: TABLE,
      'README.zh.md': TABLE,
      'LICENSE-MIT': TABLE,
      'notes.md': TABLE,
      'empty.md': '',
      'real.md': bib('Real'),
      'readme.bib': bib('Read me'),
      'licence-review.bib': bib('Licences'),
    });
    expect(await events({ path })).toEqual([
      'passed box/empty.md: notes in Markdown',
      'box/licence-review.bib: Licences',
      'passed box/notes.md: notes in Markdown',
      'box/readme.bib: Read me',
      'box/real.md: Real',
      ...['LICENSE-MIT', 'README', 'README.zh.md'].map((name) => `passed box/${name}: about the folder`),
    ]);
    expect(
      await events(
        zip([
          ['a.bib', bib('A')],
          ['x/README.txt', Buffer.from(TABLE)],
        ]),
      ),
    ).toEqual(['box/a.bib: A', 'passed box/x/README.txt: about the folder']);
  });

  it('is read without the questions and judgements that stand beside a corpus', async () => {
    const question = `${JSON.stringify({ id: '1', text: 'What is a map? '.repeat(30) })}\n`;
    const path = put({
      'c/corpus.jsonl': '{"id":"1","title":"A"}\n',
      'c/queries.jsonl': question,
      'c/qrels.tsv': '1\t1\t1\n',
      'queries.jsonl': question,
    });
    expect((await events({ path })).map((event) => event.slice(0, 40))).toEqual([
      'box/c/corpus.jsonl: A',
      'box/queries.jsonl: ',
      'passed box/c/qrels.tsv: questions and ju',
      'passed box/c/queries.jsonl: questions an',
    ]);
  });
});
