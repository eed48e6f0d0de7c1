/** vectors, terms ─▶ dictionary ─▶ codes ─▶ names: the concepts of a library, learned and kept. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  describeConcepts,
  mayName,
  type Described,
  activationsOf,
  learning,
  type LearnOptions,
  matchAtoms,
  conceptId,
  packConcepts,
  unpackConcepts,
  broaderConcepts,
  CLEAR,
  type Codes,
  type Concept,
  type Concepts,
  type Dictionary,
} from '../../concepts/index.js';
import { DEFAULTS } from '../../config.js';
import { FieldmapError } from '../../errors.js';
import { type LabelSource, readLabelSource, nameGroups, spellingsOf } from '../../labels/index.js';
import type { Matrix, Paper } from '../../types.js';
import type { Context } from '../session/context.js';
import { embeddedPapers } from '../session/embedded-papers.js';
import { sentenceAt } from '../asking/hits.js';
import { codedPapers, codesOf, CONCEPTS_DOCUMENT, standingConcepts } from './standing-concepts.js';

/** Terms kept with a concept; its label's own are among them. */
const TERMS = 20;

/**
 * Learns the concepts of all embedded papers, names and keeps them. Those that are nearly one of before keep its id; of
 * the same papers and seed they are those of before.
 * Cost: 30 s of processor time for 10,000 papers, two minutes for 58,919.
 * @throws FieldmapError `input` for fewer than 15 papers, or when all are alike; `interrupted`.
 */
export async function learnConcepts(context: Context): Promise<Concepts> {
  const {
    store,
    options: { seed },
  } = context;
  const model = await store.getModel();
  const before = await standingConcepts(context);
  const chosen = seed ?? before?.seed ?? DEFAULTS.seed;
  const { textDigest, vectorsDigest } = await store.revision();
  const learnedOn = `${textDigest} ${vectorsDigest}`;
  // Learning begins with the concepts of before, so that it would move them a little each time.
  if (before?.learnedOn === learnedOn && before.seed === chosen && before.model === model?.hash)
    return before;
  const { keys, papers, vectors } = await embeddedPapers(store);
  const source = readLabelSource(papers);
  await pause(context);
  const dictionary = await learned(context, vectors, {
    seed: chosen,
    terms: source.index,
    ...(before && { start: before.dictionary.atoms }),
  });
  const fingerprint = fingerprintOf(dictionary);
  const codes = codesOf(await codedPapers(context, { dictionary, fingerprint }), keys);
  const { ids, nextId } = identify(dictionary, before);
  const list = await named(context, { dictionary, codes, source, keys, papers, vectors, ids }, chosen);
  const concepts: Concepts = {
    dictionary,
    list,
    model: model!.hash,
    seed: chosen,
    learnedFrom: keys.length,
    learnedOn,
    nextId,
    fingerprint,
  };
  const bytes = packConcepts(concepts);
  await store.putDocument(CONCEPTS_DOCUMENT, bytes);
  return unpackConcepts(bytes);
}

interface Learned {
  readonly dictionary: Dictionary;
  readonly codes: Codes;
  readonly source: LabelSource;
  /** Of the papers, row by row. */
  readonly keys: Int32Array;
  readonly papers: readonly Paper[];
  readonly vectors: Matrix;
  /** Per concept. */
  readonly ids: readonly string[];
}

