/** The topics beside the map, with how many papers they have and when. */
import { yearRange } from '../derive/colouring.js';
import type { Data } from '../data/types.js';
import { element, type Attributes } from '../dom.js';
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

interface Row {
  readonly name: string;
  readonly size: number;
  readonly title?: string;
  readonly under?: string;
  readonly kind?: 'area' | 'inner' | null;
  readonly years?: Readonly<Record<string, number>>;
}

/** `choose`: a topic, -1 for papers without one, null for all. */
export function topicTree(data: Data, choose: (topic: number | null) => void): TopicTree {
  const { head, count } = data;
  const range = yearRange(data);
  const rows = new Map<number | null, HTMLElement>();
  const item = (topic: number | null, row: Row): HTMLElement => {
    const button = rowButton(row, range, {
      click: () => choose(topic),
      ...(topic !== null && { 'data-topic': String(topic) }),
    });
    rows.set(topic, button);
    return element('li', {}, button);
  };
  const list = element(
    'ul',
    {},
    item(null, { name: STRINGS.allPapers, size: count }),
    ...head.topics.map(({ label, size, terms, isArea, parent, years }, topic) =>
      item(topic, {
        name: label,
        size,
        title: terms.join(', '),
        ...underOf(label, terms),
        kind: isArea ? 'area' : parent >= 0 ? 'inner' : null,
        years,
      }),
    ),
    head.unplaced > 0 ? item(-1, { name: STRINGS.unplaced, size: head.unplaced }) : null,
  );
  return {
    element: element('nav', { id: 'topics', 'aria-label': STRINGS.topics }, list),
    mark(topic) {
      for (const [own, row] of rows) row.setAttribute('aria-pressed', String(own === topic));
    },
    colour(colours, none) {
      for (const [own, row] of rows)
        if (own !== null)
          row.querySelector<HTMLElement>('.dot')!.style.backgroundColor = own < 0 ? none : colours[own]!;
    },
  };
}

function rowButton(
  { name, size, title = '', under, kind, years }: Row,
  range: readonly [number, number] | null,
  attributes: Attributes,
): HTMLElement {
  return element(
    'button',
    {
      type: 'button',
      class: kind ? `topic ${kind}` : 'topic',
      'aria-pressed': 'false',
      title,
      ...attributes,
    },
    element('span', { class: 'dot', 'aria-hidden': 'true' }),
    element(
      'span',
      { class: 'name' },
      name,
      under === undefined ? null : element('span', { class: 'under' }, under),
    ),
    years && range !== null ? sparkline(years, range) : null,
    element('span', { class: 'count' }, STRINGS.number(size)),
  );
}

/** Terms that stand under a label, as far as the label does not say them. */
function underOf(label: string, terms: readonly string[]): { under?: string } {
  const said = label.toLowerCase();
  const others = terms.filter((term) => !said.includes(term.toLowerCase())).slice(0, UNDER);
  return others.length === 0 ? {} : { under: others.join(', ') };
}
