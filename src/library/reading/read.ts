/** A short list that covers a topic, a question or the library: the central paper first, then one for each further side. */
import type { ReadingList } from '../../answers/index.js';
import { dot, picked } from '../../math/index.js';
import type { Filter, OptionsOf, readFields } from '../../questions/index.js';
import { bestSentence, Coverage, relevanceFloor, type Pick } from '../../search/index.js';
import type { StoredPaper } from '../../store/index.js';
import type { Matrix, PaperKey } from '../../types.js';
import { rankFor } from '../asking/ask.js';
import { allowedKeys } from '../asking/filter.js';
import { sentenceAt } from '../asking/hits.js';
import { filterNotes } from '../asking/unmatched-filters.js';
import { findTopic } from '../map/find-topic.js';
import { topicsOnMap } from '../map/topics.js';
import type { Context } from '../session/context.js';

/** See questions/read.ts. */
export interface ReadOptions extends OptionsOf<typeof readFields> {
  readonly filter?: Filter;
}

/** Hits of a question that the list is made of. */
const HITS = 100;
/** Papers compared with one another: a million cosines, a third of a second. */
const MOST = 1000;
/** Papers added for each wish. */
const WISHED = 2;
const RECENT_YEARS = 3;
const EARLIEST = 0.2;

type Role = ReadingList['papers'][number]['role'];

/** What the list is to stand for, in the order that ties go by. */
interface Whole {
  readonly of: ReadingList['of'];
  readonly title: string;
  readonly keys: Int32Array;
  readonly weights: Float32Array;
  readonly notes: readonly string[];
}

/** `about`: a topic's id or label, or a question; default: the whole library. Deterministic. */
export async function read(context: Context, about = '', options: ReadOptions = {}): Promise<ReadingList> {
  const { count = 7 } = options;
  const whole = await wholeOf(context, about.trim(), options.filter);
  const { keys, vectors, weights } = await embeddedOf(context, whole);
  const papers = await context.store.getByKey(keys);
  const { mean } = await context.unrelated();
  const coverage = new Coverage(vectors, vectors, { weights, unrelated: mean });
  const picks: (Pick & { readonly role: Role })[] = coverage
    .pick(count)
    .map((pick, i) => ({ ...pick, role: i === 0 ? 'central' : 'aspect' }));
  const years = papers.map((stored) => stored?.paper.year ?? null);
  if (options.recent) {
    const last = Math.max(...years.flatMap((year) => year ?? []));
    const isRecent = (i: number): boolean => years[i] !== null && years[i]! > last - RECENT_YEARS;
    picks.push(...coverage.pick(WISHED, isRecent).map((pick) => ({ ...pick, role: 'recent' as const })));
  }
  if (options.founding) {
    const early = await foundingOf(context, papers, years);
    picks.push(...coverage.pick(WISHED, early).map((pick) => ({ ...pick, role: 'founding' as const })));
  }
  return {
    of: whole.of,
    title: whole.title,
    among: whole.keys.length,
    papers: await listed(context, picks, { keys, papers, vectors }),
    notes: keys.length === 0 && whole.notes.length === 0 ? ['No paper here is embedded.'] : whole.notes,
  };
}

async function wholeOf(context: Context, about: string, filter: Filter | undefined): Promise<Whole> {
  const topics = await topicsOnMap(context);
  const topic = about === '' ? undefined : findTopic(topics, about);
  if (about !== '' && topic === undefined) return hitsOf(context, about, filter);
  const asked: Filter = { ...filter, ...(topic && { topic: [topic.id] }) };
  const allowed = await allowedKeys(context, asked);
  const keys = allowed ?? (await context.store.filter({}));
  return {
    of: topic ? 'topic' : 'library',
    title: topic?.label ?? context.options.dir,
    keys,
    weights: new Float32Array(keys.length).fill(1),
    notes: await filterNotes(context, asked, allowed),
  };
}

