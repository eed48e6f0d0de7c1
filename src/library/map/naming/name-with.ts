/** Names of topics by a language model on a local server: asked for one by one, each checked, each kept at once. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FieldmapError, messageOf } from '../../../errors.js';
import { checkName, stemsOf, type NameContext } from '../../../labels/index.js';
import { centroids } from '../../../math/index.js';
import { exemplars, type Identified } from '../../../topics/index.js';
import type { Labels, TopicLabel } from '../../../topic-map/index.js';
import type { Store } from '../../../store/index.js';
import type { Paper } from '../../../types.js';
import type { Context } from '../../session/context.js';
import { documentBytes, parseDocument, type DocumentKind } from '../../session/documents.js';
import type { MapMaterial } from '../map-material.js';
import { askModel, findNameServer, type NameServer } from './name-server.js';

const NAMES_DOCUMENT = 'names-by-model';

/**
 * The server to ask, or null when none is wanted or it does not answer, which is told: a map can be made without.
 * @throws FieldmapError `usage` as `findNameServer`, before any work is done.
 */
export async function nameServer(
  { options: { signal, onNotice } }: Context,
  { nameWith, allowRemote = false }: { readonly nameWith?: string; readonly allowRemote?: boolean },
): Promise<NameServer | null> {
  if (nameWith === undefined) return null;
  try {
    return await findNameServer(nameWith, allowRemote, signal);
  } catch (error) {
    if (!(error instanceof FieldmapError && error.code === 'input')) throw error;
    onNotice(`Topics are named on this machine: ${error.message}`);
    return null;
  }
}

interface Answers {
  /** What the model answered, by the hash of model and question. */
  readonly answers: Readonly<Record<string, string>>;
}

const ANSWERS: DocumentKind<Answers> = {
  title: 'list of names given by a language model',
  version: 1,
  schema: z.object({ answers: z.record(z.string(), z.string()) }),
  hint: 'Run `fieldmap doctor --repair`.',
};

/** Titles that stand for a topic in the question. */
const TITLES = 8;
/** Characters of a title: a longer one says no more. */
const LONGEST_TITLE = 300;
/** Characters of an answer that are kept. */
const LONGEST_ANSWER = 4000;
/** A server that failed so often in a row is not asked again. */
const FAILURES = 2;

const INSTRUCTION =
  'You name topics on a map of scientific papers. You get terms and titles of one topic. Answer with the name alone: ' +
  'two to six words, a noun phrase as an expert of the field would use it, in the language of the titles, no full stop.';

interface Question {
  readonly topic: number;
  readonly text: string;
}

/**
 * `labels` with the names that the model at `server` gives to the topics `wanted`. An answer that fails its check, or
 * none, leaves the local name and is told as a notice. Answers are stored as they come: a run that was killed goes on
 * where it was, and the same question is asked once.
 */
export async function nameByModel(
  context: Context,
  server: NameServer,
  { labels, found, material, wanted }: ToName,
): Promise<Labels> {
  const { onNotice, onProgress, signal } = context.options;
  const titles = titlesOf(found, material, wanted);
  const { answers, failure } = await collect(context, server, questions(labels.topics, titles, wanted));
  if (signal?.aborted)
    throw new FieldmapError('interrupted', 'Stopped while naming topics.', 'Run the same command again.');
  if (failure !== null) onNotice(`Some topics keep their local names: ${failure}`);
  const known = wordsOf(material.papers);
  const topics = [...labels.topics];
  const refused: string[] = [];
  for (const [topic, answer] of answers) {
    const own = topics[topic]!;
    const ownText = [...own.terms.map(({ term }) => term), own.label, ...titles[topic]!];
    const others = [...labels.areas, ...topics.filter((_, t) => t !== topic)].map(({ label }) => label);
    const checked = checkName(answer, {
      ownText,
      known,
      others: labels.about ? [...others, labels.about] : others,
    } satisfies NameContext);
    if ('name' in checked) topics[topic] = { ...own, label: checked.name, source: 'model' };
    else refused.push(`"${own.label}", since of the answer ${checked.refused}`);
  }
  if (refused.length > 0) onNotice(`Names kept in place of the model's: ${refused.join('; ')}.`);
  onProgress({ step: 'asking for names', done: wanted.length, total: wanted.length });
  return { ...labels, topics };
}

