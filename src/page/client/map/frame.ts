/** The parts of the page and where they stand; what they do is told elsewhere. */
import { COLOURINGS, type Colouring } from '../derive/colouring.js';
import type { Data } from '../data/types.js';
import { element, signButton } from '../dom.js';
import { isLive } from '../live.js';
import { STRINGS } from '../data/strings.js';
import { sparkline } from '../panel/sparkline.js';
import { trendOf } from '../../../looks/index.js';

/** Where lists lie over the map: the same as in page.css. */
export const NARROW = '(max-width: 700px), (max-width: 900px) and (orientation: portrait)';

export type Frame = ReturnType<typeof buildFrame>;

export function buildFrame(data: Data) {
  const prompt = isLive ? STRINGS.ask : data.head.hasAbstracts ? STRINGS.search : STRINGS.searchSlim;
  const input = element('input', {
    type: 'search',
    id: 'search',
    placeholder: prompt,
    'aria-label': prompt,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const ground = element('canvas', { class: 'ground', 'aria-hidden': 'true' });
  const canvas = element('canvas', {
    class: 'above',
    tabindex: '0',
    role: 'application',
    'aria-label': STRINGS.mapLabel,
  });
  const hover = element('div', { id: 'hover', hidden: true });
  const tools = element('div', { class: 'tools' });
  const legend = element('div', { id: 'legend', hidden: true });
  const note = element('p', { id: 'note', role: 'status' });
  const nearness = element('p', { id: 'nearness', class: 'quiet' }, STRINGS.nearness);
  const stage = element('main', {}, ground, canvas, nearness, legend, tools, note, hover);
  const content = element('div', { class: 'content' });
  const close = signButton(STRINGS.close, 'close', () => {}, { class: 'close' });
  const side = element('aside', { id: 'side', hidden: true, 'aria-label': STRINGS.details }, close, content);
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
  const topicsButton = signButton(STRINGS.showTopics, 'topics', () => {}, {
    'aria-expanded': 'true',
    'aria-controls': 'topics',
    class: 'sign',
  });
  const readingButton = element(
    'button',
    { type: 'button', id: 'reading', class: 'button', 'aria-pressed': 'false', title: STRINGS.readingList },
    STRINGS.readingCount(0),
  );
  const figureButton = signButton(STRINGS.figure, 'figure', () => (figures.hidden = !figures.hidden), {
    class: 'sign',
    id: 'figure',
  });
  const figures = element(
    'span',
    { class: 'figures', hidden: true },
    ...(['svg', 'png'] as const).map((format) =>
      element('button', { type: 'button', class: 'button', 'data-format': format }, format.toUpperCase()),
    ),
  );
  const aboutButton = signButton(STRINGS.made, 'about', () => {}, { class: 'sign' });
  const header = element(
    'header',
    {},
    topicsButton,
    element('h1', {}, element('bdi', {}, data.head.title)),
    element(
      'span',
      { class: 'quiet total' },
      [STRINGS.papers(data.count), data.head.about ?? ''].filter((part) => part !== '').join(' · '),
    ),
    element('search', {}, input),
    element(
      'span',
      { class: 'colour', hidden: offered.length < 2 },
      element('label', { for: 'colour', class: 'quiet' }, STRINGS.colourBy),
      colour,
      concept,
    ),
    readingButton,
    element('span', { class: 'figure' }, figureButton, figures),
    aboutButton,
  );
  const footer = element('footer', {});
  return {
    input,
    ground,
    canvas,
    hover,
    tools,
    legend,
    note,
    stage,
    side,
    content,
    close,
    colour,
    concept,
    topicsButton,
    readingButton,
    figures,
    aboutButton,
    header,
    footer,
    setReading(size: number, isShown: boolean): void {
      readingButton.textContent = STRINGS.readingCount(size);
      readingButton.setAttribute('aria-pressed', String(isShown));
    },
  };
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

export function zoomTools(acts: {
  zoom(factor: number): void;
  whole(): void;
  lasso(): void;
}): HTMLButtonElement[] {
  return [
    signButton(STRINGS.lasso, 'lasso', () => acts.lasso(), { 'aria-pressed': 'false', id: 'lasso' }),
    signButton(STRINGS.zoomIn, 'in', () => acts.zoom(1.5)),
    signButton(STRINGS.zoomOut, 'out', () => acts.zoom(1 / 1.5)),
    signButton(STRINGS.whole, 'whole', () => acts.whole()),
  ];
}

/** What each colour stands for. */
function namesOf(entries: NonNullable<Colouring['entries']>): HTMLElement {
  const item = ({ name, colour }: (typeof entries)[number]): HTMLElement => {
    const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    dot.style.background = colour;
    return element('li', {}, dot, element('bdi', {}, name));
  };
  return element('ul', { class: 'names', 'aria-label': STRINGS.colours }, ...entries.map(item));
}

/** A scale of colours with its name, if any, its ends, and how it went over the years; nothing for colourings that labels explain. */
export function fillLegend(
  legend: HTMLElement,
  scale: Colouring['scale'],
  entries: Colouring['entries'],
): void {
  legend.hidden = scale === null && entries === null;
  if (entries !== null) legend.replaceChildren(namesOf(entries));
  if (scale === null) return;
  const strip = element('span', { class: 'scale', 'aria-hidden': 'true' });
  strip.style.background = `linear-gradient(to right, ${scale.colours.join(', ')})`;
  const { from, to, name, note, overTime } = scale;
  legend.replaceChildren(
    ...(name === undefined ? [] : [element('bdi', {}, name)]),
    element('span', { class: 'ends' }, from, strip, to),
    ...(note === undefined ? [] : [element('span', { class: 'quiet' }, note)]),
    ...(overTime === undefined
      ? []
      : [
          element(
            'span',
            { class: 'ends' },
            String(overTime.range[0]),
            sparkline(overTime.years, overTime.range, 88),
            String(overTime.range[1]),
          ),
          overTime.growth === null
            ? ''
            : element('span', { class: 'quiet' }, STRINGS.growth(overTime.growth)),
        ]),
  );
}