/** The hits that are worth a person's time, weighed by their scores. */
async function hitsOf(context: Context, question: string, filter: Filter | undefined): Promise<Whole> {
  const options = { count: HITS, ...(filter && { filter }) };
  const { ranked, filtered } = await rankFor(context, question, options);
  const floor = relevanceFloor(ranked.hits.map(({ score }) => score));
  const hits = ranked.hits.filter(({ score }) => score > 0 && score >= floor);
  const notes = await filterNotes(context, filter, filtered);
  return {
    of: 'question',
    title: question,
    keys: Int32Array.from(hits, ({ key }) => key),
    weights: Float32Array.from(hits, ({ score }) => score),
    notes: hits.length === 0 && notes.length === 0 ? ['No paper matched.'] : notes,
  };
}

interface Embedded {
  readonly keys: Int32Array;
  readonly vectors: Matrix;
  readonly weights: Float32Array;
}

/** Those that have vectors; of more than `MOST` every second, third … one, so that all times are there. */
async function embeddedOf({ store }: Context, { keys, weights }: Whole): Promise<Embedded> {
  const { keys: all, matrix } = await store.allDocumentVectors();
  const rowOf = new Map(Array.from(all, (key, i) => [key, i]));
  const there = [...keys.keys()].filter((i) => rowOf.has(keys[i]!));
  const step = Math.max(1, Math.ceil(there.length / MOST));
  const taken = there.filter((_, n) => n % step === 0);
  return {
    keys: Int32Array.from(taken, (i) => keys[i]!),
    vectors: picked(
      matrix,
      taken.map((i) => rowOf.get(keys[i]!)!),
    ),
    weights: Float32Array.from(taken, (i) => weights[i]!),
  };
}

/** Which are among the earliest fifth; where it is known who cites whom, those that papers of the library cite. */
async function foundingOf(
  context: Context,
  papers: readonly (StoredPaper | null)[],
  years: readonly (number | null)[],
): Promise<(i: number) => boolean> {
  const known = years.flatMap((year) => year ?? []).sort((a, b) => a - b);
  const until = known[Math.floor(EARLIEST * known.length)] ?? -Infinity;
  const { citationPairs } = await import('../review/cited.js');
  const cited = new Set((await citationPairs(context)).map(([, to]) => to));
  const isEarly = (i: number): boolean => years[i] !== null && years[i]! <= until;
  const isCited = (i: number): boolean => cited.has(papers[i]?.paper.id ?? '');
  return papers.some((_, i) => isEarly(i) && isCited(i)) ? (i) => isEarly(i) && isCited(i) : isEarly;
}

interface Chosen {
  readonly keys: Int32Array;
  readonly papers: readonly (StoredPaper | null)[];
  readonly vectors: Matrix;
}

async function listed(
  { store }: Context,
  picks: readonly (Pick & { readonly role: Role })[],
  { keys, papers, vectors }: Chosen,
): Promise<ReadingList['papers']> {
  const chosen: PaperKey[] = picks.map(({ candidate }) => keys[candidate]!);
  const [sentences, marks] = [await store.sentenceVectors(chosen), await store.marksOf(chosen)];
  const covers = nearestOf(
    vectors,
    picks.map(({ candidate }) => candidate),
  );
  return picks.flatMap(({ candidate, adds, role }, i) => {
    const paper = papers[candidate]?.paper;
    if (paper === undefined) return [];
    const own = sentences[i] ?? null;
    const { index, similarity } = bestSentence(adds, own);
    const mark = marks[i];
    return [
      {
        id: paper.id,
        title: paper.title,
        role,
        covers: covers[i]!,
        sentence: own === null || index < 0 ? null : sentenceAt(paper, own, index, similarity),
        paper,
        ...(mark && { mark }),
      },
    ];
  });
}

/** How many rows are nearest to each of the chosen ones; ties go to the earlier. */
function nearestOf({ data, rows, dimensions }: Matrix, chosen: readonly number[]): Int32Array {
  const counts = new Int32Array(chosen.length);
  for (let i = 0; i < rows; i++) {
    let best = -1;
    let most = -Infinity;
    chosen.forEach((other, c) => {
      const cosine = dot(data, i * dimensions, data, other * dimensions, dimensions);
      if (cosine > most) [best, most] = [c, cosine];
    });
    if (best >= 0) counts[best]!++;
  }
  return counts;
}
