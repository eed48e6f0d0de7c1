/** Many questions in one go, from a JSONL file: what evaluation and scripts use. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { cannotRead, FieldmapError, systemCode } from '../../errors.js';
import type { Answer } from '../../answers/index.js';
import { ask, type AskOptions } from './ask.js';
import type { RunLine } from '../../evaluation/index.js';
import { RANK_DEFAULTS } from '../../search/index.js';
import type { Context } from '../session/context.js';
import { joinedIds } from '../session/joined-ids.js';
import { parseQuestionLine, QUESTION_LINE, type AskedLine } from './question-line.js';
import { similar } from './similar.js';

export type QuestionsInput = { readonly path: string } | { readonly stream: Readable };

export interface Asked {
  readonly id: string;
  readonly answer: Answer;
  /** The hits as a TREC run wants them: a paper that others were joined with under their ids, too. */
  readonly run: readonly RunLine[];
}

/** Questions under way beside the one that is waited for: one is embedded in a worker while another is ranked here. */
const AHEAD = 2;

/**
 * A line holds `id` and `text`, or `id` and `paper` (a paper of the library: then as `similar`, the paper left out).
 * @throws FieldmapError `input`, naming the line.
 */
export async function* askAll(
  context: Context,
  questions: QuestionsInput,
  options: AskOptions,
): AsyncGenerator<Asked> {
  const name = 'path' in questions ? questions.path : 'the questions';
  const stream = 'path' in questions ? createReadStream(questions.path) : questions.stream;
  const { filter, count, diverse, minScore } = options;
  const similarOptions = {
    ...(filter && { filter }),
    ...(count && { count }),
    ...(diverse && { diverse }),
    ...(minScore !== undefined && { minScore }),
    files: false,
  };
  const joined = await joinedIds(context);
  const answerTo = async ({ id, text, paper }: AskedLine): Promise<Asked> => {
    const answer = await (text === null
      ? similar(context, [paper], similarOptions)
      : ask(context, text, options));
    const run = answer.hits.flatMap((hit) =>
      [hit.id, ...(joined.get(hit.id) ?? [])].map((own) => ({ id: own, score: hit.score })),
    );
    return { id, answer, run: run.slice(0, count ?? RANK_DEFAULTS.limit) };
  };
  const ahead: Promise<Asked>[] = [];
  let number = 0;
  let asked = 0;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      number++;
      if (line.trim() === '') continue;
      const place = `${name}:${number}`;
      asked++;
      const answer = Promise.resolve(line).then(() => answerTo(parseQuestionLine(line, place)));
      // Its error is met when its turn comes.
      answer.catch(() => undefined);
      ahead.push(answer);
      if (ahead.length > AHEAD) yield await ahead.shift()!;
    }
    while (ahead.length > 0) yield await ahead.shift()!;
    if (asked === 0) throw new FieldmapError('input', `${name} has no questions.`, QUESTION_LINE);
  } catch (error) {
    if (systemCode(error) === null || error instanceof FieldmapError) throw error;
    throw cannotRead(name, error, 'Give a JSONL file with {"id", "text"} on each line.');
  }
}
