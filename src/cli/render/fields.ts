/** Research fields and the topics in which they meet, as text for a terminal. */
import type { Fields } from '../../library/index.js';
import { clipped } from '../../text/index.js';
import { count, counted, plain, type Paint } from './output.js';
import { spanOf, sparkline } from './sparkline.js';

interface Look {
  readonly paint: Paint;
  readonly width: number;
}

/** Fields with fewer papers than one in a hundred are counted, not listed. */
const LEAST_SHARE = 0.01;

/** One line a field: papers, years, name, id; narrower ones under their broader one. `all`: rare ones too. */
export function renderFields({ fields, papers }: Fields, { paint, width }: Look, all: boolean): string {
  const shown = fields.filter((field) => all || field.papers >= LEAST_SHARE * papers);
  const span = spanOf(shown.flatMap(({ years }) => Object.keys(years).map(Number)));
  const depth = new Map<string | null, number>([[null, -1]]);
  const lines = shown.map((field) => {
    const own = (depth.get(field.broader) ?? -1) + 1;
    depth.set(field.id, own);
    const bars = span === null || span.first === span.last ? '' : `${sparkline(field.years, span)}  `;
    const start = `${count(field.papers).padStart(7)}  ${bars}${'  '.repeat(own)}`;
    const name = clipped(plain(field.name), Math.max(20, width - start.length - field.id.length - 3));
    return `${start}${own === 0 ? paint('bold', name) : name} ${paint('dim', `[${plain(field.id)}]`)}`;
  });
  const rare = fields.length - shown.length;
  const head =
    span === null || span.first === span.last ? [] : [paint('dim', ` papers  ${span.first}-${span.last}`)];
  const rest =
    rare === 0
      ? []
      : [paint('dim', `${counted(rare, 'field')} of fewer papers than one in a hundred: --all`)];
  return [...head, ...lines, ...rest].join('\n');
}

/** The topics that mix fields, and what they mix. */
export function renderMeeting({ topics }: Fields, { paint, width }: Look): string {
  const mixed = topics.filter((topic) => topic.mixed);
  if (mixed.length === 0) return topics.length === 0 ? '' : 'No topic mixes fields.';
  const lines = mixed.map(({ id, label, fields }) => {
    const shares = fields.map(({ name, share }) => `${plain(name)} ${Math.round(100 * share)} %`);
    return `  ${clipped(plain(label), 40)} ${paint('dim', `[${plain(id)}]`)}: ${clipped(shares.join(', '), Math.max(30, width - 50))}`;
  });
  return ['Topics that mix fields:', ...lines].join('\n');
}