interface ToName {
  readonly labels: Labels;
  readonly found: Identified;
  readonly material: MapMaterial;
  /** Topics to ask for. */
  readonly wanted: readonly number[];
}

/** Per topic the titles that stand for it, the most central first. */
function titlesOf(
  { grouping }: Identified,
  { papers, vectors }: MapMaterial,
  wanted: readonly number[],
): string[][] {
  const centers = centroids(vectors, grouping.assignment, grouping.count);
  const central = exemplars(vectors, grouping.assignment, centers, TITLES);
  const asked = new Set(wanted);
  return central.map((rows, topic) =>
    asked.has(topic) ? rows.map((row) => papers[row]!.title.slice(0, LONGEST_TITLE)) : [],
  );
}

function questions(
  topics: readonly TopicLabel[],
  titles: readonly (readonly string[])[],
  wanted: readonly number[],
): Question[] {
  return wanted.map((topic) => ({
    topic,
    text:
      `Terms: ${topics[topic]!.terms.map(({ term }) => term).join('; ')}\n` +
      `Titles:\n${titles[topic]!.map((title) => `- ${title}`).join('\n')}\n\nName of the topic:`,
  }));
}

interface Collected {
  /** By topic. */
  readonly answers: ReadonlyMap<number, string>;
  /** Why some are missing, or null. */
  readonly failure: string | null;
}

async function collect(context: Context, server: NameServer, asked: readonly Question[]): Promise<Collected> {
  const { store, options } = context;
  const before = await readAnswers(store);
  const kept: Record<string, string> = {};
  const answers = new Map<number, string>();
  if (asked.length === 0) return { answers, failure: null };
  let [failure, failures]: [string | null, number] = [null, 0];
  for (const [n, { topic, text }] of asked.entries()) {
    options.onProgress({ step: 'asking for names', done: n, total: asked.length });
    const key = createHash('sha256').update(`${server.model}\n${INSTRUCTION}\n${text}`).digest('hex');
    let answer = before[key];
    if (answer === undefined && failures < FAILURES) {
      try {
        answer = (await askModel(server, messages(text), options.signal)).slice(0, LONGEST_ANSWER);
        failures = 0;
      } catch (error) {
        if (options.signal?.aborted) throw error;
        failures++;
        failure = messageOf(error);
      }
      if (answer !== undefined) await writeAnswers(store, { ...before, ...kept, [key]: answer });
    }
    if (answer === undefined) continue;
    kept[key] = answer;
    answers.set(topic, answer);
  }
  // Answers to questions about earlier maps go, or the list would grow with each refit.
  if (failure === null) await writeAnswers(store, kept);
  return { answers, failure };
}

const messages = (text: string) =>
  [
    { role: 'system', content: INSTRUCTION },
    { role: 'user', content: text },
  ] as const;

/** A list that cannot be read is made anew: the model is asked again. */
async function readAnswers(store: Store): Promise<Readonly<Record<string, string>>> {
  const bytes = await store.getDocument(NAMES_DOCUMENT);
  if (bytes === null) return {};
  try {
    return parseDocument(ANSWERS, bytes).answers;
  } catch (error) {
    if (error instanceof FieldmapError) return {};
    throw error;
  }
}

function writeAnswers(store: Store, answers: Readonly<Record<string, string>>): Promise<void> {
  return store.putDocument(NAMES_DOCUMENT, documentBytes(ANSWERS, { answers }));
}

/** Cost: about 50 µs a paper. */
function wordsOf(papers: readonly Paper[]): Set<string> {
  const known = new Set<string>();
  for (const { title, abstract } of papers)
    for (const word of stemsOf(`${title} ${abstract}`)) known.add(word);
  return known;
}
