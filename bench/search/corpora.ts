/** Corpora, judged questions and the libraries made of them. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseQrels } from '../../src/evaluation/trec.js';
import type { Judgements } from '../../src/evaluation/metrics.js';
import type { Library, openLibrary as OpenLibrary } from '../../src/library/library.js';

// The built library: its workers are JavaScript files.
const { openLibrary } = (await import(new URL('../../dist/library/index.js', import.meta.url).href)) as {
  openLibrary: typeof OpenLibrary;
};

const CORPORA = '../shared/corpora';
const MODELS = '../shared/models';

export interface JudgedQuestion {
  readonly id: string;
  readonly text: string;
  readonly judged: Judgements;
}

export function corpusPath(name: string): string {
  return join(CORPORA, name, 'corpus.jsonl.gz');
}

/** False, with a word about it, when the corpora are not beside the repository. */
export function isThere(name: string): boolean {
  const there = existsSync(corpusPath(name));
  if (!there) console.log(`${corpusPath(name)} is absent: nothing measured on ${name}.`);
  return there;
}

export interface CorpusPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

export function readCorpus(name: string): CorpusPaper[] {
  return gunzipSync(readFileSync(corpusPath(name)))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as CorpusPaper);
}

/** `part` is '' or `-train`. */
export function readJudged(name: string, part: string): JudgedQuestion[] {
  const qrels = parseQrels(readFileSync(join(CORPORA, name, `qrels${part}.tsv`), 'utf8'), `qrels${part}.tsv`);
  const lines = readFileSync(join(CORPORA, name, `queries${part}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as { id: string; text: string })
    .flatMap(({ id, text }) => (qrels.has(id) ? [{ id, text, judged: qrels.get(id)! }] : []));
}

/** Where `libraryOf` has or makes the library of a corpus. */
export function libraryDir(name: string): string {
  return (
    process.env[`FIELDMAP_BENCH_${name.toUpperCase().replaceAll('-', '_')}`] ??
    join(tmpdir(), 'fieldmap-bench', name)
  );
}

/**
 * The library of a corpus: in the folder that `FIELDMAP_BENCH_NAME` (ACL_ANTHOLOGY, …) names, else in the system's
 * temporary folder, where it stays for the next run. Adding what is there already takes a second. With the default model,
 * or one of ../shared/models.
 */
export async function libraryOf(name: string, model?: string): Promise<Library> {
  const given = process.env[`FIELDMAP_BENCH_${name.toUpperCase().replaceAll('-', '_')}`];
  const dir = model === undefined ? libraryDir(name) : join(tmpdir(), 'fieldmap-bench', `${model}-${name}`);
  mkdirSync(dir, { recursive: true });
  const library = await openLibrary({ dir, ...(model !== undefined && { model: join(MODELS, model) }) });
  if (given === undefined) await library.add([{ name: `${name}.jsonl.gz`, path: corpusPath(name) }]);
  return library;
}
