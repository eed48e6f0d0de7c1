/** Decisions on papers: what is said of them is checked here, whoever says it, and kept by the store. */
import type { Marking, Marks } from '../../answers/index.js';
import { FieldmapError } from '../../errors.js';
import type { MarkChange } from '../../store/index.js';
import { clipped, oneLine } from '../../text/index.js';
import { findPaper } from '../asking/find.js';
import type { Context } from '../session/context.js';

/** What is to be said of papers from now on; what is left out stays as it is. Tags are added. */
export type MarkOptions = Omit<MarkChange, 'id'>;

const LONGEST = { tag: 100, reason: 500, note: 20_000 } as const;

/**
 * Marks papers by id, DOI or unambiguous part of a title.
 * @throws FieldmapError `not-found` or `usage` when one of them is no paper, or a value is too long: then none is marked.
 */
export async function mark(
  context: Context,
  targets: readonly string[],
  options: MarkOptions,
): Promise<Marking> {
  if (Object.keys(options).length === 0)
    throw new FieldmapError(
      'usage',
      'Mark them as what? Expected a decision, a star, tags, a note, or that what was said is forgotten.',
      'Run `fieldmap mark ID --include`.',
    );
  const change = checked(options);
  const keys: number[] = [];
  const ids: string[] = [];
  for (const target of targets) {
    const { key, paper } = await findPaper(context, target);
    if (keys.includes(key)) continue;
    keys.push(key);
    ids.push(paper.id);
  }
  const { store } = context;
  const before = await store.marksOf(keys);
  await store.mark(ids.map((id) => ({ id, ...change })));
  const [papers, now] = [await store.getByKey(keys), await store.marksOf(keys)];
  return {
    papers: ids.map((id, i) => ({ id, title: papers[i]?.paper.title ?? '', mark: now[i] ?? null })),
    redecided: before.filter(
      (one, i) => (one?.decision ?? null) !== null && one!.decision !== now[i]?.decision,
    ).length,
  };
}

/** All marks of papers that are in the library. */
export async function marks({ store }: Context): Promise<Marks> {
  const marked = await store.marked();
  const ids = await store.idsOf(marked.map(({ key }) => key));
  return {
    marks: marked.flatMap(({ mark }, i) => {
      const id = ids[i] ?? null;
      return id === null ? [] : [{ id, mark }];
    }),
  };
}

/** The change with white space folded. @throws FieldmapError `usage` for a value that cannot be kept. */
export function checked({ tags, reason, note, ...rest }: MarkOptions): MarkOptions {
  return {
    ...rest,
    ...(tags && { tags: tags.map(checkedTag) }),
    ...(reason !== undefined && { reason: ofLength('reason', oneLine(reason)) }),
    ...(note !== undefined && { note: ofLength('note', note.trim()) }),
  };
}

function checkedTag(given: string): string {
  const tag = ofLength('tag', oneLine(given));
  if (tag === '')
    throw new FieldmapError(
      'usage',
      'A tag is empty.',
      'Give it some text: `fieldmap mark ID --tag "to discuss"`.',
    );
  const mark = /[,;]/.exec(tag)?.[0];
  if (mark !== undefined)
    throw new FieldmapError(
      'usage',
      `The tag "${tag}" has a ${mark === ',' ? 'comma' : 'semicolon'} in it, which parts one keyword from the next in a bibliography.`,
      'Give each tag by itself: `fieldmap mark ID --tag "one" --tag "other"`.',
    );
  return tag;
}

function ofLength(what: keyof typeof LONGEST, text: string): string {
  if (text.length <= LONGEST[what]) return text;
  throw new FieldmapError(
    'usage',
    `The ${what} "${clipped(oneLine(text.slice(0, 200)), 40)}" has ${text.length.toLocaleString('en-US')} characters; expected at most ${LONGEST[what].toLocaleString('en-US')}.`,
    what === 'note'
      ? 'Keep long texts in a file of your own and note its name.'
      : `Shorten it, or use --note for what is longer.`,
  );
}
