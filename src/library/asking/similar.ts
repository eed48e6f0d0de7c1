/** Papers like one or several given ones, or like a draft that is in no library. */
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { FieldmapError } from '../../errors.js';
import { refuseBinary } from '../../ingest/index.js';
import { clipped, withoutBoilerplate } from '../../text/index.js';
import { meanOf, similarTo, type Exemplar, settingApart, type SimilarRanking } from '../../search/index.js';
import type { Filter, OptionsOf, similarFields } from '../../questions/index.js';
import type { StoredPaper } from '../../store/index.js';
import type { Hit, PaperKey } from '../../types.js';
import type { ConceptReasons, SimilarAnswer, SimilarHit } from '../../answers/index.js';
import type { Context } from '../session/context.js';
import { allowedKeys } from './filter.js';
import { findPaper, lookUp } from './find.js';
import { sentenceAt, toHits } from './hits.js';
import { searchSources } from './sources.js';
import { sorted } from './sorting.js';
import { filterNotes } from './unmatched-filters.js';
import type { SteerOptions, Steering } from '../concepts/steer.js';

/** See questions/similar.ts; `count`: default 10. */
export interface SimilarOptions extends OptionsOf<typeof similarFields> {
  readonly filter?: Filter;
  readonly minScore?: number;
  /** Ends the work when whoever asked has gone. */
  readonly signal?: AbortSignal;
  /** What the target `-` reads. */
  readonly stdin?: Readable;
  /** Whether a target may be a file with a draft; default true. Whoever passes on what strangers ask must say false. */
  readonly files?: boolean;
}

interface Target {
  readonly exemplar: Exemplar;
  readonly title: string;
  readonly abstract: string;
  /** Null for a draft. */
  readonly key: PaperKey | null;
}

/**
 * `targets`: ids, DOIs, unambiguous parts of titles, files with a draft, or `-` for one on standard input.
 * @throws FieldmapError `not-found`, `usage` (a title part that fits several, a paper both to be like and
 *   unlike), `input` (a draft that is empty or no text).
 */
export async function similar(
  context: Context,
  targets: readonly string[],
  options: SimilarOptions = {},
): Promise<SimilarAnswer> {
  if (targets.length === 0)
    throw new FieldmapError(
      'usage',
      'Similar to what? Expected at least one id, title, DOI or file.',
      'Run `fieldmap similar ID`.',
    );
  const wanted = await inTurn(targets, (target) => resolve(context, target, options));
  const against = await inTurn(options.not ?? [], (target) =>
    resolve(context, target, { files: options.files ?? true }),
  );
  refuseBoth(wanted, against);
  const allowed = await allowedKeys(context, options.filter);
  const leftOut = Int32Array.from(
    [...wanted, ...against].flatMap(({ key }) => (key === null ? [] : [key])),
  ).sort();
  const exemplars = wanted.map(({ exemplar }) => exemplar);
  const sources = await searchSources(context, options);
  const { more = [], less = [] } = options;
  const { steering, BEFORE } =
    more.length + less.length > 0 ? await steeringFor(context, options) : { steering: null, BEFORE: 0 };
  const unlike = against.map(({ exemplar }) => exemplar);
  const chosen = { allowed, leftOut, diversity: options.diverse ?? 0, minScore: options.minScore ?? null };
  const rank = (likes: readonly Exemplar[], limit: number) =>
    similarTo(likes, unlike, sources, { ...chosen, limit });
  const answer = await rank(
    steering === null ? exemplars : exemplars.map((one) => moved(one, steering)),
    options.count ?? 10,
  );
  const unsteered = steering && (await rank(exemplars, BEFORE)).hits.map(({ id }) => id);
  const keys = answer.hits.map(({ key }) => key);
  const reasons = options.explain ? await reasonsFor(context, exemplars, keys) : null;
  const hits = await withPairs(context, answer.hits, wanted, reasons);
  const notes = await filterNotes(context, options.filter, allowed);
  const whole: SimilarAnswer = {
    question: targets.join(' + '),
    mode: 'hybrid',
    hits,
    topics: await topicsOf(context, hits),
    apart: settingApart(
      exemplars.map(({ text }) => text).join('\n'),
      hits.map(({ paper }) => `${paper.title}\n${withoutBoilerplate(paper.abstract)}`),
      sources.lexical,
      APART,
    ),
    lexicalMatched: answer.hits.some(({ scores }) => scores.lexical !== null),
    notes: answer.hits.length === 0 && notes.length === 0 ? ['No other paper to compare with.'] : notes,
    ...(steering && { steered: steering.report(hits, unsteered!) }),
  };
  return sorted(whole, options.sort);
}

