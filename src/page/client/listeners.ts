/** Pointer, keys, fields and windows: what a person does becomes a wish of the page's. */
import type { Page } from './app.js';
import type { ColouringName } from './data/colouring.js';
import { element } from './dom.js';
import { isLive, watchForNewMap } from './live.js';
import { listenToPointer } from './map/pointer.js';
import { STRINGS } from './data/strings.js';
import { NOTHING } from './data/wanted.js';

export function listen(page: Page): void {
  listenToMap(page);
  listenToFrame(page);
  listenToWindow(page);
  window.addEventListener('keydown', (event) => onKey(page, event));
  if (isLive) sayOfNewMaps(page);
}

function listenToMap(page: Page): void {
  listenToPointer(page.map, {
    open: (paper) => void page.openPaper(paper, false),
    topic: (topic) => page.chooseTopic(topic),
    hover: (paper, x, y) => page.hover(paper, x, y),
    isLasso: () => page.isLasso(),
    lasso(papers) {
      page.setLasso(false);
      page.change(
        { picked: papers.length === 0 ? null : new Set(papers), paper: null, about: false },
        'push',
      );
    },
    pick(paper) {
      const picked = new Set(page.wanted.picked ?? []);
      if (!picked.delete(paper)) picked.add(paper);
      const { lit } = page.chosen;
      const isIn = lit === null || lit[paper] === 1 || page.wanted.picked !== null;
      page.change(
        { ...(isIn ? {} : NOTHING), picked: picked.size === 0 ? null : picked, paper: null, about: false },
        'push',
      );
    },
  });
}

function listenToFrame(page: Page): void {
  const { input, colour, concept, close, aboutButton, topicsButton } = page.frame;
  input.addEventListener('input', () => {
    page.change({ q: input.value.trim(), paper: null, about: false, compare: null, list: false }, 'replace');
  });
  colour.addEventListener('change', () => page.colourBy(colour.value as ColouringName));
  concept.addEventListener('change', () => page.colourBy('concept', Number(concept.value)));
  close.addEventListener('click', () => page.back());
  aboutButton.addEventListener('click', () => {
    page.change({ about: !page.wanted.about }, 'push');
    if (page.wanted.about) page.focusPanel();
  });
  topicsButton.addEventListener('click', () => {
    page.foldTopics(topicsButton.getAttribute('aria-expanded') === 'true');
  });
}

function listenToWindow(page: Page): void {
  window.addEventListener('resize', () => page.map.resize());
  window.addEventListener('popstate', () => void page.follow());
  window.addEventListener('hashchange', () => void page.follow());
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
  const { input, content } = page.frame;
  if (event.key === 'Escape') {
    input.value = '';
    page.back();
  }
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    input.focus();
  }
  if (event.key === 'ArrowDown' && event.target === input)
    content.querySelector<HTMLElement>('.paper')?.focus();
}

function sayOfNewMaps(page: Page): void {
  watchForNewMap(() =>
    page.frame.header.append(
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
