/** Papers by year, and a brush over them. */
import { mostYears, yearRange } from '../derive/colouring.js';
import type { Data } from '../data/types.js';
import { bars, element, signButton, svg } from '../dom.js';
import { STRINGS } from '../data/strings.js';

export interface Years {
  /** Null where no paper has a year, or all the same one. */
  readonly element: HTMLElement;
  /** Shows what is chosen, and how many of the bright papers are of which year. */
  show(range: readonly [number, number] | null, lit: Uint8Array | null): void;
}

const HEIGHT = 34;
/** A year is looked at for so long. */
const STEP_MS = 700;

/** `brush`: the years chosen, null for all of them. */
export function yearBars(data: Data, brush: (range: readonly [number, number] | null) => void): Years | null {
  const range = yearRange(data);
  if (range === null || range[0] === range[1]) return null;
  const [first, last] = range;
  const many = last - first + 1;
  const count = (lit: Uint8Array | null): number[] => {
    const counts = new Array<number>(many).fill(0);
    data.year.forEach((year, i) => {
      if (year !== 0 && (lit === null || lit[i] === 1)) counts[year - first]!++;
    });
    return counts;
  };
  const all = count(null);
  const window = element('div', { class: 'window', hidden: true });
  const strip = element('div', { class: 'strip', 'aria-hidden': 'true' });
  const inputs = [field(STRINGS.fromYear, first), field(STRINGS.toYear, last)] as const;

  function field(name: string, value: number): HTMLInputElement {
    return element('input', {
      type: 'number',
      min: String(first),
      max: String(last),
      value: String(value),
      'aria-label': name,
      title: name,
      change: () => {
        const values = inputs.map((one) =>
          Math.min(last, Math.max(first, Math.round(Number(one.value)) || first)),
        );
        send(Math.min(...values), Math.max(...values));
      },
    });
  }

  function send(a: number, b: number): void {
    brush(a === first && b === last ? null : [a, b]);
  }

  let begun: number | null = null;
  const yearAt = (event: PointerEvent): number => {
    const box = strip.getBoundingClientRect();
    return Math.min(
      last,
      Math.max(first, first + Math.floor(((event.clientX - box.left) / box.width) * many)),
    );
  };
  strip.addEventListener('pointerdown', (event) => {
    strip.setPointerCapture(event.pointerId);
    begun = yearAt(event);
    send(begun, begun);
  });
  strip.addEventListener('pointermove', (event) => {
    const year = yearAt(event);
    strip.title = STRINGS.perYearIn(year, all[year - first]!);
    if (begun !== null) send(Math.min(begun, year), Math.max(begun, year));
  });
  for (const name of ['pointerup', 'pointercancel'] as const)
    strip.addEventListener(name, () => (begun = null));
  strip.addEventListener('dblclick', () => brush(null));

  let timer: ReturnType<typeof setInterval> | null = null;
  let shown: readonly [number, number] | null = null;
  const play = signButton(STRINGS.play, 'play', () => (timer === null ? start() : stop()), {
    class: 'sign',
    'aria-pressed': 'false',
  });

  /** Year by year: a chosen window moves on, else papers come as they came. */
  function start(): void {
    play.setAttribute('aria-pressed', 'true');
    const [from] = mostYears(data.year);
    const wide = shown === null ? null : shown[1] - shown[0];
    let year = wide === null || shown![1] >= last ? from + (wide ?? 0) : shown![1] + 1;
    const step = (): void => {
      if (year > last) {
        stop();
        return;
      }
      send(wide === null ? first : year - wide, year);
      year++;
    };
    step();
    timer = setInterval(step, STEP_MS);
  }

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
    play.setAttribute('aria-pressed', 'false');
  }

  return {
    element: element(
      'section',
      { class: 'years', 'aria-label': STRINGS.perYear },
      play,
      inputs[0],
      strip,
      inputs[1],
    ),
    show(chosen, lit) {
      shown = chosen;
      const picture = bars(all, many, HEIGHT);
      picture.classList.add('all');
      // To a scale of its own: a hundred papers among thousands would not be seen.
      const bright = bars(count(lit), many, HEIGHT);
      strip.replaceChildren(picture, lit === null ? svg('svg') : bright, window);
      const [a, b] = chosen ?? range;
      inputs[0].value = String(a);
      inputs[1].value = String(b);
      window.hidden = chosen === null;
      window.style.left = `${(100 * (a - first)) / many}%`;
      window.style.width = `${(100 * (b - a + 1)) / many}%`;
    },
  };
}
