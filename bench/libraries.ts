/** Libraries to measure with: made once from ../shared/corpora with the built package, kept under out/bench/. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Package from '../src/index.js';

/** A variable, since the compiler would look into it, and it is only there after a build. */
export const DIST: string = '../dist';
const root = fileURLToPath(new URL('..', import.meta.url));

/** The folder of a corpus; ends the process with a word when it is not on this machine. */
export function corpusFile(name: string): string {
  const path = join(root, '..', 'shared', 'corpora', name, 'corpus.jsonl.gz');
  if (!existsSync(path)) {
    console.error(`This needs the corpus ${name}, expected at ${path}. Nothing was measured.`);
    process.exit(2);
  }
  return path;
}

/** A library of the corpus: made now (58,919 abstracts: ten minutes on two cores), or the one made before. */
export async function benchLibrary(name: string): Promise<string> {
  const dir = join(root, 'out', 'bench', name);
  const path = corpusFile(name);
  const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
  const library = await openLibrary({ dir, onNotice: console.error });
  const report = await library.add([{ name: `${name}.jsonl.gz`, path }]);
  if (report.embedded > 0) console.error(`Made ${dir}: ${report.papers} papers.`);
  await library.close();
  return dir;
}

/** The value in the middle; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}
