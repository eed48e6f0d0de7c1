// Packs the table of OpenAlex's topics into vocabulary/openalex-topics.tsv.gz: id, name, broader, description.
//   node scripts/pack-vocabulary.mjs ../shared/vocabulary/openalex-topics.tsv
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: node scripts/pack-vocabulary.mjs openalex-topics.tsv');
const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
const names = head.split('\t');
const rows = lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i], cell])));

/** Every description begins with the same words, which say nothing. */
const plain = (description) =>
  description.replace(/^This cluster of papers \w+ (?:(?:on|in|of|to|the|with|a wide range of) )*/i, '');

/** Words within sentences and names, as they are written: first in lower case, then with a capital in a description. */
const wordsOf = (text, pattern) => text.match(pattern) ?? [];
const lower = new Set(
  rows.flatMap(({ name, description }) =>
    wordsOf(`${name}, ${description}`, /(?<=[\p{L}\d,)] )\p{Ll}[\p{L}\p{N}]*|(?<=-)\p{Ll}[\p{L}\p{N}]*/gu),
  ),
);
const capital = new Set(
  rows.flatMap(({ description }) =>
    wordsOf(description, /(?<=[\p{L}\d,)] \(?)\p{Lu}[\p{L}\p{N}]*|(?<=-)\p{Lu}[\p{L}\p{N}]*/gu).map((word) =>
      word.toLowerCase(),
    ),
  ),
);
const forms = (word) => [
  word,
  `${word}s`,
  `${word}es`,
  word.replace(/s$/, ''),
  word.replace(/ies$/, 'y'),
  word.replace(/y$/, 'ies'),
  word.replace(/es$/, ''),
];
/** No proper name: written in lower case somewhere, in the singular or plural, or with a capital in no description. */
const common = (word) =>
  forms(word).some((form) => lower.has(form)) || !forms(word).some((form) => capital.has(form));

/** Sentence case: the names are written by a language model, some in capitals, some not. */
function sentenceCase(name) {
  const sentence = name.replace(/[\p{L}\p{N}][\p{L}\p{N}\u2019'-]*/gu, (word) => {
    if (!/^\p{Lu}[^\p{Lu}]*(?:-\p{Lu}[^\p{Lu}]*)*$/u.test(word)) return word;
    const low = word.toLowerCase();
    return low.split('-').every(common) ? low : word;
  });
  return sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

const fields = new Map();
const subfields = new Map();
for (const { field, subfield } of rows) {
  if (!fields.has(field)) fields.set(field, `F${fields.size + 1}`);
  const key = `${field}\t${subfield}`;
  if (!subfields.has(key)) subfields.set(key, `S${subfields.size + 1}`);
}
const table = [
  ['id', 'name', 'broader', 'description'],
  ...[...fields].map(([name, id]) => [id, sentenceCase(name), '', '']),
  ...[...subfields].map(([key, id]) => [
    id,
    sentenceCase(key.split('\t')[1]),
    fields.get(key.split('\t')[0]),
    '',
  ]),
  ...rows.map(({ id, name, field, subfield, description }) => [
    id,
    sentenceCase(name),
    subfields.get(`${field}\t${subfield}`),
    plain(description),
  ]),
];
const packed = gzipSync(table.map((row) => row.join('\t')).join('\n') + '\n', { level: 9 });
writeFileSync('vocabulary/openalex-topics.tsv.gz', packed);
console.log(
  `${rows.length} topics, ${subfields.size} subfields, ${fields.size} fields: ${packed.length} bytes`,
);
