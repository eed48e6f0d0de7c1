/** The map's part of the page: two canvases, and what lies over them. */
import { STRINGS } from '../data/strings.js';
import { element, signButton } from '../dom.js';

export interface Stage {
  readonly element: HTMLElement;
  /** The points; under `canvas`, which has writing and marks, and gets pointer and keys. */
  readonly ground: HTMLCanvasElement;
  readonly canvas: HTMLCanvasElement;
  readonly hover: HTMLElement;
  readonly tools: HTMLElement;
  readonly legend: HTMLElement;
  readonly note: HTMLElement;
}

export function buildStage(): Stage {
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
  return {
    element: element('main', {}, ground, canvas, nearness, legend, tools, note, hover),
    ground,
    canvas,
    hover,
    tools,
    legend,
    note,
  };
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
