/** question ─lexical, neighbors─▶ search ─▶ hits, each with the sentence that matched. */
import { stem, tokenize, withoutBoilerplate } from '../../text/index.js';
import { parseQuestion } from '../../lexical/index.js';
import {
  intersect,
  matchedWords,
  rankTogether,
  type Answer as RankedAnswer,
  type Question,
  type SearchMode,
  type SearchSources,
} from '../../search/index.js';
import type { askFields, Filter, OptionsOf } from '../../questions/index.js';
import type { Hit, PaperKey, Vector } from '../../types.js';
import type { Answer, ConceptReasons, Explained } from '../../answers/index.js';
import type { Context } from '../session/context.js';
import { papersPassing, readingOf, type Reading } from './boolean-question.js';
import { allowedKeys } from './filter.js';
import { askedBy, toHits } from './hits.js';
import { sorted } from './sorting.js';
import { filterNotes } from './unmatched-filters.js';
import { plainLogicNotes } from './plain-logic.js';
import { pendingNotes } from '../session/pending-note.js';
import { searchSources } from './sources.js';
import type { SteerOptions, Steering } from '../concepts/steer.js';

/** See questions/ask.ts; `count`: default 10. */
export interface AskOptions extends OptionsOf<typeof askFields> {
  readonly filter?: Filter;
  /** Only papers added after the one with this key. */
  readonly newerThan?: PaperKey;
  /** Ends the work when whoever asked has gone. */
  readonly signal?: AbortSignal;
}

/** @throws FieldmapError `library` when the model is not the pinned one, `model` when its files have changed. */
export async function ask(context: Context, question: string, options: AskOptions = {}): Promise<Answer> {
  const { ranked, questions, mode, allowed, filtered, steering, readings } = await rankFor(
    context,
    question,
    options,
  );
  const hits = await toHits(context, ranked.hits, questions, await askedBy(context, questions[0]!));
  const vector = options.explain ? await questions[0]!.vector : null;
  const reasons = vector
    ? await (
        await import('../concepts/concept-reasons.js')
      ).conceptReasons(
        context,
        vector,
        ranked.hits.map(({ key }) => key),
      )
    : null;
  const revision = await context.store.revision();
  const answer: Answer = {
    question,
    mode,
    hits,
    lexicalMatched: ranked.lexicalMatched,
    notes: [
      ...readings,
      ...(readings.length > 0 ? [] : plainLogicNotes(question, options.filter)),
      ...notesOn(ranked, questions, hits, {
        mode,
        allowed,
        papers: revision.papers,
        isBoolean: readings.length > 0,
        offset: options.offset ?? 0,
      }),
      ...(await filterNotes(context, options.filter, filtered)),
      ...(mode === 'lexical'
        ? []
        : pendingNotes(
            revision,
            mode === 'dense' ? 'cannot be found by meaning' : 'are found by their words alone',
          )),
    ],
    ...(options.explain && {
      explanation: explained(ranked, hits, [question, ...(options.and ?? [])].join('\n'), reasons),
    }),
    ...(steering && { steered: steering.report(hits, await unsteeredIds(context, question, options)) }),
  };
  return sorted(answer, options.sort);
}

function explained(
  ranked: RankedAnswer,
  hits: readonly Hit[],
  question: string,
  reasons: readonly (ConceptReasons | null)[] | null,
): Explained[] {
  return ranked.explanation.map((one, i) => {
    const paper = hits[i]?.paper;
    const concepts = reasons?.[i];
    return {
      ...one,
      matched: paper ? matchedWords(question, `${paper.title}\n${withoutBoilerplate(paper.abstract)}`) : [],
      ...(concepts && { concepts }),
    };
  });
}

async function unsteeredIds(context: Context, question: string, options: AskOptions): Promise<string[]> {
  const { BEFORE } = await import('../concepts/steer.js');
  const { ranked } = await rankFor(context, question, {
    ...options,
    more: [],
    less: [],
    offset: 0,
    count: BEFORE,
  });
  return ranked.hits.map(({ id }) => id);
}

export interface RankedFor {
  readonly ranked: RankedAnswer;
  readonly questions: readonly Question[];
  readonly mode: SearchMode;
  readonly allowed: Int32Array | null;
  /** What passes the filter, whatever the questions ask. */
  readonly filtered: Int32Array | null;
  readonly steering: Steering | null;
  /** How Boolean questions were read. */
  readonly readings: readonly string[];
}

/** The ranking alone, without the papers themselves. `always`: see `RankOptions`. */
export async function rankFor(
  context: Context,
  question: string,
  options: AskOptions & { readonly always?: Int32Array },
): Promise<RankedFor> {
  const mode = options.mode ?? 'hybrid';
  const steering = wantsSteering(options)
    ? await (await import('../concepts/steer.js')).steering(context, options, mode)
    : null;
  const readings = await Promise.all(
    [question, ...(options.and ?? [])].map((one) => readingOf(context, one)),
  );
  const questions = readings.map(({ text }) => prepare(context, text, mode, steering));
  const [sources, filtered] = await Promise.all([
    searchSources(context, options),
    allowedKeys(context, options.filter, options.newerThan),
  ]);
  const { allowed, notes } = await withinReadings(context, readings, sources, filtered);
  const ranked = await rankTogether(questions, sources, {
    mode,
    allowed,
    limit: options.count ?? 10,
    offset: options.offset ?? 0,
    diversity: options.diverse ?? 0,
    minScore: options.minScore ?? null,
    ...(options.always && { always: options.always }),
  });
  return { ranked, questions, mode, allowed, filtered, steering, readings: notes };
}

