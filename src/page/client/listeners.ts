/** Pointer, keys, fields and windows: what a person does becomes a wish of the page's. */
import type { Page } from './app.js';
import type { ColouringName } from './derive/colouring.js';
import { element } from './dom.js';
import { isLive, watchForNewMap } from './live.js';
import { MapPointer } from './map/pointer.js';
import { saveFigure } from './figure/save-figure.js';
import { STRINGS } from './data/strings.js';
import { NOTHING } from './state/wanted.js';

export function listen(page: Page): void {
  listenToMap(page);
  listenToFrame(page);
  listenToWindow(page);
  window.addEventListener('keydown', (event) => onKey(page, event));
  if (isLive) sayOfNewMaps(page);
}

function listenToMap(page: Page): void {
  new MapPointer(page.map, {
    open: (paper) => void page.openPaper(paper, false),
    topic: (topic) => page.chooseTopic(topic),
    hover: (paper, x, y) => page.hover(paper, x, y),
    isLasso: () => page.isLasso(),
    lasso(papers) {
      page.setLasso(false);
      page.store.change(
        { picked: papers.length === 0 ? null : new Set(papers), paper: null, about: false },
        'push',
      );
    },
    pick(paper) {
      const picked = new Set(page.store.wanted.picked ?? []);
      if (!picked.delete(paper)) picked.add(paper);
      const { lit } = page.chosen;
      const isIn = lit === null || lit[paper] === 1 || page.store.wanted.picked !== null;
      page.store.change(
        { ...(isIn ? {} : NOTHING), picked: picked.size === 0 ? null : picked, paper: null, about: false },
        'push',
      );
    },
  });
}

function listenToFrame(page: Page): void {
  const { header, side } = page.frame;
  const { input, colouring, buttons } = header;
  const { colour, concept } = colouring;
  input.addEventListener('input', () => {
    page.store.change(
      { q: input.value.trim(), paper: null, about: false, compare: null, list: false },
      'replace',
    );
  });
  colour.addEventListener('change', () => page.colourBy(colour.value as ColouringName));
  concept.addEventListener('change', () => page.colourBy('concept', Number(concept.value)));
  side.close.addEventListener('click', () => page.back());
  buttons.about.addEventListener('click', () => {
    page.store.change({ about: !page.store.wanted.about }, 'push');
    if (page.store.wanted.about) page.focusPanel();
  });
  buttons.reading.addEventListener('click', () => {
    page.store.change({ ...NOTHING, reading: !page.store.wanted.reading }, 'push');
    if (page.store.wanted.reading) page.focusPanel();
  });
  buttons.figures.addEventListener('click', (event) => {
    const { format } = (event.target as HTMLElement).dataset;
    if (format !== 'svg' && format !== 'png') return;
    buttons.figures.hidden = true;
    void saveFigure(page, format);
  });
  buttons.topics.addEventListener('click', () => {
    page.foldTopics(buttons.topics.getAttribute('aria-expanded') === 'true');
  });
}

function listenToWindow(page: Page): void {
  window.addEventListener('resize', () => page.map.resize());
  window.addEventListener('popstate', () => void page.followAddress());
  window.addEventListener('hashchange', () => void page.followAddress());
  page.dark.addEventListener('change', () => page.paint());
  // Turned upright, a list beside the map would come to lie over it.
  page.narrow.addEventListener('change', () => page.narrow.matches && page.foldTopics(true));
  for (const [name, isPrinting] of [
    ['beforeprint', true],
    ['afterprint', false],
  ] as const) {
    window.addEventListener(name, () => {
      document.documentElement.classList.toggle('printing', isPrinting);
      page.paint();
      page.map.resize();
    });
  }
}

function onKey(page: Page, event: KeyboardEvent): void {
  const { header, side } = page.frame;
  const { input } = header;
  if (event.key === 'Escape' && !(event.target instanceof HTMLTextAreaElement)) {
    input.value = '';
    page.back();
  }
  const { target } = event;
  const isTyping =
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement;
  if (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) decide(page, event.key);
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    input.focus();
  }
  if (event.key === 'ArrowDown' && event.target === input)
    side.content.querySelector<HTMLElement>('.paper')?.focus();
}

/** Keys that decide of the open paper. */
function decide(page: Page, key: string): void {
  const { paper } = page.store.wanted;
  if (paper === null) return;
  const mark = page.reading.of(paper);
  const decision = ({ i: 'include', m: 'maybe', x: 'exclude' } as const)[key];
  if (key === 's') page.reading.mark(paper, { star: !mark.star });
  if (decision !== undefined)
    page.reading.mark(paper, { decision: mark.decision === decision ? null : decision });
}

function sayOfNewMaps(page: Page): void {
  watchForNewMap(() =>
    page.frame.header.element.append(
      element(
        'span',
        { role: 'status', class: 'new' },
        STRINGS.newMap,
        ' ',
        element('button', { type: 'button', class: 'link', click: () => location.reload() }, STRINGS.reload),
      ),
    ),
  );
}
