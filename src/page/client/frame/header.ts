/** The line over the map: its title, the search box, what it is coloured by, and the buttons. */
import { trendOf } from '../../../looks/index.js';
import type { Data } from '../data/types.js';
import { STRINGS } from '../data/strings.js';
import { COLOURINGS } from '../derive/colouring.js';
import { element, signButton } from '../dom.js';
import { isLive } from '../live.js';

export interface Header {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly colouring: Colouring;
  readonly buttons: Buttons;
}

interface Colouring {
  readonly element: HTMLElement;
  readonly colour: HTMLSelectElement;
  readonly concept: HTMLSelectElement;
}

interface Buttons {
  readonly topics: HTMLButtonElement;
  readonly reading: HTMLButtonElement;
  readonly about: HTMLButtonElement;
  /** The formats of a figure. */
  readonly figures: HTMLElement;
}

export function buildHeader(data: Data): Header {
  const prompt = isLive ? STRINGS.ask : data.head.hasAbstracts ? STRINGS.search : STRINGS.searchSlim;
  const input = element('input', {
    type: 'search',
    id: 'search',
    placeholder: prompt,
    'aria-label': prompt,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const colouring = buildColouring(data);
  const buttons = buildButtons();
  const { topics, reading, about, figures } = buttons;
  const figure = signButton(STRINGS.figure, 'figure', () => (figures.hidden = !figures.hidden), {
    class: 'sign',
    id: 'figure',
  });
  const made = element(
    'header',
    {},
    topics,
    element('h1', {}, element('bdi', {}, data.head.title)),
    element(
      'span',
      { class: 'quiet total' },
      [STRINGS.papers(data.count), data.head.about ?? ''].filter((part) => part !== '').join(' · '),
    ),
    element('search', {}, input),
    colouring.element,
    reading,
    element('span', { class: 'figure' }, figure, figures),
    about,
  );
  return { element: made, input, colouring, buttons };
}

/** How many papers were decided of, and whether they are what is shown. */
export function showReading({ buttons: { reading } }: Header, size: number, isShown: boolean): void {
  reading.textContent = STRINGS.readingCount(size);
  reading.setAttribute('aria-pressed', String(isShown));
}

function buildButtons(): Buttons {
  return {
    topics: signButton(STRINGS.showTopics, 'topics', () => {}, {
      'aria-expanded': 'true',
      'aria-controls': 'topics',
      class: 'sign',
    }),
    reading: element(
      'button',
      { type: 'button', id: 'reading', class: 'button', 'aria-pressed': 'false', title: STRINGS.readingList },
      STRINGS.readingCount(0),
    ),
    about: signButton(STRINGS.made, 'about', () => {}, { class: 'sign' }),
    figures: element(
      'span',
      { class: 'figures', hidden: true },
      ...(['svg', 'png'] as const).map((format) =>
        element('button', { type: 'button', class: 'button', 'data-format': format }, format.toUpperCase()),
      ),
    ),
  };
}

function buildColouring(data: Data): Colouring {
  const offered = Object.entries(COLOURINGS).filter(([, { isOffered }]) => isOffered(data));
  const colour = element(
    'select',
    { id: 'colour', 'aria-label': STRINGS.colourBy },
    ...offered.map(([value, { label }]) => element('option', { value }, label)),
  );
  const concept = element(
    'select',
    { id: 'concept', 'aria-label': STRINGS.concept, hidden: true },
    ...conceptOptions(data),
  );
  const made = element(
    'span',
    { class: 'colour', hidden: offered.length < 2 },
    element('label', { for: 'colour', class: 'quiet' }, STRINGS.colourBy),
    colour,
    concept,
  );
  return { element: made, colour, concept };
}

/** Those that rise, those that fade, the others; without such groups where none does either. */
function conceptOptions({ head: { concepts = [] } }: Data): HTMLElement[] {
  const options = concepts.map(({ label, papers }, i) =>
    element('option', { value: String(i) }, STRINGS.conceptOption(label, papers)),
  );
  const groups = (['rising', 'fading', null] as const).flatMap((trend) => {
    const own = options.filter((_, i) => trendOf(concepts[i]!.growth) === trend);
    return own.length === 0
      ? []
      : [element('optgroup', { label: STRINGS.trends[trend ?? 'neither'] }, ...own)];
  });
  return groups.length > 1 ? groups : options;
}
