/**
 * How much larger concepts make the page. `npx tsx bench/concepts/page.ts [CORPUS]`; wanted on arxiv-20: a few per cent,
 * and 30 MB at most for 58,919 papers.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { fromPrintable, toPrintable } from '../../src/page/printable.js';
import { isThere, libraryOf } from '../search/corpora.js';

/** An element of the page's data: its name, the size of the bytes and their text. */
const DATA = /<script type="text\/plain" id="data-([a-z]+)" data-size="(\d+)">([^<]*)<\/script>\n?/g;

/** The head without its `concepts` and those of its topics, packed as the page has it. */
function withoutConcepts(text: string, size: number): string {
  const head = inflateRawSync(fromPrintable(text, size)).toString('utf8');
  const left = JSON.stringify(
    JSON.parse(head, (key, value: unknown) => (key === 'concepts' ? undefined : value)),
  );
  return toPrintable(deflateRawSync(left, { level: 9, memLevel: 9 }));
}

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const library = await libraryOf(name);
  await library.concepts();
  await library.map({ out: null });
  const page = await library.mapPage({ live: false });
  await library.close();
  const grown = new Map<string, number>();
  for (const [element, column, size, text] of page.matchAll(DATA)) {
    if (column === 'activations' || column === 'strength') grown.set(column, element.length);
    if (column === 'head') grown.set('names', text!.length - withoutConcepts(text!, Number(size)).length);
  }
  const added = [...grown.values()].reduce((sum, bytes) => sum + bytes, 0);
  console.table({
    [name]: {
      'page MB': (page.length / 1e6).toFixed(2),
      'concepts kB': (added / 1e3).toFixed(1),
      'grown by': `${((100 * added) / (page.length - added)).toFixed(2)} %`,
      ...Object.fromEntries([...grown].map(([part, bytes]) => [`${part} kB`, (bytes / 1e3).toFixed(1)])),
    },
  });
}
