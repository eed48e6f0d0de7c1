/** CSV and TSV with a header: fields by csv-parse, cut into records here so that a damaged one does not take the rest with it. */
import { parse } from 'csv-parse/sync';
import { FieldmapError, messageOf } from '../../errors.js';
import { withoutGuard } from '../../io/index.js';
import type { Draft, Item, TextSource } from '../draft.js';
import { bodyOf, splitAuthors } from '../authors.js';
import { draftOfRecord, hasTextField } from '../fields.js';
import { notEmpty } from '../text.js';
import { quoteStart } from '../input/lines.js';
import { recordBatches, type RawRecord } from './csv-records.js';

/** Reads with the delimiter that the header shows. */
export const readCsv = (source: TextSource): AsyncGenerator<Item> => readTable(source, draftOfRow);

/** SpringerLink writes names without anything between them: "Jane DoeJohn Smith". */
const RUN_TOGETHER = /(?<!(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|El|Al))(?<=\p{Ll})(?=\p{Lu})/u;

function draftOfRow(row: Record<string, string>): Draft {
  const draft = draftOfRecord(row);
  const { Authors: authors = '', 'Group Authors': groups = '' } = row;
  // Web of Science saved as a spreadsheet.
  draft.authors.push(
    ...groups
      .split(';')
      .map(bodyOf)
      .filter(({ family }) => notEmpty(family)),
  );
  if (!('Item Title' in row) || !RUN_TOGETHER.test(authors)) return draft;
  const names = authors.split(RUN_TOGETHER);
  if (names.every((name) => /\S \S/.test(name))) draft.authors = names.flatMap(splitAuthors);
  return draft;
}

/** Reads rows as objects by column name and turns each into a draft. Throws `input` when there is no header. */
export async function* readTable(
  source: TextSource,
  toDraft: (row: Record<string, string>) => Draft,
): AsyncGenerator<Item> {
  let header: readonly string[] | null = null;
  let delimiter = ',';
  for await (const batch of recordBatches(source)) {
    let records = batch.records;
    if (header === null) {
      delimiter = batch.delimiter;
      header = headerOf(source, records[0]!, delimiter);
      records = records.slice(1);
    }
    yield* itemsOf(records, header, delimiter, toDraft);
  }
}

function headerOf({ name, columns }: TextSource, record: RawRecord, delimiter: string): string[] {
  const found = (fieldsOf([record], delimiter)?.[0] ?? []).map((column) => column.trim());
  const header = columns === undefined ? found : mapped(name, found, columns);
  if (hasTextField(header)) return header;
  throw new FieldmapError(
    'input',
    `${name}, line ${record.line}: no header with a column "title" or "abstract" (it begins with ${quoteStart(
      record.text,
    )}).`,
    'Put the names of the columns in the first line: title, abstract, authors, year, venue, doi, url.',
  );
}

/** The names of the columns with those that a person has told apart; a column that has the field's name by chance gives it up. */
function mapped(
  name: string,
  header: readonly string[],
  columns: Readonly<Record<string, string>>,
): string[] {
  for (const column of Object.keys(columns))
    if (!header.includes(column))
      throw new FieldmapError(
        'usage',
        `${name} has no column "${column}".`,
        `Its columns: ${header.map((one) => `"${one}"`).join(', ')}.`,
      );
  const taken = new Set(Object.values(columns));
  return header.map(
    (column) => columns[column] ?? (taken.has(column.toLowerCase()) ? `${column} (other)` : column),
  );
}

function* itemsOf(
  records: readonly RawRecord[],
  header: readonly string[],
  delimiter: string,
  toDraft: (row: Record<string, string>) => Draft,
): Generator<Item> {
  const all = fieldsOf(
    records.filter((record) => record.damage === null),
    delimiter,
  );
  let at = 0;
  for (const record of records) {
    const { line } = record;
    if (record.damage !== null) {
      yield { line, reason: record.damage };
      continue;
    }
    const fields = all === null ? fieldsOf([record], delimiter)?.[0] : all[at++];
    if (fields === undefined) yield { line, reason: damageOf(record, delimiter) };
    else if (
      fields.length > header.length &&
      fields.slice(header.length).some((field) => field.trim() !== '')
    ) {
      yield { line, reason: `${fields.length} fields where the header has ${header.length}` };
    } else {
      yield { line, draft: toDraft(rowOf(header, fields)) };
    }
  }
}

function rowOf(header: readonly string[], fields: readonly string[]): Record<string, string> {
  // A null prototype: a column may be called __proto__.
  const row = Object.create(null) as Record<string, string>;
  for (let i = 0; i < header.length; i++)
    if (header[i] !== '' && !(header[i]! in row)) row[header[i]!] = withoutGuard(fields[i] ?? '');
  return row;
}

const options = (delimiter: string): object => ({
  delimiter,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
});

/** The fields of each record, or null when the parser refuses one of them. */
function fieldsOf(records: readonly RawRecord[], delimiter: string): string[][] | null {
  try {
    const rows: string[][] = parse(records.map((record) => record.text).join('\n'), options(delimiter));
    return rows.length === records.length ? rows : null;
  } catch {
    return null;
  }
}

function damageOf(record: RawRecord, delimiter: string): string {
  try {
    parse(record.text, options(delimiter));
    return 'quotes that do not fit together';
  } catch (error) {
    return `not valid CSV (${messageOf(error)})`;
  }
}