/** The papers that pass the filter and every Boolean question, and how those were read. */
async function withinReadings(
  context: Context,
  readings: readonly Reading[],
  sources: SearchSources,
  filtered: Int32Array | null,
): Promise<{ allowed: Int32Array | null; notes: readonly string[] }> {
  let allowed = filtered;
  const notes: string[] = [];
  for (const { boolean, note, text } of readings) {
    if (note !== null) notes.push(note);
    if (boolean === null) continue;
    const passing = await papersPassing(context, { boolean, note, text }, sources);
    allowed = allowed === null ? passing.keys : intersect(allowed, passing.keys);
    notes.push(...passing.notes);
  }
  return { allowed, notes };
}

function wantsSteering({ more = [], less = [] }: SteerOptions): boolean {
  return more.length + less.length > 0;
}

function prepare(context: Context, text: string, mode: SearchMode, steering: Steering | null): Question {
  const question = parseQuestion(text);
  const vector =
    mode === 'lexical' || question.text === '' ? null : embedded(context, question.text, steering);
  // Its error is met when ranking asks for it.
  vector?.catch(() => undefined);
  return { ...question, vector };
}

async function embedded(context: Context, text: string, steering: Steering | null): Promise<Vector | null> {
  if ((await context.store.getModel()) === null) return null;
  const vector = await (await context.embedder()).embedQuery(text);
  return steering ? steering.move(vector) : vector;
}

interface Asked {
  readonly mode: SearchMode;
  readonly allowed: Int32Array | null;
  /** In the library. */
  readonly papers: number;
  readonly offset: number;
  readonly isBoolean: boolean;
}

function notesOn(
  ranked: RankedAnswer,
  questions: readonly Question[],
  hits: readonly Hit[],
  { mode, allowed, papers, offset, isBoolean }: Asked,
): string[] {
  if (papers === 0) return ['The library has no papers yet: run `fieldmap add FILE`.'];
  // What passes nothing is told by `filterNotes`, and by how a Boolean question was read.
  if (allowed?.length === 0) return [];
  if (questions.every(({ text }) => text === '')) {
    if (isBoolean) return [];
    return [
      questions.every(({ excluded }) => excluded.length === 0)
        ? 'The question is empty.'
        : 'The question only says what to leave out: add what to look for.',
    ];
  }
  const notes = ranked.missing.map((identifier) => `No paper here has the identifier ${identifier}.`);
  for (const name of ranked.surnames)
    notes.push(`"${name}" is an author's name here: with --author ${name} only their papers are searched.`);
  for (const { word, terms } of ranked.corrected) {
    notes.push(
      `No paper has "${word}": searched for ${terms.map((term) => asWritten(term, hits)).join(', ')} as well.`,
    );
  }
  if (!ranked.phrasesMatched)
    notes.push('No paper has the quoted phrase: its words were searched one by one.');
  const unknown = ranked.unknown.filter((word) => !ranked.surnames.includes(word));
  if (!ranked.lexicalMatched) notes.push(unmatched(ranked, questions, mode, allowed !== null));
  else if (unknown.length > 0)
    notes.push(`In no paper: ${unknown.slice(0, 10).join(', ')}${unknown.length > 10 ? ', …' : ''}.`);
  if (ranked.hits.length === 0 && notes.length === 0)
    notes.push(offset > 0 ? `There are no more than ${offset} hits to pass over.` : 'No paper matched.');
  return notes;
}

/** Why no word of the question led to a paper. */
function unmatched(
  { hasKnownWords, unknown, hits }: RankedAnswer,
  questions: readonly Question[],
  mode: SearchMode,
  isFiltered: boolean,
): string {
  const byMeaning =
    mode === 'lexical' || hits.length === 0
      ? '.'
      : ': these are the nearest by meaning alone, which may be far.';
  if (!hasKnownWords) {
    return unknown.length === 0
      ? `The question has only words that are in every text${byMeaning}`
      : `No word of the question is in any paper${byMeaning}`;
  }
  if (questions.length > 1) return `One of the questions has no word that is in any paper${byMeaning}`;
  return `No paper that passes ${isFiltered ? 'the filter' : 'what is excluded'} has a word of the question${byMeaning}`;
}

/** A term of the index, which is a word without its ending, as one of the hits writes it. */
function asWritten(term: string, hits: readonly Hit[]): string {
  for (const { paper } of hits) {
    for (const { word, joined } of tokenize(`${paper.title}\n${paper.abstract}`))
      if (!joined && stem(word) === term) return word;
  }
  return term;
}
