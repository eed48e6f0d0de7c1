/** What the page shows, as the part of its address after `#`: links lead to the same sight again. */

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Ids, not numbers: they outlive the map. */
export interface Address {
  readonly paper: string | null;
  /** '' are the papers without a topic. */
  readonly topic: string | null;
  readonly compare: string | null;
  readonly q: string;
  readonly years: readonly [number, number] | null;
  readonly about: boolean;
  /** The reading list. */
  readonly reading: boolean;
  /** Papers picked by hand, as `writePicked` has them; '' for none. */
  readonly picked: string;
  readonly colour: string | null;
  /** The concept that the map is coloured by. */
  readonly concept: string | null;
  readonly view: Place | null;
}

export function readAddress(hash: string): Address {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const years = /^(\d+)-(\d+)$/.exec(given.get('years') ?? '');
  const view = (given.get('view') ?? '').split(',').map(Number);
  return {
    paper: given.get('paper'),
    topic: given.get('topic'),
    compare: given.get('compare'),
    q: given.get('q') ?? '',
    years: years && [Number(years[1]), Number(years[2])],
    about: given.has('about'),
    reading: given.has('reading'),
    picked: given.get('picked') ?? '',
    colour: given.get('colour'),
    concept: given.get('concept'),
    view:
      view.length === 3 && view.every(Number.isFinite) && view[2]! > 0
        ? { x: view[0]!, y: view[1]!, zoom: view[2]! }
        : null,
  };
}

/** '' when nothing is chosen. */
export function writeAddress({
  paper,
  topic,
  compare,
  q,
  years,
  about,
  reading,
  picked,
  colour,
  concept,
  view,
}: Address): string {
  const given = new URLSearchParams();
  if (q !== '') given.set('q', q);
  if (topic !== null) given.set('topic', topic);
  if (compare !== null) given.set('compare', compare);
  if (years !== null) given.set('years', years.join('-'));
  if (paper !== null) given.set('paper', paper);
  if (picked !== '') given.set('picked', picked);
  if (about) given.set('about', '');
  if (reading) given.set('reading', '');
  if (colour !== null) given.set('colour', colour);
  if (concept !== null) given.set('concept', concept);
  if (view !== null)
    given.set('view', [view.x, view.y, view.zoom].map((value) => Number(value.toPrecision(5))).join(','));
  const text = given.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `#${text}`;
}
