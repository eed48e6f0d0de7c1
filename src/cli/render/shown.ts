/** One paper, one topic or the papers in no topic, whole, as text for a terminal. */
import type { Shown } from '../../library/index.js';
import type { Mark, Paper } from '../../types.js';
import {
  authorList,
  count,
  counted,
  fittedTable,
  plain,
  table,
  wrap,
  type Align,
  type Paint,
} from './output.js';
import { renderHits, renderMark } from './hits.js';

export interface Look {
  readonly paint: Paint;
  readonly width: number;
  readonly tableWidth: number;
  /** Papers passed over. */
  readonly offset: number;
}

/** A paper with its nearest papers, a topic with its papers, or the papers in no topic. */
export function renderShown(shown: Shown, look: Look): string {
  if (shown.kind === 'topic') return renderTopic(shown, look);
  if (shown.kind === 'unplaced') return renderUnplaced(shown, look);
  const { paper, topic, fields, mark, similar } = shown;
  const { paint, width } = look;
  return [
    renderPaper(paper, paint, width),
    ...markLines(mark, paint, width),
    ...(topic ? [`Topic: ${plain(topic.label)} ${paint('dim', `[${plain(topic.id)}]`)}`] : []),
    ...(fields.length > 0 ? [`Fields: ${fields.map(({ name }) => plain(name)).join('; ')}`] : []),
    ...(similar.length > 0 ? [`Most similar:\n\n${renderHits(similar, paint, width)}`] : []),
  ].join('\n\n');
}

const ALIGN: readonly Align[] = ['right', 'right'];

function renderTopic({ topic, about, papers }: Extract<Shown, { kind: 'topic' }>, look: Look): string {
  const { paint, width } = look;
  return [
    `${paint('bold', plain(topic.label))} ${paint('dim', `[${plain(topic.id)}]`)}, ${counted(topic.size, 'paper')}`,
    ...about.map(
      ({ text, title, paper }) =>
        `${wrap(`“${plain(text)}”`, width)}\n${paint('dim', wrap(`${plain(title)} · ${plain(paper)}`, width, '  '))}`,
    ),
    wrap(topic.terms.map(({ term }) => plain(term)).join(', '), width),
    ...pageOf(
      [
        ['strength', 'year', 'id', 'title'],
        ...papers.map(({ strength, year, title, id }) => [
          strength.toFixed(2),
          year === null ? '' : String(year),
          plain(id),
          plain(title),
        ]),
      ],
      topic.size,
      look,
    ),
  ].join('\n\n');
}

function renderUnplaced({ size, papers }: Extract<Shown, { kind: 'unplaced' }>, look: Look): string {
  return [
    `${counted(size, 'paper')} in no topic, those that nearly belong to one first.`,
    ...pageOf(
      [
        ['strength', 'year', 'nearest', 'id', 'title'],
        ...papers.map(({ strength, year, nearest, title, id }) => [
          strength.toFixed(2),
          year === null ? '' : String(year),
          nearest === null ? '' : `${plain(nearest.label)} [${plain(nearest.id)}]`,
          plain(id),
          plain(title),
        ]),
      ],
      size,
      look,
    ),
  ].join('\n\n');
}

/** The rows, the first of which are their heads, and where the list goes on. */
function pageOf(rows: readonly (readonly string[])[], size: number, { tableWidth, offset }: Look): string[] {
  const shown = rows.length - 1;
  if (shown === 0) return size > 0 ? [`There are no more than ${counted(size, 'paper')} to pass over.`] : [];
  const next = offset + shown;
  return [
    fittedTable(rows, ALIGN, tableWidth),
    ...(offset > 0 || next < size
      ? [
          `Papers ${count(offset + 1)} to ${count(next)} of ${count(size)}.${next < size ? ` --offset ${next} shows what comes next.` : ''}`,
        ]
      : []),
  ];
}

/** The mark of a paper with its note whole. */
function markLines(mark: Mark | undefined, paint: Paint, width: number): string[] {
  if (mark === undefined) return [];
  const said = renderMark({ ...mark, note: '' });
  return [
    ...(said === '' ? [] : [paint('yellow', wrap(`Marked: ${said}`, width))]),
    ...(mark.note === '' ? [] : [wrap(`Note: ${plain(mark.note)}`, width)]),
  ];
}

/** Everything about one paper. */
export function renderPaper(paper: Paper, paint: Paint, width: number): string {
  const rows: string[][] = [['id', plain(paper.id)]];
  if (paper.authors.length > 0) rows.push(['authors', authorList(paper.authors, 20)]);
  if (paper.year !== null) rows.push(['year', String(paper.year)]);
  if (paper.venue !== null) rows.push(['venue', plain(paper.venue)]);
  if (paper.doi !== null) rows.push(['doi', plain(paper.doi)]);
  for (const [scheme, id] of Object.entries(paper.ids)) rows.push([scheme, plain(id)]);
  if (paper.url !== null) rows.push(['url', plain(paper.url)]);
  if (paper.labels.length > 0) rows.push(['labels', plain(paper.labels.join(', '))]);
  rows.push(['from', plain(paper.sources.join(', '))]);
  return [
    paint('bold', wrap(plain(paper.title) || '(no title)', width)),
    paint('dim', table(rows)),
    paper.abstract === '' ? paint('dim', '(no abstract)') : wrap(plain(paper.abstract), width),
  ].join('\n\n');
}
