/**
 * Papers through every pair of formats: what is read from the files of the folders given is written in one format, read,
 * written in another and read again. Demanded: the same papers, with the same authors, parts of names and citation keys.
 *
 *   npx tsx bench/round-trip.ts [folder ...]
 */
import { writerOf } from '../src/export/formats.js';
import { EXPORT_FORMATS, type ExportFormat } from '../src/questions/index.js';
import { keyMaker } from '../src/export/keys.js';
import { readPapers } from '../src/ingest/read-papers.js';
import { authorNames } from '../src/text/names.js';
import type { Paper } from '../src/types.js';

const given = process.argv.slice(2);
const folders = given.length > 0 ? given : ['test/fixtures', '../shared/fixtures', '../shared/cases'];
/** Markdown is for people: it is not read back. */
const FORMATS = EXPORT_FORMATS.filter((format) => format !== 'md');

const FIELDS: Readonly<Record<string, (paper: Paper) => unknown>> = {
  id: ({ id }) => id,
  title: ({ title }) => title,
  abstract: ({ abstract }) => abstract,
  authors: ({ authors }) => authors,
  names: ({ authors, extra }) => authorNames(authors, extra),
  // The one that it came with, else the one that is built.
  key: (paper) => keyMaker(() => 'hash')(paper),
  year: ({ year }) => year,
  venue: ({ venue }) => venue,
  doi: ({ doi }) => doi,
  url: ({ url }) => url,
  labels: ({ labels }) => labels,
  ids: ({ ids }) => Object.entries(ids).sort(),
};

function written(papers: readonly Paper[], format: ExportFormat): string {
  const writer = writerOf(format);
  return writer.begin + papers.map((paper) => writer.write({ paper, topic: null })).join('') + writer.end;
}

async function readAll(input: { path: string } | { bytes: Buffer }): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const event of readPapers({ name: 'x', ...input }))
    if (event.kind === 'paper') papers.push(event.paper);
  return papers;
}

const through = async (papers: readonly Paper[], format: ExportFormat): Promise<Paper[]> =>
  readAll({ bytes: Buffer.from(written(papers, format)) });

/** One paper an id: a library has no two. */
async function material(): Promise<Paper[]> {
  const papers = new Map<string, Paper>();
  for (const path of folders) for (const paper of await readAll({ path })) papers.set(paper.id, paper);
  return [...papers.values()];
}

/** BibTeX takes keys that differ in case only for the same. */
const keyOf = (paper: Paper): string => String(FIELDS['key']!(paper)).toLowerCase();

/** Keys that two papers have in common are made different on the way out. */
function sharedKeys(all: readonly Paper[]): Set<string> {
  const seen = new Set<string>();
  return new Set(all.map(keyOf).filter((key) => seen.has(key) || !seen.add(key)));
}

const papers = await material();
const shared = sharedKeys(papers);
console.log(`${papers.length} papers`);
for (const first of FORMATS) {
  const once = await through(papers, first);
  for (const second of FORMATS) {
    const twice = new Map((await through(once, second)).map((paper) => [paper.id, paper]));
    const counts = new Map<string, number>();
    let example = '';
    for (const paper of papers) {
      const back = twice.get(paper.id);
      for (const [field, of] of Object.entries(FIELDS)) {
        const was = JSON.stringify(of(paper));
        const is = back === undefined ? 'missing' : JSON.stringify(of(back));
        if (was === is || (field === 'key' && shared.has(keyOf(paper)))) continue;
        counts.set(field, (counts.get(field) ?? 0) + 1);
        if (process.env['SHOW'] === field) example += `\n    ${paper.id}: ${was} -> ${is}`;
      }
    }
    const said = [...counts].map(([field, count]) => `${field} ${count}`).join(', ');
    console.log(`  ${first} then ${second}: ${said || 'the same'}${example.slice(0, 3000)}`);
  }
}
