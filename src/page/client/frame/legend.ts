/** What the colours of the points stand for, where labels on the map do not say it. */
import { STRINGS } from '../data/strings.js';
import type { Colouring } from '../derive/colouring.js';
import { element } from '../dom.js';
import { NARROW } from './narrow.js';
import { sparkline } from '../panel/sparkline.js';

type Scale = NonNullable<Colouring['scale']>;
type Entries = NonNullable<Colouring['entries']>;

/** A scale of colours or a list of them; nothing for colourings that labels explain. */
export function fillLegend(
  legend: HTMLElement,
  { scale, entries }: Pick<Colouring, 'scale' | 'entries'>,
): void {
  legend.hidden = scale === null && entries === null;
  if (entries !== null) legend.replaceChildren(namesOf(entries, isOpen(legend)));
  if (scale !== null) legend.replaceChildren(...scaleOf(scale));
}

/** As the reader left it; at first folded on a phone, where twelve fields would cover half of the map. */
function isOpen(legend: HTMLElement): boolean {
  return legend.querySelector('details')?.open ?? !matchMedia(NARROW).matches;
}

function namesOf(entries: Entries, open: boolean): HTMLElement {
  const item = ({ name, colour }: Entries[number]): HTMLElement => {
    const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    dot.style.background = colour;
    return element('li', {}, dot, element('bdi', {}, name));
  };
  return element(
    'details',
    { open },
    element('summary', {}, STRINGS.colours),
    element('ul', { class: 'names', 'aria-label': STRINGS.colours }, ...entries.map(item)),
  );
}

/** Its name, if any, its ends, and how it went over the years. */
function scaleOf({ from, to, colours, name, note, overTime }: Scale): HTMLElement[] {
  const strip = element('span', { class: 'scale', 'aria-hidden': 'true' });
  strip.style.background = `linear-gradient(to right, ${colours.join(', ')})`;
  return [
    ...(name === undefined ? [] : [element('bdi', {}, name)]),
    element('span', { class: 'ends' }, from, strip, to),
    ...(note === undefined ? [] : [element('span', { class: 'quiet' }, note)]),
    ...(overTime === undefined ? [] : timeOf(overTime)),
  ];
}

function timeOf({ range, years, growth }: NonNullable<Scale['overTime']>): HTMLElement[] {
  return [
    element('span', { class: 'ends' }, String(range[0]), sparkline(years, range, 88), String(range[1])),
    ...(growth === null ? [] : [element('span', { class: 'quiet' }, STRINGS.growth(growth))]),
  ];
}
