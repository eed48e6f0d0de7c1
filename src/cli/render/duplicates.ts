/** Joined records and near-misses, one under the other, so that a person can judge. */
import { basename } from 'node:path';
import { csvRecord, BYTE_ORDER_MARK } from '../../io/index.js';
import type { DuplicateRecord, Duplicates } from '../../library/index.js';
import { clipped } from '../../text/index.js';
import { authorList, counted, plain, wrap } from './output.js';

interface Pair {
  readonly records: readonly [DuplicateRecord, DuplicateRecord];
  readonly evidence: Duplicates['merges'][number]['evidence'];
}

export function renderDuplicates({ merges, nearMisses }: Duplicates, width: number): string {
  const parts = [
    `${counted(merges.length, 'record')} joined, ${counted(nearMisses.length, 'near-miss', 'near-misses')}.`,
  ];
  if (merges.length > 0) parts.push(`Joined as one paper:\n\n${pairs(merges, width)}`);
  if (nearMisses.length > 0)
    parts.push(
      `Nearly the same, kept apart:\n\n${pairs(nearMisses, width)}`,
      'One paper after all: fieldmap duplicates join ID ID',
    );
  if (merges.length > 0) parts.push('Two papers after all: fieldmap duplicates split ID');
  return parts.join('\n\n');
}

function pairs(list: readonly Pair[], width: number): string {
  return list
    .map(({ records, evidence: { agree, differ } }) => {
      const differing = differ.length > 0 ? `; differs: ${differ.map(plain).join(', ')}` : '';
      const why = `same ${agree.map(plain).join(', ')}${differing}`;
      return [...records.flatMap((record) => lines(record, width)), wrap(why, width, '  ')].join('\n');
    })
    .join('\n\n');
}

/** Two lines of a record: its title, then its id and what tells it from others. */
function lines({ id, title, authors, year, venue, sources }: DuplicateRecord, width: number): string[] {
  const about = [
    plain(authorList(authors)) || 'no authors',
    year ?? 'no year',
    venue,
    sources.map((source) => basename(source)).join(', '),
  ]
    .filter((part) => part !== null && part !== '')
    .map((part) => plain(String(part)));
  return [
    clipped(plain(title) || 'no title', width),
    `  ${clipped([plain(id), ...about].join(' · '), width - 2)}`,
  ];
}

const COLUMNS = ['id', 'title', 'authors', 'year', 'venue', 'source'];

/** One line a pair, both records side by side. */
export function duplicatesCsv({ merges, nearMisses }: Duplicates): string {
  const row = (how: string, { records, evidence }: Pair): string =>
    csvRecord([
      how,
      ...records.flatMap(({ id, title, authors, year, venue, sources }) => [
        id,
        title,
        authors.join('; '),
        year,
        venue,
        sources.join('; '),
      ]),
      evidence.agree.join('; '),
      evidence.differ.join('; '),
    ]);
  return [
    BYTE_ORDER_MARK,
    csvRecord(['kind', ...COLUMNS, ...COLUMNS.map((name) => `other ${name}`), 'same', 'differs']),
    ...merges.map((pair) => row('joined', pair)),
    ...nearMisses.map((pair) => row('near-miss', pair)),
  ].join('');
}