/** The concepts in words: labels, terms, papers, sentences, and what is broader. */
async function named(
  context: Context,
  { dictionary, codes, source, keys, papers, vectors, ids }: Learned,
  seed: number,
): Promise<Concept[]> {
  const count = dictionary.atoms.rows;
  context.options.onProgress({ step: 'naming concepts', done: 0, total: count });
  const names = nameGroups(source, activationsOf(codes, count, mayName));
  await pause(context);
  const described = describeConcepts({
    vectors,
    dictionary,
    codes,
    papers: source.index,
    named: names.map(({ terms }) => terms),
    seed,
  });
  const spelled = spellingsOf(
    source,
    new Set(described.flatMap(({ terms }) => terms.map(({ term }) => term))),
  );
  const broader = broaderConcepts(codes, count);
  const sentences = await bestSentences(context, dictionary, described, keys);
  const list = described.map((one, k): Concept => ({
    id: ids[k]!,
    label: names[k]!.terms.length === 0 ? `unnamed ${ids[k]!}` : names[k]!.label,
    terms: shares(one)
      .slice(0, TERMS)
      .map(({ term, weight }) => ({ term: spelled.get(term)!, weight })),
    exemplars: one.exemplars.map((i) => papers[i]!.id),
    sentence: sentences[k]!,
    scores: { terms: rounded(one.termScore), exemplars: rounded(one.exemplarScore) },
    clear: one.termScore !== null && one.termScore >= CLEAR,
    broader: broader[k]! < 0 ? null : ids[broader[k]!]!,
  }));
  context.options.onProgress({ step: 'naming concepts', done: count, total: count });
  return list;
}

/** Anew from those of before, which keeps most of them what they are. */
async function learned(context: Context, vectors: Matrix, options: LearnOptions): Promise<Dictionary> {
  const steps = learning(vectors, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    context.options.onProgress({ step: 'learning concepts', done: value[0], total: value[1] });
    await pause(context);
  }
}

/** Other work gets its turn; stops when asked to. */
async function pause({ options: { signal } }: Context): Promise<void> {
  await nextTurn();
  if (signal?.aborted)
    throw new FieldmapError('interrupted', 'Learning concepts was stopped; nothing has changed.');
}

/** Ids of before where the concept is nearly the same, new ones for the others in the order of the dictionary. */
function identify({ atoms }: Dictionary, before: Concepts | null): { ids: string[]; nextId: number } {
  const matched =
    before === null ? new Int32Array(atoms.rows).fill(-1) : matchAtoms(atoms, before.dictionary.atoms);
  let nextId = before?.nextId ?? 1;
  const ids = Array.from(matched, (old) => (old >= 0 ? before!.list[old]!.id : conceptId(nextId++)));
  return { ids, nextId };
}

/** Of the sentences of a concept's exemplars the one that is most along it. */
async function bestSentences(
  { store }: Context,
  { atoms }: Dictionary,
  described: readonly Described[],
  keys: Int32Array,
): Promise<Concept['sentence'][]> {
  const found: Concept['sentence'][] = [];
  for (const [k, { exemplars }] of described.entries()) {
    const theirs = exemplars.map((i) => keys[i]!);
    const [papers, sentences] = [await store.getByKey(theirs), await store.sentenceVectors(theirs)];
    let best: Concept['sentence'] = null;
    let most = -Infinity;
    sentences.forEach((vectors, e) => {
      const paper = papers[e]?.paper;
      if (vectors === null || paper === undefined) return;
      for (let s = 0; s < vectors.scales.length; s++) {
        let along = 0;
        for (let j = 0; j < atoms.dimensions; j++)
          along += vectors.values[s * atoms.dimensions + j]! * atoms.data[k * atoms.dimensions + j]!;
        if (along * vectors.scales[s]! <= most) continue;
        most = along * vectors.scales[s]!;
        best = { paper: paper.id, text: sentenceAt(paper, vectors, s, null).text };
      }
    });
    found.push(best);
  }
  return found;
}

/** Weights as shares of their sum. */
function shares({ terms }: Described): { term: number; weight: number }[] {
  const sum = terms.reduce((total, { weight }) => total + weight, 0);
  return terms.map(({ term, weight }) => ({ term, weight: Math.round((10_000 * weight) / sum) / 10_000 }));
}

function rounded(score: number | null): number | null {
  return score === null ? null : Math.round(1000 * score) / 1000;
}

function fingerprintOf({ mean, atoms }: Dictionary): string {
  const hash = createHash('sha256');
  for (const { buffer, byteOffset, byteLength } of [mean, atoms.data])
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex').slice(0, 16);
}
