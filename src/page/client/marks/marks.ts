/** What a reader decides of papers, and the JSON file that the page saves and opens. */

export const DECISIONS = ['include', 'maybe', 'exclude'] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Mark {
  readonly star: boolean;
  readonly decision: Decision | null;
  readonly reason: string;
  readonly tags: readonly string[];
  readonly note: string;
}

/** By id of the paper. */
export type Marks = ReadonlyMap<string, Mark>;

export const NO_MARK: Mark = { star: false, decision: null, reason: '', tags: [], note: '' };

const NAME = 'fieldmap-marks';
const VERSION = 1;

/** The marks with one changed; a paper of which nothing is left to say is dropped. */
export function marked(marks: Marks, id: string, change: Partial<Mark>): Marks {
  const next = new Map(marks);
  const mark = { ...NO_MARK, ...marks.get(id), ...change };
  if (isEmpty(mark)) next.delete(id);
  else next.set(id, mark);
  return next;
}

function isEmpty({ star, decision, reason, tags, note }: Mark): boolean {
  return !star && decision === null && `${reason}${note}`.trim() === '' && tags.length === 0;
}

/** The file; the same marks give the same text. */
export function writeMarks(marks: Marks): string {
  const list = [...marks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { decision, reason, star, tags, note }]) => ({ id, decision, reason, star, tags, note }));
  return `${JSON.stringify({ name: NAME, version: VERSION, marks: list }, null, 1)}\n`;
}

/** Null for what is no such file, or one of a version that is not known. Entries without an id are passed over. */
export function readMarks(text: string): Marks | null {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(given) || given['name'] !== NAME || given['version'] !== VERSION) return null;
  const list = Array.isArray(given['marks']) ? (given['marks'] as unknown[]) : [];
  let marks: Marks = new Map();
  for (const one of list) {
    if (!isObject(one) || typeof one['id'] !== 'string' || one['id'] === '') continue;
    const { decision, tags } = one;
    marks = marked(marks, one['id'], {
      star: one['star'] === true,
      decision: DECISIONS.find((known) => known === decision) ?? null,
      reason: textOf(one['reason']),
      note: textOf(one['note']),
      tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    });
  }
  return marks;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
