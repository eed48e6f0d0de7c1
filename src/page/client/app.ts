/** What is chosen, and how map, search, lists and address follow it. */
import { readAddress, writeAddress } from './address.js';
import { selectionBar, type Chip } from './bar.js';
import { topicName, type Acts } from './cards.js';
import { choose, type Chosen } from './chosen.js';
import { COLOURINGS, noneColour, topicColours, type ColouringName } from './colouring.js';
import type { Abstracts, Data, Texts } from './data.js';
import { element } from './dom.js';
import { buildFrame, fillLegend, zoomTools } from './frame.js';
import { hoverCard, placeCard } from './hover.js';
import { isLive, watchForNewMap } from './live.js';
import { MapView } from './map-view.js';
import { panelFor } from './panel.js';
import { listenToPointer } from './pointer.js';
import { questions, type Result } from './questions.js';
import { STRINGS } from './strings.js';
import { topicTree } from './topic-tree.js';
import { addressOf, NOTHING, wantedAt, type Wanted } from './wanted.js';
import { yearBars } from './years.js';

/** Height of a sheet over the map, as in page.css. */
const SHEET = 0.62;
/** The address follows the view when it has been still for so long. */
const STILL_MS = 400;

export function startPage(data: Data): void {
  const frame = buildFrame(data);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const narrow = matchMedia('(max-width: 700px)');
  const wanted: Wanted = { ...NOTHING, colour: 'topic' };
  let result: Result | null = null;
  let chosen: Chosen = choose(data, { ...NOTHING, found: null });
  let stillTimer = 0;
  let isMoved = false;
  let shownPanel = '';
  // Null until they are unpacked.
  let texts: Texts | null = null;
  let abstractOf: Abstracts | null = null;
  void data.texts.then((unpacked) => (texts = unpacked));
  void data.abstracts?.then((unpacked) => (abstractOf = unpacked));

  const acts: Acts = {
    paper: (paper) => void openPaper(paper, true),
    topic: chooseTopic,
    compare: (topic, compare) => change({ ...NOTHING, topic, compare }, 'push'),
  };
  const tree = topicTree(data, (topic) => (topic === null ? showAll(true) : chooseTopic(topic)));
  const bar = selectionBar(data, () => {
    change({ paper: null, compare: null, about: false, list: true }, 'push');
    focusPanel();
  });
  const years = yearBars(data, (range) => change({ years: range, paper: null, about: false }, 'replace'));
  frame.footer.append(...(years === null ? [] : [years.element]), bar.element);
  document.body.append(frame.header, tree.element, frame.stage, frame.side, frame.footer, element('p', { class: 'printed' }, data.head.made.sentence));
  const map = new MapView(frame.ground, frame.canvas, data, () => {
    isMoved = true;
    clearTimeout(stillTimer);
    stillTimer = window.setTimeout(() => go('replace'), STILL_MS);
  });
  const [lasso, ...zooming] = zoomTools({
    zoom: (factor) => map.zoomBy(factor),
    whole: () => map.showAll(),
    lasso: () => setLasso(lasso!.getAttribute('aria-pressed') === 'false'),
  });
  frame.tools.append(lasso!, ...zooming);
  const search = questions(data, (answer) => {
    result = answer;
    update();
    // What is still being unpacked or asked for takes more than a frame: the words on it come with the answer.
    bar.say(answer?.remark ?? '');
  });

  /** On a narrow screen the panel lies over the lower part of the map. */
  function show(papers: readonly number[]): void {
    map.show(papers, narrow.matches && !frame.side.hidden ? SHEET : 0);
  }

  /** Sets what is given, and lets all parts of the page follow. */
  function change(next: Partial<Wanted>, history: 'push' | 'replace' | 'keep'): void {
    const before = [wanted.topic, wanted.compare].join();
    Object.assign(wanted, next);
    if ('q' in next && search.asked() !== wanted.q) search.ask(wanted.q);
    update();
    if (history !== 'keep') go(history);
    if (wanted.topic !== null && [wanted.topic, wanted.compare].join() !== before && wanted.paper === null) show(chosen.papers);
  }

  function update(): void {
    const { topic, years: range } = wanted;
    chosen = choose(data, { ...wanted, found: wanted.q === '' ? null : (result?.papers ?? null) });
    if (document.activeElement !== frame.input) frame.input.value = wanted.q;
    map.marks.selected = wanted.paper;
    paint();
    tree.mark(topic ?? (chosen.lit === null ? null : NaN));
    years?.show(range, chosen.lit);
    bar.show(chips(), chosen.papers);
    void showPanel();
  }

  function paint(): void {
    const isDark = dark.matches && !document.documentElement.classList.contains('printing');
    const { palette, classes, scale } = COLOURINGS[wanted.colour].make(data, isDark);
    const ground = isDark ? '#14171b' : '#fbfbf9';
    const isMany = data.count > 20_000;
    map.setLook({
      ground, palette, classes, lit: chosen.lit, bright: isMany && chosen.papers.length > 5_000 ? 0.6 : 0.88, dimmed: 0, dim: isMany ? 0.13 : 0.35,
      grown: chosen.lit !== null && chosen.papers.length < data.count / 20 ? 1.5 : 1,
    });
    tree.colour(topicColours(data, isDark), noneColour(isDark));
    fillLegend(frame.legend, scale);
    frame.colour.value = wanted.colour;
  }

  function chips(): Chip[] {
    const { topic, years: range, picked, q } = wanted;
    return [
      ...(q === '' ? [] : [{ name: STRINGS.words(q), drop: () => change({ q: '', paper: null }, 'push') }]),
      ...(topic === null ? [] : [{ name: wanted.compare === null ? topicName(data, topic) : STRINGS.between(topicName(data, topic), topicName(data, wanted.compare)), drop: () => change({ topic: null, compare: null, paper: null }, 'push') }]),
      ...(range === null ? [] : [{ name: STRINGS.years(...range), drop: () => change({ years: null }, 'push') }]),
      ...(picked === null ? [] : [{ name: STRINGS.picked(picked.size), drop: () => change({ picked: null }, 'push') }]),
    ];
  }

  /** What stands on the right: the paper before the topic before the list. */
  async function showPanel(): Promise<void> {
    const { paper, topic, compare, about: isAbout, q, list } = wanted;
    const name = [paper, topic, compare, isAbout, q, list].join();
    // At once, so that what flies next knows how much room there is.
    const isHidden = chosen.lit === null && paper === null && !isAbout && !list;
    if (isHidden !== frame.side.hidden) {
      frame.side.hidden = isHidden;
      map.resize();
    }
    if (isHidden) return;
    await data.texts;
    if (paper !== null) await data.abstracts;
    if (name !== [wanted.paper, wanted.topic, wanted.compare, wanted.about, wanted.q, wanted.list].join()) return;
    const panel = panelFor(data, texts!, abstractOf, { wanted, chosen, result }, acts);
    frame.content.replaceChildren(panel);
    if (name !== shownPanel) frame.side.scrollTop = 0;
    shownPanel = name;
  }

  async function openPaper(paper: number, fly: boolean): Promise<void> {
    const fromPanel = frame.side.contains(document.activeElement);
    change({ paper, about: false }, 'push');
    if (fly) show([paper]);
    if (!fromPanel) return;
    await data.abstracts;
    focusPanel();
  }

  /** After the panel has changed: what was focused in it is gone. */
  function focusPanel(): void {
    requestAnimationFrame(() => frame.content.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true }));
  }

  function chooseTopic(topic: number): void {
    if (narrow.matches) foldTopics(true);
    change({ topic, compare: null, paper: null, about: false, list: false }, 'push');
  }

  function showAll(list: boolean): void {
    change({ ...NOTHING, list }, 'push');
    map.showAll();
  }

  function setLasso(on: boolean): void {
    lasso!.setAttribute('aria-pressed', String(on));
    frame.canvas.classList.toggle('lasso', on);
  }

  function foldTopics(fold: boolean): void {
    frame.topicsButton.setAttribute('aria-expanded', String(!fold));
    document.body.classList.toggle('folded', fold);
    map.resize();
  }

  /** One step back towards everything. */
  function back(): void {
    if (wanted.paper !== null || wanted.about || wanted.compare !== null) change({ paper: null, about: false, compare: null }, 'push');
    else change({ ...NOTHING }, 'push');
    frame.canvas.focus();
  }

  /** Writes the address without loading; the view and typing do not fill the history. */
  function go(history: 'push' | 'replace'): void {
    void data.texts.then((unpacked) => {
      const { x, y } = map.view;
      const isWhole = !isMoved || Math.abs(map.zoom - 1) < 0.01;
      const hash = writeAddress(addressOf(data, unpacked, wanted, isWhole ? null : { x, y: -y, zoom: map.zoom }));
      if (hash === location.hash) return;
      window.history[history === 'push' ? 'pushState' : 'replaceState'](null, '', hash === '' ? location.pathname + location.search : hash);
    });
  }

  async function follow(): Promise<void> {
    const address = readAddress(location.hash);
    const there = wantedAt(data, await data.texts, address);
    change(there, 'keep');
    frame.input.value = address.q;
    if (address.view !== null) map.showPlace(address.view.x, -address.view.y, address.view.zoom);
    else if (there.paper !== null) show([there.paper]);
  }

  function hover(paper: number | null, x: number, y: number): void {
    if (paper === map.marks.hovered && paper === null) return;
    map.marks.hovered = paper;
    map.redraw(false);
    frame.hover.hidden = paper === null;
    if (paper === null) return;
    const card = texts === null ? [] : hoverCard(data, texts, abstractOf, paper);
    frame.hover.replaceChildren(...card);
    placeCard(frame.hover, frame.stage, x, y);
  }

  listenToPointer(map, {
    open: (paper) => void openPaper(paper, false),
    topic: chooseTopic,
    hover,
    isLasso: () => lasso!.getAttribute('aria-pressed') === 'true',
    lasso(papers) {
      setLasso(false);
      change({ picked: papers.length === 0 ? null : new Set(papers), paper: null, about: false }, 'push');
    },
    pick(paper) {
      const picked = new Set(wanted.picked ?? []);
      if (!picked.delete(paper)) picked.add(paper);
      const isIn = chosen.lit === null || chosen.lit[paper] === 1 || wanted.picked !== null;
      change({ ...(isIn ? {} : NOTHING), picked: picked.size === 0 ? null : picked, paper: null, about: false }, 'push');
    },
  });
  frame.input.addEventListener('input', () => change({ q: frame.input.value.trim(), paper: null, about: false, compare: null, list: false }, 'replace'));
  frame.colour.addEventListener('change', () => change({ colour: frame.colour.value as ColouringName }, 'replace'));
  frame.close.addEventListener('click', back);
  frame.aboutButton.addEventListener('click', () => {
    change({ about: !wanted.about }, 'push');
    if (wanted.about) focusPanel();
  });
  frame.topicsButton.addEventListener('click', () => {
    foldTopics(frame.topicsButton.getAttribute('aria-expanded') === 'true');
  });
  window.addEventListener('resize', () => map.resize());
  window.addEventListener('popstate', () => void follow());
  window.addEventListener('hashchange', () => void follow());
  dark.addEventListener('change', paint);
  for (const [name, isPrinting] of [['beforeprint', true], ['afterprint', false]] as const) {
    window.addEventListener(name, () => {
      document.documentElement.classList.toggle('printing', isPrinting);
      paint();
      map.resize();
    });
  }
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      frame.input.value = '';
      back();
    }
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === '/' && !isTyping) {
      event.preventDefault();
      frame.input.focus();
    }
    if (event.key === 'ArrowDown' && event.target === frame.input) frame.content.querySelector<HTMLElement>('.paper')?.focus();
  });
  if (isLive) {
    watchForNewMap(() => frame.header.append(element('span', { role: 'status', class: 'new' }, STRINGS.newMap, ' ',
      element('button', { type: 'button', class: 'link', click: () => location.reload() }, STRINGS.reload))));
  }
  // On a narrow screen the lists lie over the map, and come when called.
  foldTopics(narrow.matches);
  update();
  document.documentElement.dataset['painted'] = 'yes';
  void follow().then(() => search.ready).then(() => {
    document.documentElement.dataset['ready'] = 'yes';
  });
}
