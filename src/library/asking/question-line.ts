/** One line of a file of questions. */
import { FieldmapError, messageOf } from '../../errors.js';

/** `text`: null where a paper is asked about. */
export type AskedLine =
  { id: string; text: string; paper?: never } | { id: string; text: null; paper: string };

/** What a line must be: the hint of errors about it. */
export const QUESTION_LINE = 'Expected {"id": "…", "text": "…"} or {"id": "…", "paper": "…"} on each line.';

/** `place`: file and line, for messages. @throws FieldmapError `input`. */
export function parseQuestionLine(line: string, place: string): AskedLine {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new FieldmapError('input', `${place}: not JSON (${messageOf(error)}).`, QUESTION_LINE);
  }
  const { id, text, paper } = (value ?? {}) as Record<string, unknown>;
  const known = typeof id === 'string' || typeof id === 'number' ? String(id) : null;
  if (known !== null && typeof text === 'string') return { id: known, text };
  if (known !== null && typeof paper === 'string') return { id: known, text: null, paper };
  throw new FieldmapError('input', `${place}: no id with a text or a paper.`, QUESTION_LINE);
}
