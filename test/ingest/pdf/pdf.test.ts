import { existsSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { afterAll, describe, expect, it } from 'vitest';
import { readPapers } from '../../../src/ingest/index.js';
import { linesOf, joinLines, type PdfItem } from '../../../src/ingest/pdf/lines.js';
import { namesIn } from '../../../src/ingest/pdf/names.js';
import { draftOfPdf } from '../../../src/ingest/pdf/read-pdf.js';
import { failure, read } from '../helpers.js';
import { OTHERS, typeset, USUAL } from './styles.js';
import type { Written } from './typeset.js';

/** As the build makes it: threads load no TypeScript. */
const PROGRAM = new URL('../../../dist/ingest/pdf/pdf-worker.js', import.meta.url);
const limits = { seconds: 4, megabytes: 400, program: PROGRAM };

/** A file of these objects, numbered from 1; the first is the catalogue. */
function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, i) => {
    places.push(length());
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  });
  const start = length();
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}${trailer}`));
  return Buffer.concat(parts);
}

const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << >> >>';
const TREE = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const stream = (dictionary: string, bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);

async function made(
  write: (doc: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const doc = new PDFDocument(options);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => doc.on('end', resolve));
  write(doc);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

describe('a PDF that is no paper that can be read', () => {
  it('a scan, an encrypted, an empty and a damaged one are told apart', async () => {
    const scan = await made((doc) => void doc.rect(50, 50, 400, 600).fill('#888'));
    expect(await failure(read(scan))).toMatchObject({
      code: 'input',
      message: /no text on its first pages: it is a scan/,
    });
    const locked = await made((doc) => void doc.text('A secret paper'), { userPassword: 'x' });
    expect(await failure(read(locked))).toMatchObject({ code: 'input', message: /encrypted PDF/ });
    for (const bytes of [Buffer.from('%PDF-1.7 ...'), scan.subarray(0, 60)])
      expect(await failure(read(bytes))).toMatchObject({ code: 'input', message: /damaged PDF/ });
  });

  it('does not sink the folder it lies in', async () => {
    const good = await typeset('latex', 5);
    const { papers, skipped } = await read(good.bytes);
    expect([papers.length, skipped]).toEqual([1, []]);
  });
});

describe.skipIf(!existsSync(PROGRAM))('a hostile PDF neither hangs nor runs', () => {
  const outcome = (bytes: Buffer): Promise<string> =>
    draftOfPdf('evil.pdf', bytes, limits).then(
      () => 'read',
      (error: Error) => error.message,
    );
  afterAll(async () => void (await draftOfPdf('end', Buffer.from('x'), limits).catch(() => undefined)));

  it('a stream that unpacks to gigabytes is stopped', async () => {
    // Packed twice: 1 GB of blanks and operators in 5 kB.
    const once = deflateSync(Buffer.alloc(256 << 20, ' '), { level: 9 });
    const twice = deflateSync(once, { level: 9 });
    const many = Array.from({ length: 12 }, () => '4 0 R').join(' ');
    const bomb = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      TREE,
      PAGE.replace('4 0 R', `[${many}]`),
      stream('/Filter [/FlateDecode /FlateDecode]', twice),
    ]);
    expect(bomb.length).toBeLessThan(20_000);
    const message = await outcome(bomb);
    expect(message).toMatch(/takes more than|no text/);
  });

  it('nesting, and a tree of pages that bites its tail', async () => {
    const deep = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      TREE,
      PAGE,
      stream('', Buffer.from('['.repeat(200_000))),
    ]);
    expect(await outcome(deep)).toMatch(/no text|damaged|takes more than/);
    const catalogue = pdfOf([`<< /Type /Catalog /Pages 2 0 R /X ${'['.repeat(100_000)} >>`, TREE, PAGE]);
    expect(await outcome(catalogue)).toMatch(/no text|damaged|takes more than/);
    const circle = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 9 >>']);
    expect(await outcome(circle)).toMatch(/no text|damaged|takes more than/);
  });

  it('a script is not run, and the next file is read as if nothing had been', async () => {
    const script = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (globalThis.ran = true; while (true) {}) >> >>',
      TREE,
      PAGE,
      stream('', Buffer.from('q Q')),
    ]);
    expect(await outcome(script)).toMatch(/no text/);
    const { title, bytes } = await typeset('acm', 3);
    expect((await draftOfPdf('good.pdf', bytes, limits)).title).toBe(title);
  });
});

interface Score {
  title: number;
  abstract: number;
  authors: number;
  ids: number;
  of: number;
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

async function score(
  styles: readonly (keyof typeof USUAL | keyof typeof OTHERS)[],
  seeds: number,
): Promise<Score> {
  const total: Score = { title: 0, abstract: 0, authors: 0, ids: 0, of: 0 };
  for (const style of styles)
    for (let seed = 1; seed <= seeds; seed++) {
      const written: Written = await typeset(style, seed * 31);
      const [paper] = (await read(written.bytes)).papers;
      total.of++;
      if (paper?.title === written.title) total.title++;
      if (letters(paper?.abstract ?? '') === letters(written.abstract)) total.abstract++;
      if (paper?.authors[0] === written.authors[0]) total.authors++;
      if (paper?.doi === written.doi && (paper?.ids['arxiv'] ?? null) === written.arxiv) total.ids++;
    }
  return total;
}

describe('papers as publishers set them', () => {
  it('60 of six kinds: titles in 95 %, abstracts in 90 %', async () => {
    const { title, abstract, authors, ids, of } = await score(
      Object.keys(USUAL) as (keyof typeof USUAL)[],
      10,
    );
    expect(of).toBe(60);
    expect(title).toBeGreaterThanOrEqual(57);
    expect(abstract).toBeGreaterThanOrEqual(54);
    expect(authors).toBeGreaterThanOrEqual(54);
    expect(ids).toBeGreaterThanOrEqual(54);
  });

  it('manuscripts, letters without a heading, pages with a margin', async () => {
    const { title, abstract, of } = await score(Object.keys(OTHERS) as (keyof typeof OTHERS)[], 5);
    expect([title / of >= 0.95, abstract / of >= 0.9]).toEqual([true, true]);
  });

  it('says what it is not sure of', async () => {
    const { bytes, title } = await typeset('letter', 4);
    const events = [];
    for await (const event of readPapers({ name: 'a.pdf', bytes })) events.push(event);
    expect(events).toMatchObject([
      { kind: 'paper', paper: { title } },
      { kind: 'doubted', file: 'a.pdf', what: ['the abstract (no heading says that it is one)'] },
    ]);
  });
});

describe('lines of a page', () => {
  const item = (str: string, x: number, y: number, size = 10, turned = false): PdfItem => ({
    str,
    width: str.length * size * 0.5,
    transform: turned ? [0, size, -size, 0, x, y] : [size, 0, 0, size, x, y],
    fontName: 'f',
  });
  const textsOf = (...items: PdfItem[]): string[] =>
    linesOf({ width: 600, height: 800, items }, 0).lines.map((line) => line.text);

  it('are cut between columns and joined with what is raised', () => {
    expect(textsOf(item('left', 50, 700), item('right', 300, 700), item('1', 70, 704, 6))).toEqual([
      'left1',
      'right',
    ]);
    expect(
      linesOf({ width: 600, height: 800, items: [item('left', 50, 700), item('1', 70, 704, 6)] }, 0).lines[0]!
        .bare,
    ).toBe('left');
  });

  it('have letters for ligatures and composed accents, and keep what is turned apart', () => {
    expect(textsOf(item('e\ufb03cient \ufb02ow of M ¨uller', 50, 700))).toEqual(['efficient flow of Müller']);
    expect(linesOf({ width: 600, height: 800, items: [item('arXiv:1', 20, 100, 20, true)] }, 0)).toEqual({
      lines: [],
      turned: ['arXiv:1'],
    });
  });

  it('put words together again that a line end cut', () => {
    expect(joinLines(['we com-', 'pute self-', 'supervised'], '')).toBe('we compute self-supervised');
    expect(joinLines(['a long-', 'term plan'], '')).toBe('a long-term plan');
    expect(joinLines(['the co-', 'operation'], 'cooperation')).toBe('the cooperation');
    expect(joinLines(['COVID-', '19 and T-', 'Cells'], '')).toBe('COVID- 19 and T-Cells');
  });
});

describe('a line of names', () => {
  it.each([
    'University of Utrecht, Netherlands',
    'New methods for the analysis of rivers',
    'a1@uni.example',
    'Received: 2 May 2018',
    'Cambridge',
  ])('is not %s', (line) => expect(namesIn(line)).toBeNull());

  it.each([
    ['Jane Doe1,2∗ and J. K. Smith3', ['Jane Doe', 'J. K. Smith']],
    ['Ludwig van der Berg · Élodie O’Neill', ['Ludwig van der Berg', 'Élodie O’Neill']],
    ['JANE DOE, Senior Member, IEEE, AND JOHN SMITH, PhD', ['JANE DOE', 'JOHN SMITH']],
    ['王小明', ['王小明']],
  ])('is %s', (line, names) => expect(namesIn(line)).toEqual(names));
});
