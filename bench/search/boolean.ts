/**
 * Questions and titles that are read as Boolean ones though nobody meant them so: `npx tsx bench/search/boolean.ts`.
 * Judged questions are plain language, and a title is what is pasted into `ask`.
 */
import { readBoolean } from '../../src/text/index.js';
import { isThere, readCorpus, readJudged } from './corpora.js';

const QUESTIONS = ['scifact', 'cisi', 'cacm', 'med'];
const TITLES = ['scifact', 'arxiv-20', 'acl-anthology', 'cacm', 'screening/nagtegaal-2019'];

function count(texts: readonly string[]): Record<string, number> {
  const read = texts.map(readBoolean).filter((found) => found !== null);
  return {
    texts: texts.length,
    'read as Boolean': read.filter((found) => 'expression' in found).length,
    'plain words, with a line that says so': read.filter((found) => 'problem' in found).length,
  };
}

const table: Record<string, Record<string, number>> = {};
for (const name of QUESTIONS)
  if (isThere(name)) table[`questions of ${name}`] = count(readJudged(name, '').map(({ text }) => text));
if (isThere('scifact'))
  table['claims of scifact train'] = count(readJudged('scifact', '-train').map(({ text }) => text));
for (const name of TITLES)
  if (isThere(name)) table[`titles of ${name}`] = count(readCorpus(name).map(({ title }) => title));
console.table(table);
