/** Ranked keys to hits: the papers themselves and the sentence that matched. */
import { quotedSentence, rarenessOf, type Asked, type Question, type Ranked } from '../../search/index.js';
import { terms } from '../../text/index.js';
import type { Hit, MatchedSentence, Paper, SentenceVectors } from '../../types.js';
import type { Context } from '../session/context.js';

/** Hits that a person reads: those further down are quoted as they were ranked, which costs nothing. */
const READ = 20;

/** `asked`: what the quotes answer; null: they are those that ranking found, or the ones with the most words. */
export async function toHits(
  { store }: Context,
  ranked: readonly Ranked[],
  questions: readonly Pick<Question, 'text'>[],
  asked: Asked | null = null,
): Promise<Hit[]> {
  const keys = ranked.map(({ key }) => key);
  const [papers, sentences] = [await store.getByKey(keys), await store.sentenceVectors(keys)];
  const marks = await store.marksOf(keys);
  const words = new Set(questions.flatMap(({ text }) => terms(text)));
  // A paper removed by another process since it was ranked is left out.
  return ranked.flatMap((hit, i) => {
    const paper = papers[i]?.paper;
    if (paper === undefined) return [];
    const { id, rank, score, exact, scores } = hit;
    const mark = marks[i];
    const own = sentences[i] ?? null;
    return [
      {
        id,
        title: paper.title,
        rank,
        score,
        ...(exact && { exact }),
        scores,
        sentence:
          asked !== null && own !== null && hit.sentence >= 0 && rank <= READ
            ? quote(asked, paper, own)
            : sentenceOf(hit, paper, own, words),
        paper,
        ...(mark && { mark }),
      },
    ];
  });
}

/** What the quotes of an answer go by: the first question's meaning and the words of it. */
export async function askedBy(context: Context, { text, vector }: Question): Promise<Asked | null> {
  const meaning = await vector;
  if (meaning === null) return null;
  const [lexical, unrelated] = await Promise.all([context.rareness(), context.unrelated()]);
  return { vector: meaning, rareness: rarenessOf(text, lexical), unrelated };
}

function quote(asked: Asked, paper: Paper, sentences: SentenceVectors): MatchedSentence | null {
  const { index, similarity } = quotedSentence(
    asked,
    sentences,
    (s) => sentenceAt(paper, sentences, s, null).text,
  );
  return index < 0 ? null : sentenceAt(paper, sentences, index, similarity);
}

/** The sentence that ranking found; where only words were compared, the one with the most of them. */
function sentenceOf(
  hit: Ranked,
  paper: Paper,
  sentences: SentenceVectors | null,
  asked: ReadonlySet<string>,
): MatchedSentence | null {
  if (sentences === null) return null;
  if (hit.sentence >= 0) return sentenceAt(paper, sentences, hit.sentence, hit.scores.sentence);
  let best: MatchedSentence | null = null;
  let most = 0;
  for (let s = 0; s < sentences.scales.length; s++) {
    const sentence = sentenceAt(paper, sentences, s, null);
    const shared = new Set(terms(sentence.text).filter((term) => asked.has(term))).size;
    if (shared > most) {
      best = sentence;
      most = shared;
    }
  }
  return best;
}

/** Sentence number `index` of a paper; its span counts in `title + '\n' + abstract`. */
export function sentenceAt(
  paper: Pick<Paper, 'title' | 'abstract'>,
  sentences: SentenceVectors,
  index: number,
  similarity: number | null,
): MatchedSentence {
  const start = sentences.spans[2 * index]!;
  const end = sentences.spans[2 * index + 1]!;
  const inTitle = start < paper.title.length;
  const shift = inTitle ? 0 : paper.title.length + 1;
  const field = inTitle ? 'title' : 'abstract';
  return {
    text: paper[field].slice(start - shift, end - shift),
    field,
    start: start - shift,
    end: end - shift,
    similarity,
  };
}
