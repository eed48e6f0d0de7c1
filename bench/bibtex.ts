/**
 * Exported BibTeX under BibTeX itself (texlive's `bibtex` with plain.bst): every file of papers in the folders given is
 * read, written as BibTeX and run with all entries cited. An error is a line that BibTeX counts as one; its warnings
 * (an entry without a publisher) are those of the source.
 *
 *   npx tsx bench/bibtex.ts [--half] [folder ...]
 *
 * `--half` leaves out every other paper, so that children lose their parents.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writerOf } from '../src/export/formats.js';
import { readPapers } from '../src/ingest/read-papers.js';
import type { Paper } from '../src/types.js';

const half = process.argv.includes('--half');
const given = process.argv.slice(2).filter((word) => word !== '--half');
const folders = given.length > 0 ? given : ['test/fixtures', '../shared/fixtures', '../shared/cases'];

/** The papers of each file. */
async function papersOf(folder: string): Promise<Map<string, Paper[]>> {
  const files = new Map<string, Paper[]>();
  for await (const event of readPapers({ name: folder, path: folder })) {
    if (event.kind !== 'paper') continue;
    const [source = ''] = event.paper.sources;
    files.set(source, [...(files.get(source) ?? []), event.paper]);
  }
  return files;
}

function written(papers: readonly Paper[]): string {
  const writer = writerOf('bib');
  return writer.begin + papers.map((paper) => writer.write({ paper, topic: null })).join('') + writer.end;
}

/** What BibTeX says of the text: its errors, and how many entries it found. */
function bibtex(text: string): { errors: string[]; entries: number } {
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bibtex-'));
  writeFileSync(join(folder, 'x.bib'), text);
  writeFileSync(join(folder, 'x.aux'), '\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{x}\n');
  const run = spawnSync('bibtex', ['-min-crossrefs=1000', 'x'], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (run.error !== undefined) throw run.error;
  // 0: nothing to say; 1: warnings; 2: errors; 3: it gave up.
  const isWrong = (run.status ?? 3) > 1;
  const errors = isWrong
    ? run.stdout.split('\n').filter((line) => !/^(?:Warning|This is|The |Database|\(There)/.test(line))
    : [];
  return { errors, entries: [...text.matchAll(/^@(?!preamble)\w+\{/gm)].length };
}

let files = 0;
let entries = 0;
let wrong = 0;
for (const folder of folders) {
  for (const [file, all] of await papersOf(folder)) {
    const papers = half ? all.filter((_paper, i) => i % 2 === 1) : all;
    const result = bibtex(written(papers));
    files++;
    entries += result.entries;
    if (result.errors.length === 0) continue;
    wrong++;
    console.log(`${file}: ${result.errors.length} errors, the first: ${result.errors[0]!}`);
  }
}
console.log(`${files} files, ${entries} entries: BibTeX finds errors in ${wrong} files`);
