/**
 * What is read from PDFs: `npx tsx bench/pdf.ts [SEEDS]` typesets papers in the styles of the tests with other seeds and says
 * how many fields come back; `npx tsx bench/pdf.ts FILE.pdf…` shows what is read from files.
 */
import { readFileSync } from 'node:fs';
import { firstPagesOf } from '../src/ingest/pdf/first-pages-of.js';
import { OTHERS, typeset, USUAL } from '../test/ingest/pdf/styles.js';

const files = process.argv.slice(2);
if (files.some((file) => file.endsWith('.pdf'))) {
  for (const file of files)
    console.log(file, JSON.stringify(await firstPagesOf(readFileSync(file)), null, 1));
} else {
  const seeds = Number(files[0] ?? 50);
  for (const style of [...Object.keys(USUAL), ...Object.keys(OTHERS)] as (keyof typeof USUAL)[]) {
    const right = { title: 0, abstract: 0, authors: 0, doi: 0 };
    let ms = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const written = await typeset(style, 5000 + 7 * seed);
      const start = performance.now();
      const answer = await firstPagesOf(written.bytes);
      ms += performance.now() - start;
      if (!('fields' in answer) || answer.fields === null) continue;
      const { title, abstract, authors, doi } = answer.fields;
      if (title === written.title) right.title++;
      if (abstract === written.abstract) right.abstract++;
      if (authors[0] === written.authors[0]) right.authors++;
      if (doi === written.doi) right.doi++;
    }
    console.log(
      style.padEnd(12),
      `of ${seeds}:`,
      JSON.stringify(right),
      `${(ms / seeds).toFixed(1)} ms each`,
    );
  }
}
