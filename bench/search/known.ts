/**
 * Known items on ACL: a title as typed, with two typos, a sentence of the abstract; each should find its own paper.
 * `npx tsx bench/search/known.ts [samples]`. Wanted, mean reciprocal rank of hybrid: 0.99, 0.95, 0.97.
 */
import {
  mistypedItem,
  samplePapers,
  sentenceItem,
  titleItem,
  type KnownItem,
} from '../../src/evaluation/known-items.js';
import { seededRandom } from '../../src/math/random.js';
import { isThere, libraryOf, readCorpus } from './corpora.js';

async function main(samples: number): Promise<void> {
  if (!isThere('acl-anthology')) return;
  const random = seededRandom(42);
  const papers = samplePapers(readCorpus('acl-anthology'), 2 * samples, random);
  const library = await libraryOf('acl-anthology');
  const kinds = [
    { name: 'title', wanted: 0.99, make: titleItem },
    {
      name: 'title, two typos',
      wanted: 0.95,
      make: (paper: (typeof papers)[number]) => mistypedItem(paper, random),
    },
    { name: 'sentence', wanted: 0.97, make: (paper: (typeof papers)[number]) => sentenceItem(paper, random) },
  ];
  const table: Record<string, Record<string, string>> = {};
  for (const { name, wanted, make } of kinds) {
    const items = papers
      .map(make)
      .filter((item): item is KnownItem => item !== null)
      .slice(0, samples);
    const row: Record<string, string> = { wanted: wanted.toFixed(2) };
    for (const mode of ['lexical', 'dense', 'hybrid'] as const) {
      let sum = 0;
      for (const { id, text } of items) {
        const { hits } = await library.ask(text, { mode });
        const hit = hits.find((one) => one.id === id);
        sum += hit === undefined ? 0 : 1 / hit.rank;
      }
      row[mode] = (sum / items.length).toFixed(4);
    }
    table[`${name} (${items.length})`] = row;
  }
  await library.close();
  console.table(table);
}

await main(Number(process.argv[2] ?? 1000));
