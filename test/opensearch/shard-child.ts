/** `add FILE --shard I/N` with the fake embedder, slowly: argv is the address, the file, I and N. A line a paper embedded. */
import { setTimeout as wait } from 'node:timers/promises';
import { openLibrary } from '../../src/index.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const [address, file, index, of] = process.argv.slice(2) as [string, string, string, string];
const fake = fakeEmbedder();
const library = await openLibrary({
  dir: address,
  embedder: {
    ...fake,
    async embedPapers(papers, options) {
      for (const paper of papers) {
        await fake.embedPapers([paper], options);
        process.stdout.write('embedded\n');
        await wait(1);
      }
    },
  },
});
const report = await library.add([{ name: 'papers.jsonl', path: file }], {
  shard: { index: Number(index), of: Number(of) },
});
process.stdout.write(`${JSON.stringify(report)}\n`);
await library.close();
