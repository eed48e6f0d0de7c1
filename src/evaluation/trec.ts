/** The formats of TREC: runs (`qid Q0 id rank score tag`) and judgements. */
import { FieldmapError } from '../errors.js';
import { clipped } from '../text/index.js';
import type { Judgements } from './metrics.js';

export interface RunLine {
  readonly id: string;
  readonly score: number;
}

/**
 * One question's part of a run file. Tools order a run by score alone and break ties as they like, so where scores tie
 * or do not fall (diversified answers) a line gets the score before it less a millionth. White space in ids would break
 * the columns: it becomes `_`.
 */
export function formatRun(question: string, hits: readonly RunLine[], tag: string): string {
  let before = Infinity;
  return hits
    .map(({ id, score }, i) => {
      const printed = Math.min(
        Number(score.toFixed(6)),
        before === Infinity ? Infinity : Number((before - 1e-6).toFixed(6)),
      );
      before = printed;
      return `${column(question)} Q0 ${column(id)} ${i + 1} ${printed.toFixed(6)} ${column(tag)}\n`;
    })
    .join('');
}

function column(text: string): string {
  return text.replace(/\s+/gu, '_') || '_';
}

/**
 * Rankings by question, ordered by score, ties by id from the last to the first letter, as trec_eval does.
 * @throws FieldmapError `input` naming the line.
 */
export function parseRun(text: string, name: string): Map<string, string[]> {
  const lines = new Map<string, { id: string; score: number }[]>();
  eachLine(text, (line, number) => {
    const [question, , id, , score] = line.split(/\s+/u);
    if (id === undefined || score === undefined || Number.isNaN(Number(score))) {
      throw new FieldmapError(
        'input',
        `${name}, line ${number}: "${clipped(line, 60)}" is no line of a TREC run.`,
        'A line is: question Q0 paper rank score tag, separated by blanks.',
      );
    }
    const list = lines.get(question!) ?? [];
    list.push({ id, score: Number(score) });
    lines.set(question!, list);
  });
  return new Map(
    [...lines].map(([question, list]) => [
      question,
      list.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1)).map(({ id }) => id),
    ]),
  );
}

/**
 * Judgements by question: three columns (question, paper, grade; a header line is passed over) or TREC's four
 * (question, 0, paper, grade), separated by tabs or blanks.
 * @throws FieldmapError `input` naming the line.
 */
export function parseQrels(text: string, name: string): Map<string, Judgements> {
  const judged = new Map<string, Map<string, number>>();
  eachLine(text, (line, number) => {
    const columns = line.includes('\t')
      ? line.split('\t').map((column) => column.trim())
      : line.split(/\s+/u);
    const grade = Number(columns.at(-1));
    const known =
      (columns.length === 3 || columns.length === 4) && Number.isInteger(grade) && columns.at(-1) !== '';
    // BEIR's files begin with "query-id corpus-id score".
    if (!known && number === 1 && columns.length >= 3 && Number.isNaN(grade)) return;
    if (!known) {
      throw new FieldmapError(
        'input',
        `${name}, line ${number}: "${clipped(line, 60)}" is no judgement.`,
        'A line is: question, paper, grade (a whole number), or as TREC has it: question 0 paper grade.',
      );
    }
    const question = columns[0]!;
    const grades = judged.get(question) ?? new Map<string, number>();
    judged.set(question, grades.set(columns.at(-2)!, grade));
  });
  if (judged.size === 0)
    throw new FieldmapError('input', `${name} has no judgements.`, 'A line is: question, paper, grade.');
  return judged;
}

function eachLine(text: string, onLine: (line: string, number: number) => void): void {
  text
    .replace(/^\ufeff/u, '')
    .split(/\r\n|\n|\r/u)
    .forEach((line, i) => {
      if (line.trim() !== '') onLine(line.trim(), i + 1);
    });
}
