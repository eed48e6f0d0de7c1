/** What is chosen, and how map, search, lists and address follow it. */
import { readAddress, writeAddress } from './address.js';
import { selectionBar, type Chip } from './panel/bar.js';
import { topicName, type Acts } from './panel/cards.js';
import { choose, type Chosen } from './data/chosen.js';
import { noneColour, topicColours } from '../../looks/topic-colours.js';
import { COLOURINGS, type ColouringName } from './data/colouring.js';
import type { Abstracts, Data, Texts } from './data/types.js';
import { element } from './dom.js';
import { buildFrame, fillLegend, NARROW, zoomTools } from './map/frame.js';
import { hoverCard, showHover } from './map/hover.js';
import { listen } from './listeners.js';
import { MapView } from './map/map-view.js';
import { panelFor } from './panel/panel.js';
import { questions, type Questions, type Result } from './panel/questions.js';
import { STRINGS } from './data/strings.js';
import { topicTree } from './panel/topic-tree.js';
import { addressOf, missingAt, NOTHING, wantedAt, type Wanted } from './data/wanted.js';
import { yearBars } from './panel/years.js';

/** Height of a sheet over the map, as in page.css. */
const SHEET = 0.62;
/** The address follows the view when it has been still for so long. */
const STILL_MS = 400;

export function startPage(data: Data): void {
  const page = new Page(data);
  listen(page);
  page.start();
}

export class Page {
  readonly frame: ReturnType<typeof buildFrame>;
  readonly map: MapView;
  /** How many a reader has made. */
  private choices = 0;
  readonly wanted: Wanted = { ...NOTHING, colour: 'topic', concept: null };
  chosen: Chosen;
  readonly dark = matchMedia('(prefers-color-scheme: dark)');
  readonly narrow = matchMedia(NARROW);
  private readonly data: Data;
  private readonly acts: Acts;
  private readonly tree: ReturnType<typeof topicTree>;
  private readonly bar: ReturnType<typeof selectionBar>;
  private readonly years: ReturnType<typeof yearBars>;
  private readonly search: Questions;
  private readonly lasso: HTMLButtonElement;
  private result: Result | null = null;
  private stillTimer = 0;
  private isMoved = false;
  private shownPanel = '';
  /** Null until they are unpacked. */
  private texts: Texts | null = null;
  private abstracts: Abstracts | null = null;

  constructor(data: Data) {
    this.data = data;
    this.frame = buildFrame(data);
    this.chosen = choose(data, { ...NOTHING, found: null });
    this.acts = {
      paper: (paper) => void this.openPaper(paper, true),
      topic: (topic) => this.chooseTopic(topic),
      compare: (topic, compare) => this.change({ ...NOTHING, topic, compare }, 'push'),
      concept: (concept) => this.toggleConcept(concept),
    };
    this.tree = topicTree(data, (topic) => (topic === null ? this.showAll(true) : this.chooseTopic(topic)));
    this.bar = selectionBar(data, () => {
      this.change({ paper: null, compare: null, about: false, list: true }, 'push');
      this.focusPanel();
    });
    this.years = yearBars(data, (range) =>
      this.change({ years: range, paper: null, about: false }, 'replace'),
    );
    this.layOut();
    this.map = new MapView(this.frame.ground, this.frame.canvas, data, () => this.moved());
    this.lasso = this.addTools();
    this.search = questions(data, (answer) => this.answered(answer));
  }

  private layOut(): void {
    const { header, stage, side, footer } = this.frame;
    footer.append(...(this.years === null ? [] : [this.years.element]), this.bar.element);
    document.body.append(
      header,
      this.tree.element,
      stage,
      side,
      footer,
      element('p', { class: 'printed' }, this.data.head.made.sentence),
    );
  }

  private addTools(): HTMLButtonElement {
    const [lasso, ...zooming] = zoomTools({
      zoom: (factor) => this.map.zoomBy(factor),
      whole: () => this.map.showAll(),
      lasso: () => this.setLasso(!this.isLasso()),
    });
    this.frame.tools.append(lasso!, ...zooming);
    return lasso!;
  }

  /** Shows what the address asks for; the first picture does not wait for the texts. */
  start(): void {
    void this.data.texts.then((unpacked) => (this.texts = unpacked));
    void this.data.abstracts?.then((unpacked) => (this.abstracts = unpacked));
    // On a narrow screen the lists lie over the map, and come when called.
    this.foldTopics(this.narrow.matches);
    this.update();
    document.documentElement.dataset['painted'] = 'yes';
    void this.follow()
      .then(() => this.search.ready)
      .then(() => (document.documentElement.dataset['ready'] = 'yes'));
  }

