/** The concepts of a library, and one of them whole. */
import { activationsOf, rowsOf, type Activations, type Concepts } from '../../concepts/index.js';
import type { ConceptList, ListedConcept, ShownConcept } from '../../answers/index.js';
import { dot, row } from '../../math/index.js';
import { terms } from '../../text/index.js';
import { timesOf } from '../../topics/index.js';
import type { Context } from '../session/context.js';
import { findConcept } from './find-concept.js';
import { learnConcepts } from './learn-concepts.js';
import { codedPapers, neededConcepts, standingConcepts } from './standing-concepts.js';

/** Papers shown with a concept, and topics. */
const STRONGEST = 10;
const TOPICS = 5;
/** Concepts that answer a query. */
const NEAREST = 10;
/** When a library has grown by so much, learning anew is worth a word. */
const OUTGROWN = 1.5;

export interface ConceptOptions {
  /** Default true: where there are none they are learned and stored; false: that is `not-found`, and nothing is written. */
  readonly learn?: boolean;
}

/**
 * All concepts, or those nearest to `query` by words and by meaning. Learns them when there are none.
 * @throws FieldmapError `input` when there are too few papers to learn from; `not-found`: see `learn`.
 */
export async function concepts(
  context: Context,
  query?: string,
  options: ConceptOptions = {},
): Promise<ConceptList> {
  const standing = await learnedConcepts(context, options);
  const { listed, keys } = await listedConcepts(context, standing);
  const order = query === undefined ? bySize(listed) : await byQuery(context, standing, query);
  const outgrown = keys.length >= OUTGROWN * standing.learnedFrom;
  return {
    concepts: order.map((k) => listed[k]!),
    learnedFrom: standing.learnedFrom,
    papers: keys.length,
    notes: outgrown
      ? [
          `The concepts were learned from ${standing.learnedFrom} papers; there are ${keys.length} now. Run \`fieldmap concepts learn\` to learn them anew.`,
        ]
      : [],
  };
}

/** Learns anew; concepts that are nearly one of before keep its id. */
export async function relearn(context: Context): Promise<ConceptList> {
  await learnConcepts(context);
  return concepts(context);
}

/** `name`: id, label or words that only one concept has. @throws FieldmapError `not-found`, `usage`. */
export async function showConcept(
  context: Context,
  name: string,
  options: ConceptOptions = {},
): Promise<ShownConcept> {
  const standing = await learnedConcepts(context, options);
  const k = findConcept(standing, name);
  const { listed, activations, keys, years } = await listedConcepts(context, standing);
  const one = listed[k]!;
  const rows = rowsOf(activations, k);
  const first = rows.subarray(0, STRONGEST);
  const papers = await context.store.getByKey(Array.from(first, (i) => keys[i]!));
  const byId = new Map(standing.list.map((concept) => [concept.id, concept]));
  return {
    ...one,
    broaderLabel: one.broader === null ? null : byId.get(one.broader)!.label,
    narrower: standing.list
      .filter(({ broader }) => broader === one.id)
      .map(({ id, label }) => ({ id, label })),
    strongest: papers.flatMap((stored, n) =>
      stored === null
        ? []
        : [
            {
              id: stored.paper.id,
              title: stored.paper.title,
              year: stored.paper.year,
              strength: activations.strengths[activations.offsets[k]! + n]!,
            },
          ],
    ),
    years: timesOf(years, [[...rows]])[0]!.years,
    topics: await topicsWith(context, keys, rows),
  };
}

async function learnedConcepts(context: Context, { learn = true }: ConceptOptions): Promise<Concepts> {
  return learn ? ((await standingConcepts(context)) ?? learnConcepts(context)) : neededConcepts(context);
}

interface Listed {
  readonly listed: readonly ListedConcept[];
  readonly activations: Activations;
  readonly keys: Int32Array;
  /** Per paper. */
  readonly years: readonly (number | null)[];
}

async function listedConcepts(context: Context, standing: Concepts): Promise<Listed> {
  const { keys, codes } = await codedPapers(context, standing);
  const activations = activationsOf(codes, standing.list.length);
  const years = await yearsOf(context, keys);
  const times = timesOf(
    years,
    standing.list.map((_, k) => [...rowsOf(activations, k)]),
  );
  return {
    activations,
    keys,
    years,
    listed: standing.list.map((concept, k) => ({
      ...concept,
      papers: rowsOf(activations, k).length,
      growth: times[k]!.growth,
    })),
  };
}

async function yearsOf({ store }: Context, keys: Int32Array): Promise<(number | null)[]> {
  return (await store.getByKey(keys)).map((stored) => stored?.paper.year ?? null);
}

function bySize(listed: readonly ListedConcept[]): number[] {
  return [...listed.keys()].sort((a, b) => listed[b]!.papers - listed[a]!.papers || a - b);
}

/** Cosine with the question, and a bonus for its words in label and terms. */
async function byQuery(
  context: Context,
  { list, dictionary: { mean, atoms } }: Concepts,
  query: string,
): Promise<number[]> {
  const words = terms(query);
  const vector = await (await context.embedder()).embedQuery(query);
  const centred = vector.map((value, j) => value - mean[j]!);
  const shareIn = (text: string): number => {
    const theirs = new Set(terms(text));
    return words.length === 0 ? 0 : words.filter((word) => theirs.has(word)).length / words.length;
  };
  const scores = list.map(
    ({ label, terms: own }, k) =>
      dot(centred, 0, row(atoms, k), 0, atoms.dimensions) +
      0.5 * shareIn(label) +
      0.25 * shareIn(own.map(({ term }) => term).join('\n')),
  );
  return [...list.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, NEAREST);
}

async function topicsWith(
  { store }: Context,
  keys: Int32Array,
  rows: Int32Array,
): Promise<ShownConcept['topics']> {
  const map = await store.getMap();
  if (map === null) return [];
  const active = new Set(Array.from(rows, (i) => keys[i]!));
  const sizes = new Int32Array(map.topics.length);
  const counts = new Int32Array(map.topics.length);
  map.topicOf.forEach((topic, i) => {
    if (topic < 0) return;
    sizes[topic]!++;
    if (active.has(map.keys[i]!)) counts[topic]!++;
  });
  return map.topics
    .map(({ id, label }, t) => ({ id, label, share: sizes[t]! > 0 ? counts[t]! / sizes[t]! : 0 }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1))
    .slice(0, TOPICS);
}
