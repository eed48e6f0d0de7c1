/**
 * How fast files are read, and with how much memory: the ACL Anthology as JSON Lines, BibTeX, RIS, CSV and CSL-JSON,
 * written by fieldmap's own writers from ../shared/corpora/acl-anthology.
 *
 *   npx tsx bench/ingest.ts [format …]
 *
 * Demanded: BibTeX at 8,000 entries/s or more and 400 MB or less, all of 58,919 read. Each format in a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writerOf } from '../src/export/formats.js';
import type { ExportFormat } from '../src/questions/index.js';
import { readPapers } from '../src/ingest/read-papers.js';

const CORPUS = fileURLToPath(new URL('../../shared/corpora/acl-anthology/corpus.jsonl.gz', import.meta.url));
const FORMATS: readonly ExportFormat[] = ['bib', 'ris', 'csl', 'csv', 'jsonl'];

interface Figures {
  papers: number;
  skipped: number;
  seconds: number;
  /** Processor time: what the seconds would be on a machine with nothing else to do. */
  cpu: number;
  peak: number;
}

async function measure(path: string): Promise<Figures> {
  const began = performance.now();
  const before = process.cpuUsage();
  const figures: Figures = { papers: 0, skipped: 0, seconds: 0, cpu: 0, peak: 0 };
  for await (const event of readPapers({ name: path, path })) {
    if (event.kind === 'paper') figures.papers++;
    else figures.skipped++;
  }
  figures.seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  figures.cpu = (user + system) / 1e6;
  figures.peak = process.resourceUsage().maxRSS / 1024;
  return figures;
}

async function write(format: ExportFormat, path: string): Promise<void> {
  const writer = writerOf(format);
  writeFileSync(path, writer.begin);
  let piece = '';
  for await (const event of readPapers({ name: 'acl', path: CORPUS })) {
    if (event.kind !== 'paper') continue;
    piece += writer.write({ paper: event.paper, topic: null });
    if (piece.length > 1 << 20) {
      appendFileSync(path, piece);
      piece = '';
    }
  }
  appendFileSync(path, piece + writer.end);
}

async function compare(formats: readonly ExportFormat[]): Promise<void> {
  if (!existsSync(CORPUS)) {
    console.log('../shared/corpora/acl-anthology is not there: nothing to measure.');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
  try {
    console.log('format      MB   papers  skipped  papers/s  papers/cpu-s  peak MB');
    for (const format of formats) {
      const path = join(folder, `acl.${format}`);
      await write(format, path);
      const output = execFileSync('npx', ['tsx', fileURLToPath(import.meta.url), '--measure', path], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const { papers, skipped, seconds, cpu, peak } = JSON.parse(output.toString()) as Figures;
      console.log(
        [
          format.padEnd(6),
          (statSync(path).size / 1e6).toFixed(0).padStart(7),
          String(papers).padStart(8),
          String(skipped).padStart(8),
          (papers / seconds).toFixed(0).padStart(9),
          (papers / cpu).toFixed(0).padStart(13),
          peak.toFixed(0).padStart(9),
        ].join(' '),
      );
      rmSync(path);
    }
    console.log('demanded: bib 58919 papers, 8000 papers/s, at most 400 MB');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, path] = process.argv.slice(2);
if (first === '--measure') console.log(JSON.stringify(await measure(path!)));
else
  await compare(
    process.argv.length > 2 ? FORMATS.filter((format) => process.argv.includes(format)) : FORMATS,
  );