  private moved(): void {
    this.isMoved = true;
    clearTimeout(this.stillTimer);
    this.stillTimer = window.setTimeout(() => this.go('replace'), STILL_MS);
  }

  private answered(answer: Result | null): void {
    this.result = answer;
    this.update();
    // What is still being unpacked or asked for takes more than a frame: the words on it come with the answer.
    this.bar.say(answer?.remark ?? '');
  }

  /** On a narrow screen the panel lies over the lower part of the map. */
  private show(papers: readonly number[]): void {
    this.map.show(papers, this.narrow.matches && !this.frame.side.hidden ? SHEET : 0);
  }

  /** Sets what is given, and lets all parts of the page follow. */
  change(next: Partial<Wanted>, history: 'push' | 'replace' | 'keep'): void {
    const before = [this.wanted.topic, this.wanted.compare].join();
    Object.assign(this.wanted, next);
    if ('q' in next && this.search.asked() !== this.wanted.q) this.search.ask(this.wanted.q);
    this.update();
    if (history !== 'keep') {
      this.choices++;
      this.frame.note.textContent = '';
      this.go(history);
    }
    const { topic, compare, paper } = this.wanted;
    if (topic !== null && [topic, compare].join() !== before && paper === null) this.show(this.chosen.papers);
  }

  private update(): void {
    const { topic, years: range } = this.wanted;
    this.chosen = choose(this.data, {
      ...this.wanted,
      found: this.wanted.q === '' ? null : (this.result?.papers ?? null),
    });
    if (document.activeElement !== this.frame.input) this.frame.input.value = this.wanted.q;
    this.map.marks.selected = this.wanted.paper;
    this.paint();
    this.tree.mark(topic ?? (this.chosen.lit === null ? null : NaN));
    this.years?.show(range, this.chosen.lit);
    this.bar.show(this.chips(), this.chosen.papers);
    void this.showPanel();
  }

  paint(): void {
    const isDark = this.dark.matches && !document.documentElement.classList.contains('printing');
    const { colour, concept } = this.wanted;
    const shown = concept === null ? null : { number: concept, firing: this.texts?.firing ?? null };
    const { palette, classes, scale, front } = COLOURINGS[colour].make(this.data, isDark, shown);
    const ground = isDark ? '#14171b' : '#fbfbf9';
    const { lit, papers } = this.chosen;
    const isMany = this.data.count > 20_000;
    this.map.setLook({
      ground,
      palette,
      classes,
      lit,
      dimmed: 0,
      dim: isMany ? 0.13 : 0.35,
      bright: front === null && isMany && papers.length > 5_000 ? 0.6 : 0.88,
      behind: front === null ? null : isMany ? 0.25 : 0.45,
      grown:
        (front !== null || lit !== null) && Math.min(front ?? Infinity, papers.length) < this.data.count / 20
          ? 1.5
          : 1,
    });
    this.tree.colour(topicColours(this.data.head.topics, isDark), noneColour(isDark));
    fillLegend(this.frame.legend, scale);
    this.frame.colour.value = colour;
    this.frame.concept.hidden = colour !== 'concept';
    this.frame.concept.value = String(concept);
  }

  private chips(): Chip[] {
    const { topic, compare, years: range, picked, q } = this.wanted;
    const named = (one: number): string => topicName(this.data, one);
    const topics =
      topic === null ? '' : compare === null ? named(topic) : STRINGS.between(named(topic), named(compare));
    return [
      ...(q === ''
        ? []
        : [{ name: STRINGS.words(q), drop: () => this.change({ q: '', paper: null }, 'push') }]),
      ...(topic === null
        ? []
        : [{ name: topics, drop: () => this.change({ topic: null, compare: null, paper: null }, 'push') }]),
      ...(range === null
        ? []
        : [{ name: STRINGS.years(...range), drop: () => this.change({ years: null }, 'push') }]),
      ...(picked === null
        ? []
        : [{ name: STRINGS.picked(picked.size), drop: () => this.change({ picked: null }, 'push') }]),
    ];
  }

  /** What stands on the right: the paper before the topic before the list. */
  private async showPanel(): Promise<void> {
    const { paper, about: isAbout, list } = this.wanted;
    const name = this.panelName();
    // At once, so that what flies next knows how much room there is.
    const isHidden = this.chosen.lit === null && paper === null && !isAbout && !list;
    if (isHidden !== this.frame.side.hidden) {
      this.frame.side.hidden = isHidden;
      this.map.resize();
    }
    if (isHidden) return;
    await this.data.texts;
    if (paper !== null) await this.data.abstracts;
    // Something else was asked for meanwhile.
    if (name !== this.panelName()) return;
    const panel = panelFor(
      this.data,
      this.texts!,
      this.abstracts,
      { wanted: this.wanted, chosen: this.chosen, result: this.result },
      this.acts,
    );
    this.frame.content.replaceChildren(panel);
    this.frame.content.dataset['question'] = this.result?.question ?? '';
    if (name !== this.shownPanel) this.frame.side.scrollTop = 0;
    this.shownPanel = name;
  }

