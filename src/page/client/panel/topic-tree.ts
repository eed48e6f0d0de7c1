/** The topics beside the map, with how many papers they have and when. */
import { yearRange } from '../derive/colouring.js';
import type { Data } from '../data/types.js';
import { element } from '../dom.js';
import { sparkline } from './sparkline.js';
import { STRINGS } from '../data/strings.js';

export interface TopicTree {
  readonly element: HTMLElement;
  /** Marks the chosen topic; -1: papers without one. */
  mark(topic: number | null): void;
  /** By topic; the last is for papers without one. */
  colour(colours: readonly string[], none: string): void;
}

/** Terms under a label: enough to tell two topics of like name apart. */
const UNDER = 3;

/** `choose`: a topic, -1 for papers without one, null for all. */
export function topicTree(data: Data, choose: (topic: number | null) => void): TopicTree {
  const { head, count } = data;
  const range = yearRange(data);
  const rows = new Map<number | null, { row: HTMLElement; dot: HTMLElement }>();
  const row = (
    topic: number | null,
    name: string,
    size: number,
    extra: {
      title?: string;
      under?: string;
      kind?: 'area' | 'inner' | null;
      years?: Readonly<Record<string, number>>;
    },
  ): HTMLElement => {
    const dot = element('span', { class: 'dot', 'aria-hidden': 'true' });
    const made = element(
      'button',
      {
        type: 'button',
        class: extra.kind ? `topic ${extra.kind}` : 'topic',
        'aria-pressed': 'false',
        title: extra.title ?? '',
        click: () => choose(topic),
        ...(topic !== null && { 'data-topic': String(topic) }),
      },
      dot,
      element(
        'span',
        { class: 'name' },
        name,
        extra.under === undefined ? null : element('span', { class: 'under' }, extra.under),
      ),
      extra.years && range !== null ? sparkline(extra.years, range) : null,
      element('span', { class: 'count' }, STRINGS.number(size)),
    );
    rows.set(topic, { row: made, dot });
    return element('li', {}, made);
  };
  const list = element(
    'ul',
    {},
    row(null, STRINGS.allPapers, count, {}),
    ...head.topics.map(({ label, size, terms, isArea, parent, years }, topic) =>
      row(topic, label, size, {
        title: terms.join(', '),
        ...underOf(label, terms),
        kind: isArea ? 'area' : parent >= 0 ? 'inner' : null,
        years,
      }),
    ),
    head.unplaced > 0 ? row(-1, STRINGS.unplaced, head.unplaced, {}) : null,
  );
  return {
    element: element('nav', { id: 'topics', 'aria-label': STRINGS.topics }, list),
    mark(topic) {
      for (const [name, one] of rows) one.row.setAttribute('aria-pressed', String(name === topic));
    },
    colour(colours, none) {
      for (const [name, { dot }] of rows)
        if (name !== null) dot.style.backgroundColor = name < 0 ? none : colours[name]!;
    },
  };
}

/** Terms that stand under a label, as far as the label does not say them. */
function underOf(label: string, terms: readonly string[]): { under?: string } {
  const said = label.toLowerCase();
  const others = terms.filter((term) => !said.includes(term.toLowerCase())).slice(0, UNDER);
  return others.length === 0 ? {} : { under: others.join(', ') };
}
