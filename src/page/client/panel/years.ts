/** Papers by year, and a brush over them. */
import type { Data } from '../data/types.js';
import { yearRange } from '../derive/colouring.js';
import { countYears, playedYears } from '../derive/years.js';
import { bars, element, signButton, svg } from '../dom.js';
import { STRINGS } from '../data/strings.js';

type Range = readonly [from: number, to: number];

const HEIGHT = 34;
/** A year is looked at for so long. */
const STEP_MS = 700;

/** `brush`: the years chosen, null for all of them. Null where no paper has a year, or all the same one. */
export function yearBars(data: Data, brush: (range: Range | null) => void): YearBars | null {
  const range = yearRange(data);
  return range === null || range[0] === range[1] ? null : new YearBars(data, range, brush);
}

export class YearBars {
  readonly element: HTMLElement;
  private readonly data: Data;
  private readonly range: Range;
  private readonly brush: (range: Range | null) => void;
  private readonly all: readonly number[];
  private readonly inputs: readonly [HTMLInputElement, HTMLInputElement];
  private readonly strip = element('div', { class: 'strip', 'aria-hidden': 'true' });
  private readonly window = element('div', { class: 'window', hidden: true });
  private readonly player: Player;
  private chosen: Range | null = null;

  constructor(data: Data, range: Range, brush: (range: Range | null) => void) {
    this.data = data;
    this.range = range;
    this.brush = brush;
    this.all = countYears(data, range, null);
    this.inputs = [this.field(STRINGS.fromYear, range[0]), this.field(STRINGS.toYear, range[1])];
    this.player = new Player(
      () => playedYears(data, range, this.chosen),
      (years) => this.send(...years),
    );
    this.listen();
    this.element = element(
      'section',
      { class: 'years', 'aria-label': STRINGS.perYear },
      this.player.button,
      this.inputs[0],
      this.strip,
      this.inputs[1],
    );
  }

  /** Shows what is chosen, and how many of the bright papers are of which year. */
  show(chosen: Range | null, lit: Uint8Array | null): void {
    this.chosen = chosen;
    const many = this.all.length;
    const picture = bars(this.all, many, HEIGHT);
    picture.classList.add('all');
    // To a scale of its own: a hundred papers among thousands would not be seen.
    const bright = lit === null ? svg('svg') : bars(countYears(this.data, this.range, lit), many, HEIGHT);
    this.strip.replaceChildren(picture, bright, this.window);
    const [from, to] = chosen ?? this.range;
    this.inputs[0].value = String(from);
    this.inputs[1].value = String(to);
    this.window.hidden = chosen === null;
    this.window.style.left = `${(100 * (from - this.range[0])) / many}%`;
    this.window.style.width = `${(100 * (to - from + 1)) / many}%`;
  }

  private field(name: string, value: number): HTMLInputElement {
    const [first, last] = this.range;
    const change = (): void => {
      const years = this.inputs.map((one) => this.within(Math.round(Number(one.value)) || first));
      this.send(Math.min(...years), Math.max(...years));
    };
    return element('input', {
      type: 'number',
      min: String(first),
      max: String(last),
      value: String(value),
      'aria-label': name,
      title: name,
      change,
    });
  }

  private listen(): void {
    const { strip } = this;
    let begun: number | null = null;
    strip.addEventListener('pointerdown', (event) => {
      strip.setPointerCapture(event.pointerId);
      begun = this.yearAt(event);
      this.send(begun, begun);
    });
    strip.addEventListener('pointermove', (event) => {
      const year = this.yearAt(event);
      strip.title = STRINGS.perYearIn(year, this.all[year - this.range[0]]!);
      if (begun !== null) this.send(Math.min(begun, year), Math.max(begun, year));
    });
    for (const name of ['pointerup', 'pointercancel'] as const)
      strip.addEventListener(name, () => (begun = null));
    strip.addEventListener('dblclick', () => this.brush(null));
  }

  private send(from: number, to: number): void {
    this.brush(from === this.range[0] && to === this.range[1] ? null : [from, to]);
  }

  private yearAt(event: PointerEvent): number {
    const box = this.strip.getBoundingClientRect();
    return this.within(
      this.range[0] + Math.floor(((event.clientX - box.left) / box.width) * this.all.length),
    );
  }

  private within(year: number): number {
    return Math.min(this.range[1], Math.max(this.range[0], year));
  }
}

/** Shows one span of years after another until there is none left, or the button is pressed again. */
class Player {
  readonly button = signButton(
    STRINGS.play,
    'play',
    () => (this.timer === null ? this.start() : this.stop()),
    {
      class: 'sign',
      'aria-pressed': 'false',
    },
  );
  private readonly spans: () => readonly Range[];
  private readonly show: (years: Range) => void;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(spans: () => readonly Range[], show: (years: Range) => void) {
    this.spans = spans;
    this.show = show;
  }

  private start(): void {
    this.button.setAttribute('aria-pressed', 'true');
    const spans = this.spans();
    let at = 0;
    const step = (): void => {
      const years = spans[at++];
      if (years === undefined) this.stop();
      else this.show(years);
    };
    this.timer = setInterval(step, STEP_MS);
    step();
  }

  private stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.button.setAttribute('aria-pressed', 'false');
  }
}