function refuseBoth(wanted: readonly Target[], against: readonly Target[]): void {
  const both = against.find(({ key }) => key !== null && wanted.some((one) => one.key === key));
  if (both === undefined) return;
  throw new FieldmapError(
    'usage',
    `"${clipped(both.title, 80)}" is to be both like and unlike.`,
    'Name it once: as the paper to be like, or after --not.',
  );
}

/** Each hit with the sentence of the target that its own is likest to, and what both share. */
async function withPairs(
  context: Context,
  ranked: SimilarRanking['hits'],
  wanted: readonly Target[],
  reasons: readonly (ConceptReasons | null)[] | null,
): Promise<SimilarHit[]> {
  const found = new Map(ranked.map((hit, i) => [hit.id, { ...hit, reason: reasons?.[i] }]));
  const exemplars = wanted.map(({ exemplar }) => exemplar);
  return (await toHits(context, ranked, exemplars)).map((hit): SimilarHit => {
    const { pair, shared, reason } = found.get(hit.id)!;
    const target = pair && wanted[pair.exemplar]!;
    return {
      ...hit,
      shared,
      ...(reason && { concepts: reason }),
      other: target?.exemplar.sentences
        ? sentenceAt(target, target.exemplar.sentences, pair!.other, pair!.similarity)
        : null,
    };
  });
}

async function steeringFor(
  context: Context,
  options: SteerOptions,
): Promise<{ steering: Steering; BEFORE: number }> {
  const { steering, BEFORE } = await import('../concepts/steer.js');
  return { steering: await steering(context, options, 'hybrid'), BEFORE };
}

function moved(exemplar: Exemplar, steering: Steering): Exemplar {
  return { ...exemplar, vector: exemplar.vector && steering.move(exemplar.vector) };
}

async function reasonsFor(
  context: Context,
  exemplars: readonly Exemplar[],
  keys: readonly PaperKey[],
): Promise<(ConceptReasons | null)[] | null> {
  const vector = meanOf(exemplars);
  return vector && (await import('../concepts/concept-reasons.js')).conceptReasons(context, vector, keys);
}

/** Terms named as setting a paper or draft apart. */
const APART = 8;

async function topicsOf({ store }: Context, hits: readonly Hit[]): Promise<SimilarAnswer['topics']> {
  const topics = await store.getTopics();
  const counts = new Map<string, number>();
  for (const id of await store.topicsOf(await store.keysOf(hits.map(({ id: hit }) => hit)))) {
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return topics
    .flatMap(({ id, label }) => (counts.has(id) ? [{ id, label, hits: counts.get(id)! }] : []))
    .sort((a, b) => b.hits - a.hits || (a.id < b.id ? -1 : 1));
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

async function resolve(
  context: Context,
  target: string,
  { stdin, files = true }: Pick<SimilarOptions, 'stdin' | 'files'>,
): Promise<Target> {
  if (target === '-' && stdin !== undefined) return draft(context, 'standard input', await buffer(stdin));
  const isFile = files && target !== '-' && existsSync(target);
  const stored = isFile ? await lookUp(context, target) : await findPaper(context, target);
  if (stored === null)
    return draft(context, target, await (await import('node:fs/promises')).readFile(target));
  const { title, abstract } = stored.paper;
  return { key: stored.key, title, abstract, exemplar: await exemplarOf(context, stored) };
}

/** A stored paper as one to be like. */
export async function exemplarOf({ store }: Context, { key, paper }: StoredPaper): Promise<Exemplar> {
  const [sentences] = await store.sentenceVectors([key]);
  const vector = sentences ? (await store.documentVectors([key])).data : null;
  const { title, abstract } = paper;
  return { text: `${title}\n${withoutBoilerplate(abstract)}`, vector, sentences: sentences ?? null };
}

/** A draft is embedded as a paper is: its first line the title when a blank line follows it. */
async function draft(context: Context, name: string, bytes: Uint8Array): Promise<Target> {
  refuseBinary(name, bytes);
  const text = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n').trim();
  if (text === '')
    throw new FieldmapError('input', `The draft in ${name} is empty.`, 'Put a title or an abstract into it.');
  const [, first, rest] = /^([^\n]{1,300})\n\s*\n([^]+)$/.exec(text) ?? [];
  const fold = (part: string): string => part.replace(/\s+/g, ' ').trim();
  const title = first === undefined ? '' : fold(first);
  const abstract = fold(rest ?? text);
  let exemplar: Exemplar = {
    text: `${title}\n${withoutBoilerplate(abstract)}`,
    vector: null,
    sentences: null,
  };
  const embedder = await context.embedder();
  await embedder.embedPapers([{ key: 1, title, abstract }], {
    onBatch: (batch) => {
      for (const { vectors } of batch)
        exemplar = { ...exemplar, vector: vectors.document, sentences: vectors.sentences };
    },
  });
  return { key: null, title, abstract, exemplar };
}
