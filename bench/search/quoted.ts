/**
 * First, middle and last sentence of long abstracts as questions: is the right paper first, and is the sentence that is
 * quoted the one asked with? `npx tsx bench/search/quoted.ts [samples] [corpus …]`. Wanted: paper ≥ 99 %, sentence ≥ 97 %.
 */
import { splitSentences } from '../../src/embed/sentences.js';
import { samplePapers } from '../../src/evaluation/known-items.js';
import { seededRandom } from '../../src/math/random.js';
import { texToText, withoutBoilerplate } from '../../src/text/index.js';
import { isThere, libraryOf, readCorpus, type CorpusPaper } from './corpora.js';

/** Characters of a long abstract. */
const LONG = 1500;

const PLACES = { first: () => 0, middle: (count: number) => count >> 1, last: (count: number) => count - 1 };

async function main(samples: number, corpora: readonly string[]): Promise<void> {
  for (const name of corpora) {
    if (!isThere(name)) continue;
    // As the library has it.
    const corpus = readCorpus(name).map((paper) => ({
      ...paper,
      abstract: texToText(paper.abstract, 'text'),
    }));
    const all = corpus.map(({ abstract }) => abstract).join('\n');
    const long = corpus.filter(({ abstract }) => withoutBoilerplate(abstract).length > LONG);
    const papers = samplePapers(long, samples, seededRandom(42));
    const library = await libraryOf(name);
    const table: Record<string, Record<string, string>> = {};
    for (const [place, at] of Object.entries(PLACES)) {
      let [first, quoted] = [0, 0];
      for (const paper of papers) {
        const sentence = sentenceAt(paper, at, all);
        const [hit] = (await library.ask(sentence, { count: 1 })).hits;
        if (hit?.id === paper.id) first++;
        if (hit?.sentence?.text === sentence) quoted++;
        else if (process.env['SHOW'])
          console.log(
            `asked  ${sentence}\nquoted ${hit?.id === paper.id ? hit.sentence?.text : 'another paper'}\n`,
          );
      }
      const share = (count: number): string => `${((100 * count) / papers.length).toFixed(1)} %`;
      table[place] = { 'paper first': share(first), 'sentence quoted': share(quoted) };
    }
    await library.close();
    console.log(`${name}, ${papers.length} abstracts of more than ${LONG} characters`);
    console.table(table);
  }
}

/** The sentence at a place, or the nearest one before or after it that is one: of five words, in no other abstract. */
function sentenceAt({ abstract }: CorpusPaper, at: (count: number) => number, all: string): string {
  const spans = splitSentences(withoutBoilerplate(abstract));
  const sentences = Array.from({ length: spans.length / 2 }, (_, s) =>
    abstract.slice(spans[2 * s], spans[2 * s + 1]),
  );
  const place = at(sentences.length);
  const byDistance = [...sentences.keys()].sort((a, b) => Math.abs(a - place) - Math.abs(b - place));
  const isOne = (text: string): boolean =>
    text.split(/\s+/).length >= 5 && all.indexOf(text) === all.lastIndexOf(text);
  return sentences[byDistance.find((s) => isOne(sentences[s]!)) ?? place]!;
}

const [samples = '500', ...corpora] = process.argv.slice(2);
await main(Number(samples), corpora.length > 0 ? corpora : ['scifact', 'arxiv-20']);