  private panelName(): string {
    const { paper, topic, compare, about: isAbout, q, list } = this.wanted;
    return [paper, topic, compare, isAbout, q, list].join();
  }

  async openPaper(paper: number, fly: boolean): Promise<void> {
    const fromPanel = this.frame.side.contains(document.activeElement);
    this.change({ paper, about: false }, 'push');
    if (fly) this.show([paper]);
    if (!fromPanel) return;
    await this.data.abstracts;
    this.focusPanel();
  }

  /** After the panel has changed: what was focused in it is gone. */
  focusPanel(): void {
    requestAnimationFrame(() =>
      this.frame.content.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true }),
    );
  }

  chooseTopic(topic: number): void {
    if (this.narrow.matches) this.foldTopics(true);
    this.change({ topic, compare: null, paper: null, about: false, list: false }, 'push');
  }

  private showAll(list: boolean): void {
    this.change({ ...NOTHING, list }, 'push');
    this.map.showAll();
  }

  /** By a concept: by the one that was chosen last, else the topic's most typical, else that of most papers. */
  colourBy(colour: ColouringName, concept: number | null = null): void {
    const first = (): number =>
      this.wanted.concept ?? this.data.head.topics[this.wanted.topic ?? -1]?.concepts?.[0] ?? 0;
    this.change({ colour, ...(colour === 'concept' && { concept: concept ?? first() }) }, 'replace');
  }

  /** From the panel, where it is told which one is on; the panel is filled anew, and the focus comes back to the same button. */
  private toggleConcept(concept: number): void {
    const isOn = this.wanted.colour === 'concept' && this.wanted.concept === concept;
    this.colourBy(isOn ? 'topic' : 'concept', concept);
    requestAnimationFrame(() =>
      this.frame.content
        .querySelector<HTMLElement>(`[data-concept="${concept}"]`)
        ?.focus({ preventScroll: true }),
    );
  }

  readonly isLasso = (): boolean => this.lasso.getAttribute('aria-pressed') === 'true';

  setLasso(on: boolean): void {
    this.lasso.setAttribute('aria-pressed', String(on));
    this.frame.canvas.classList.toggle('lasso', on);
  }

  foldTopics(fold: boolean): void {
    this.frame.topicsButton.setAttribute('aria-expanded', String(!fold));
    document.body.classList.toggle('folded', fold);
    this.map.resize();
  }

  /** One step back towards everything. */
  back(): void {
    const { paper, about: isAbout, compare } = this.wanted;
    const isDeep = paper !== null || isAbout || compare !== null;
    this.change(isDeep ? { paper: null, about: false, compare: null } : { ...NOTHING }, 'push');
    this.frame.canvas.focus();
  }

  /** Writes the address without loading; the view and typing do not fill the history. */
  private go(history: 'push' | 'replace'): void {
    void this.data.texts.then((unpacked) => {
      const { x, y } = this.map.view;
      const isWhole = !this.isMoved || Math.abs(this.map.zoom - 1) < 0.01;
      const hash = writeAddress(
        addressOf(this.data, unpacked, this.wanted, isWhole ? null : { x, y: -y, zoom: this.map.zoom }),
      );
      if (hash === location.hash) return;
      window.history[history === 'push' ? 'pushState' : 'replaceState'](
        null,
        '',
        hash || location.pathname + location.search,
      );
    });
  }

  async follow(): Promise<void> {
    const address = readAddress(location.hash);
    const { choices } = this;
    const there = wantedAt(this.data, await this.data.texts, address);
    // What was chosen while the texts were unpacked stays.
    if (choices !== this.choices) return;
    this.change(there, 'keep');
    this.frame.note.textContent = missingAt(address, there).join(' ');
    this.frame.input.value = address.q;
    if (address.view !== null) this.map.showPlace(address.view.x, -address.view.y, address.view.zoom);
    else if (there.paper !== null) this.show([there.paper]);
  }

  hover(paper: number | null, x: number, y: number): void {
    if (paper === this.map.marks.hovered && paper === null) return;
    this.map.marks.hovered = paper;
    this.map.redraw(false);
    const card =
      paper === null
        ? null
        : this.texts === null
          ? []
          : hoverCard(this.data, this.texts, this.abstracts, paper);
    showHover(this.frame, card, x, y);
  }
}
