/** Hits in another form than for reading: a table of one line a hit, or a bibliography. */
import { Option, type Command } from 'commander';
import { FieldmapError } from '../../errors.js';
import { EXPORT_FORMATS, type Answer } from '../../library/index.js';
import { HIT_COLUMNS, hitColumns, PAPER_COLUMNS, type Column } from '../../questions/index.js';
import { writeAll } from '../io.js';
import { fittedTable, plain, tableWidth, type Align } from './output.js';
import { questionFlag } from '../question-flags.js';
import type { Session } from '../session.js';

const HIT_FORMATS = [...EXPORT_FORMATS, 'table'] as const;

export interface FormatFlags {
  readonly format?: (typeof HIT_FORMATS)[number] | undefined;
  readonly columns?: readonly Column[] | undefined;
}

const DEFAULT_COLUMNS: readonly Column[] = ['rank', 'score', 'year', 'authors', 'title', 'sentence'];
const NUMBERS: ReadonlySet<Column> = new Set<Column>(['rank', 'score', 'year']);

/** `conflicting`: flags that say otherwise how to print. */
export function addFormatFlags(command: Command, conflicting: readonly string[] = ['json']): Command {
  return command
    .addOption(
      new Option('--format <format>', 'one line a hit with the sentence that matched, or a bibliography')
        .choices(HIT_FORMATS)
        .conflicts([...conflicting]),
    )
    .addOption(questionFlag('columns', hitColumns).conflicts([...conflicting]));
}

/** The form that was asked for; `--columns` alone asks for a table. @throws FieldmapError `usage`: a bibliography has no columns. */
export function formatOf({ format, columns }: FormatFlags): FormatFlags['format'] {
  if (columns === undefined || format === 'table' || format === 'csv') return format;
  if (format === undefined) return 'table';
  throw new FieldmapError(
    'usage',
    `--columns goes with --format table or csv, not with ${format}.`,
    'Leave out one of the two.',
  );
}

/** @throws FieldmapError `usage` as `formatOf`. */
export async function printHits(session: Session<FormatFlags>, { hits }: Answer): Promise<void> {
  const { io, library, flags } = session;
  const format = formatOf(flags);
  if (format === undefined) return;
  if (format !== 'table') {
    const columns = flags.columns ?? [...HIT_COLUMNS, ...PAPER_COLUMNS];
    await writeAll(io.stdout, library.export({ hits, format, columns }));
    return;
  }
  const columns = flags.columns ?? DEFAULT_COLUMNS;
  const rows: string[][] = [[...columns]];
  for await (const cells of library.table({ hits, columns }))
    rows.push(cells.map((cell, i) => (columns[i] === 'score' ? asScore(cell) : plain(String(cell ?? '')))));
  const align = columns.map((name): Align => (NUMBERS.has(name) ? 'right' : 'left'));
  session.print(fittedTable(rows, align, tableWidth(io)));
}

function asScore(cell: string | number | null): string {
  return typeof cell === 'number' ? cell.toFixed(2) : '';
}
