/** Sentences of a topic's papers that together say what it is about. */
import { Coverage, sentenceVector } from '../../search/index.js';
import { withoutBoilerplate } from '../../text/index.js';
import type { Matrix, Paper, SentenceVectors } from '../../types.js';
import { sentenceAt } from '../asking/hits.js';
import type { Context } from '../session/context.js';

/** How a sentence begins that leans on the one before it: by itself it says less than it seems to. */
const LEANING =
  /^(?:however|but|moreover|furthermore|additionally|in addition|thus|therefore|hence|then|finally|first|second|third|also|yet|instead|similarly|in contrast|as a result|for (?:example|instance)|to (?:address|overcome|solve|tackle|mitigate) (?:this|these|that)|this|these|those|such|it|they|its|their|both)\b/i;

export interface TopicSentence {
  /** Id of the paper that it is taken from, and its title. */
  readonly paper: string;
  readonly title: string;
  readonly text: string;
}

const SENTENCES = 3;
/** Papers whose sentences may be taken: the firmest members. */
const SOURCES = 40;
/** Members that the sentences are to stand for. */
const MEMBERS = 500;
/** A sentence by itself, in characters: shorter ones are headings, longer ones lists. */
const LENGTH = { least: 40, most: 320 } as const;

/**
 * `ids`: the topic's papers, the firmest first. At most one sentence a paper, of abstracts; fewer than three where there
 * are no more that fit. The choice is that of coverage.ts: the first is nearest to all, the others to what it leaves out.
 */
export async function aboutTopic(context: Context, ids: readonly string[]): Promise<TopicSentence[]> {
  const { store } = context;
  const known = (await store.keysOf(ids.slice(0, MEMBERS))).filter((key) => key > 0);
  const all = await store.sentenceVectors(known);
  const keys = known.filter((_, i) => all[i] !== null);
  const sentences = all.filter((own) => own !== null);
  const members = await store.documentVectors(keys);
  const papers = await store.getByKey(keys.subarray(0, SOURCES));
  const candidates = papers.flatMap((stored, p) => {
    return stored === null ? [] : sentencesOf(stored.paper, sentences[p]!, p);
  });
  const { mean } = await context.unrelated();
  const coverage = new Coverage(members, vectorsOf(candidates, members.dimensions), {
    unrelated: mean,
    groups: candidates.map(({ source }) => source),
  });
  return coverage.pick(SENTENCES).map(({ candidate }) => {
    const { paper, text } = candidates[candidate]!;
    return { paper: paper.id, title: paper.title, text };
  });
}

interface Candidate {
  readonly paper: Paper;
  readonly source: number;
  readonly text: string;
  readonly sentences: SentenceVectors;
  readonly index: number;
}

function sentencesOf(paper: Paper, sentences: SentenceVectors, source: number): Candidate[] {
  const said = withoutBoilerplate(paper.abstract);
  return Array.from(sentences.scales.keys()).flatMap((index) => {
    const { text, field } = sentenceAt(paper, sentences, index, null);
    const fits =
      field === 'abstract' &&
      text.length >= LENGTH.least &&
      text.length <= LENGTH.most &&
      /[.!?]["”’)]*$/.test(text.trim()) &&
      !LEANING.test(text.trim()) &&
      said.includes(text);
    return fits ? [{ paper, source, text: text.trim(), sentences, index }] : [];
  });
}

function vectorsOf(candidates: readonly Candidate[], dimensions: number): Matrix {
  const data = new Float32Array(candidates.length * dimensions);
  candidates.forEach(({ sentences, index }, c) =>
    data.set(sentenceVector(sentences, index, dimensions), c * dimensions),
  );
  return { data, rows: candidates.length, dimensions };
}
