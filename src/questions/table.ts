/** Which columns a table has, and in which order its rows stand. */
import { z } from 'zod';
import { flags, type Fields } from './field.js';

/** Columns of papers, in the order of a table that names none. */
export const PAPER_COLUMNS = [
  'id',
  'title',
  'abstract',
  'authors',
  'year',
  'venue',
  'doi',
  'url',
  'labels',
  'topic',
  'ids',
  'key',
  'decision',
  'reason',
  'star',
  'tags',
  'note',
] as const;

/** Columns that only the hits of a question have; `sentence` is the one that matched, word for word. */
export const HIT_COLUMNS = ['rank', 'score', 'sentence'] as const;

export type PaperColumn = (typeof PAPER_COLUMNS)[number];
export type Column = PaperColumn | (typeof HIT_COLUMNS)[number];

/** `id,title`: names parted by commas, each once. */
function columnsOf<C extends string>(known: readonly C[]) {
  return z
    .string()
    .transform((text, context): readonly C[] => {
      const names = [...new Set(text.split(',').map((name) => name.trim().toLowerCase()))];
      const unknown = names.find((name) => !known.includes(name as C));
      if (unknown === undefined) return names as C[];
      const what = unknown === '' ? 'a column without a name' : `no column "${unknown.slice(0, 60)}"`;
      context.addIssue({ code: 'custom', message: `there is ${what}; expected some of ${known.join(', ')}` });
      return z.NEVER;
    })
    .describe(`columns of a table, parted by commas: ${known.join(', ')}`)
    .register(flags, { placeholder: 'names' });
}

export const hitColumns = columnsOf<Column>([...HIT_COLUMNS, ...PAPER_COLUMNS]);
export const paperColumns = columnsOf<PaperColumn>(PAPER_COLUMNS);

/** The best are chosen first; what is put in order is those. */
export const sortFields = {
  sort: z
    .enum(['year', 'author', 'title'])
    .describe('put the papers in order: newest year first, or by the first author’s family name, or by title')
    .register(flags, { placeholder: 'by' }),
} satisfies Fields;

export type SortBy = z.output<typeof sortFields.sort>;
