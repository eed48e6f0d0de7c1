/** Topics, their years and what changed between two maps, as text for a terminal. */
import type { MapReport, TopicRule } from '../../library/index.js';
import type { Topic } from '../../types.js';
import { clipped } from '../../text/index.js';
import { isLoose, leavesOf } from '../../looks/index.js';
import { count, counted, plain, table, wrap, type Paint } from './output.js';
import { spanOf, sparkline } from './sparkline.js';

type MapTopic = MapReport['topics'][number];

/** `stability`: null or left out where it is not known. */
type Listed = Topic & { readonly stability?: number | null };

/** One line a topic: size, label, further terms, id; areas over their topics. Those that hold together badly say so. */
export function renderTopics(
  topics: readonly Listed[],
  unplaced: number,
  paint: Paint,
  width: number,
): string {
  const areas = topics.filter((topic) => topics.some((child) => child.parent === topic.id));
  const isArea = new Set(areas.map((area) => area.id));
  const widest = String(Math.max(unplaced, ...topics.map((topic) => topic.size))).length;
  const line = (topic: Listed, depth: number): string => {
    const size = count(topic.size).padStart(widest + 1);
    const id = plain(topic.id);
    const label = plain(topic.label);
    const loose = isLoose(topic.stability ?? null) ? ' (holds together badly)' : '';
    const used = 2 * depth + size.length + label.length + loose.length + id.length + 7;
    const words = label.toLowerCase();
    const more = topic.terms
      .map((term) => plain(term.term))
      .filter((term) => !words.includes(term.toLowerCase()));
    const rest = width - used > 12 ? clipped(more.slice(0, 6).join(', '), width - used) : '';
    return `${'  '.repeat(depth)}${size}  ${paint('bold', label)}${paint('dim', loose)}${rest ? `  ${paint('dim', rest)}` : ''}  ${paint('dim', `[${id}]`)}`;
  };
  const lines: string[] = [];
  for (const area of areas) {
    lines.push(line(area, 0));
    for (const child of topics) if (child.parent === area.id) lines.push(line(child, 1));
  }
  for (const topic of topics) if (!isArea.has(topic.id) && topic.parent === null) lines.push(line(topic, 0));
  if (unplaced > 0)
    lines.push(`${count(unplaced).padStart(widest + 1)}  ${paint('dim', 'unplaced: near no topic')}`);
  return lines.join('\n');
}

/** One line a topic: its papers of the last years as bars, growth, and why it is called emerging. */
export function renderOverTime(topics: readonly MapTopic[], width: number): string {
  const span = spanOf(topics.flatMap((topic) => Object.keys(topic.years).map(Number)));
  if (span === null) return 'No paper has a year.';
  const rows = leavesOf(topics).map(
    ({ label, id, size, years: byYear, overTime: { growth, emerging, reason } }) => [
      sparkline(byYear, span),
      count(size),
      growth === null ? '' : `×${growth.toFixed(1)}`,
      `${clipped(plain(label), width - 40)} [${plain(id)}]${emerging && reason ? `  emerging: ${reason}` : ''}`,
    ],
  );
  return table(
    [[`${span.first}-${span.last}`, 'papers', 'growth', 'topic'], ...rows],
    ['left', 'right', 'right'],
  );
}

/** The label, then the rule and how well it does. */
export function renderRule(
  { id, label, rule, precision, recall }: TopicRule,
  paint: Paint,
  width: number,
): string {
  const head = `${paint('bold', plain(label))} ${paint('dim', `[${plain(id)}]`)}`;
  if (rule === null) return `${head}\n  no rule: too few papers, or no term tells it`;
  return `${head}  precision ${precision!.toFixed(2)}, recall ${recall!.toFixed(2)}\n${wrap(plain(rule), width, '  ')}`;
}

/** Papers that a diff names one by one. */
const MOVED_SHOWN = 20;

/** What was born, grew, split, merged and faded, and the papers that moved. */
export function renderDiff(diff: NonNullable<MapReport['diff']>, width: number): string {
  const named = ({ id, label }: { readonly id: string; readonly label: string }): string =>
    `"${plain(label)}" [${plain(id)}]`;
  const flows = (
    list: readonly { readonly id: string; readonly label: string; readonly share: number }[],
  ): string => list.map((flow) => `${named(flow)} ${Math.round(100 * flow.share)} %`).join(', ');
  const lines = [
    ...diff.born.map(
      (topic) =>
        `born: ${named(topic)}, ${counted(topic.size, 'paper')}${topic.from.length > 0 ? `, from ${flows(topic.from)}` : ''}`,
    ),
    ...diff.faded.map(
      (topic) => `faded: ${named(topic)}${topic.to.length > 0 ? `, to ${flows(topic.to)}` : ''}`,
    ),
    ...diff.split.map((topic) => `split: ${named(topic)} into ${flows(topic.to)}`),
    ...diff.merged.map((topic) => `merged: ${flows(topic.from)} into ${named(topic)}`),
    ...diff.grew.map((topic) => `grew: ${named(topic)} from ${topic.was} to ${topic.size}`),
    ...diff.shrank.map((topic) => `shrank: ${named(topic)} from ${topic.was} to ${topic.size}`),
    ...diff.relabelled.map((topic) => `relabelled: "${plain(topic.was)}" to ${named(topic)}`),
    ...diff.moved
      .slice(0, MOVED_SHOWN)
      .map(
        ({ title, from, to }) =>
          `moved: ${clipped(plain(title), width - 30)} (${from ?? 'unplaced'} to ${to ?? 'unplaced'})`,
      ),
    ...(diff.moved.length > MOVED_SHOWN
      ? [`… and ${count(diff.moved.length - MOVED_SHOWN)} more papers moved.`]
      : []),
  ];
  const papers = `${counted(diff.added, 'paper')} added, ${counted(diff.removed, 'paper')} removed since the last map.`;
  return lines.length === 0
    ? `${papers} No topic changed.`
    : `${papers}\n${lines.map((line) => wrap(line, width)).join('\n')}`;
}
