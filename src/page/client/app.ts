/** The page: its parts, and how they follow the state. */
import type { Abstracts, Data, Texts } from './data/types.js';
import { choose, type Chosen } from './derive/chosen.js';
import type { ColouringName } from './derive/colouring.js';
import { pictureOf } from './derive/look.js';
import type { Fields } from './data/fields.js';
import type { Activations } from './data/activations.js';
import { element } from './dom.js';
import { listen } from './listeners.js';
import { buildFrame, type Frame } from './frame/frame.js';
import { NARROW } from './frame/narrow.js';
import { showReading } from './frame/header.js';
import { fillLegend } from './frame/legend.js';
import { zoomTools } from './frame/stage.js';
import { hoverCard, showHover } from './map/hover.js';
import { MapView } from './map/map-view.js';
import { Reading } from './marks/reading.js';
import { selectionBar } from './panel/bar.js';
import { chipsOf } from './panel/chips.js';
import type { Acts } from './panel/acts.js';
import { Questions } from './panel/questions.js';
import { Side } from './panel/side.js';
import { topicTree } from './panel/topic-tree.js';
import { yearBars, type YearBars } from './panel/years.js';
import { AddressBar } from './state/history.js';
import { Store, type Step } from './state/store.js';
import { NOTHING, type Wanted } from './state/wanted.js';

/** Height of a sheet over the map, as in page.css. */
const SHEET = 0.62;

export function startPage(data: Data): void {
  const page = new Page(data);
  listen(page);
  page.start();
}

/** What comes after the first picture; null until it is unpacked. */
export interface Unpacked {
  texts: Texts | null;
  abstracts: Abstracts | null;
}

interface Views {
  readonly tree: ReturnType<typeof topicTree>;
  readonly bar: ReturnType<typeof selectionBar>;
  readonly years: YearBars | null;
  readonly side: Side;
}

export class Page {
  readonly data: Data;
  readonly store = new Store();
  readonly frame: Frame;
  readonly map: MapView;
  readonly reading: Reading;
  readonly dark = matchMedia('(prefers-color-scheme: dark)');
  readonly narrow = matchMedia(NARROW);
  chosen: Chosen;
  private readonly unpacked: Unpacked = { texts: null, abstracts: null };
  private readonly views: Views;
  private readonly address: AddressBar;
  private readonly search: Questions;

  constructor(data: Data) {
    this.data = data;
    this.frame = buildFrame(data);
    this.reading = new Reading(data, this.store);
    this.chosen = choose(data, { ...NOTHING, found: null, listed: null });
    this.views = this.buildViews();
    this.layOut();
    this.map = new MapView(this.frame.stage, data, () => this.address.moved());
    this.address = new AddressBar(data, this.store, this.map);
    this.search = new Questions(data, (answer) => {
      this.store.answer(answer);
      // What is still being unpacked or asked for takes more than a frame: the words on it come with the answer.
      this.views.bar.say(answer?.remark ?? '');
    });
    this.store.subscribe((before, step) => this.follow(before, step));
  }

  private buildViews(): Views {
    const { data, store } = this;
    const acts: Acts = {
      paper: (paper) => void this.openPaper(paper, true),
      topic: (topic) => this.chooseTopic(topic),
      compare: (topic, compare) => store.change({ ...NOTHING, topic, compare }, 'push'),
      concept: (concept) => this.toggleConcept(concept),
      mark: (paper, change) => this.reading.mark(paper, change),
    };
    return {
      tree: topicTree(data, (topic) => (topic === null ? this.showAll(true) : this.chooseTopic(topic))),
      bar: selectionBar(data, () => {
        store.change({ paper: null, compare: null, about: false, list: true }, 'push');
        this.views.side.focus();
      }),
      years: yearBars(data, (range) => store.change({ years: range, paper: null, about: false }, 'replace')),
      side: new Side(this.frame.side, data, this.reading, acts),
    };
  }

  private layOut(): void {
    const { header, stage, side, footer } = this.frame;
    const { years, bar, tree } = this.views;
    footer.append(...(years === null ? [] : [years.element]), bar.element);
    stage.tools.append(
      ...zoomTools({
        zoom: (factor) => this.map.camera.zoomBy(factor),
        whole: () => this.map.camera.showAll(),
        lasso: () => this.setLasso(!this.isLasso()),
      }),
    );
    document.body.append(
      header.element,
      tree.element,
      stage.element,
      side.element,
      footer,
      element('p', { class: 'printed' }, this.data.head.made.sentence),
    );
  }

  /** Shows what the address asks for; the first picture does not wait for the texts. */
  start(): void {
    void this.data.texts.then((texts) => {
      this.unpacked.texts = texts;
      this.reading.setTexts(texts);
      this.map.setTexts(texts);
    });
    void this.data.abstracts?.then((abstracts) => (this.unpacked.abstracts = abstracts));
    // On a narrow screen the lists lie over the map, and come when called.
    this.foldTopics(this.narrow.matches);
    this.update();
    document.documentElement.dataset['painted'] = 'yes';
    void this.followAddress()
      .then(() => this.search.ready)
      .then(() => (document.documentElement.dataset['ready'] = 'yes'));
  }

  async followAddress(): Promise<void> {
    const missing = await this.address.follow();
    if (missing === null) return;
    const { paper, q } = this.store.wanted;
    this.frame.stage.note.textContent = missing;
    this.frame.header.input.value = q;
    if (!location.hash.includes('view=') && paper !== null) this.show([paper]);
  }

  /** All parts follow a change of the state. */
  private follow(before: Readonly<Wanted>, step: Step): void {
    const { wanted } = this.store;
    if (this.search.asked !== wanted.q) this.search.ask(wanted.q);
    this.update();
    if (step !== 'keep') {
      this.frame.stage.note.textContent = '';
      this.address.write(step);
    }
    const { topic, compare, paper } = wanted;
    const isOther = topic !== before.topic || compare !== before.compare;
    if (topic !== null && isOther && paper === null) this.show(this.chosen.papers);
  }

  private update(): void {
    const { wanted, result } = this.store;
    const { topic, years } = wanted;
    this.chosen = choose(this.data, {
      ...wanted,
      found: wanted.q === '' ? null : (result?.papers ?? null),
      listed: wanted.reading ? this.reading.papers() : null,
    });
    if (document.activeElement !== this.frame.header.input) this.frame.header.input.value = wanted.q;
    this.map.shown.selected = wanted.paper;
    this.map.setMarks(this.reading.onMap());
    this.paint();
    const { tree, bar, side } = this.views;
    tree.mark(topic ?? (this.chosen.lit === null ? null : NaN));
    this.views.years?.show(years, this.chosen.lit);
    bar.show(
      chipsOf(this.data, wanted, (next) => this.store.change(next, 'push')),
      this.chosen.papers,
    );
    showReading(this.frame.header, this.reading.size, wanted.reading);
    if (side.fold(wanted, this.chosen)) this.map.resize();
    void side.show(wanted, this.chosen, result);
  }

  get activations(): Activations | null {
    return this.unpacked.texts?.activations ?? null;
  }

  get fields(): Fields | null {
    return this.unpacked.texts?.fields ?? null;
  }

  paint(): void {
    const { wanted } = this.store;
    const isDark = this.dark.matches && !document.documentElement.classList.contains('printing');
    const { look, scale, entries, topics, none } = pictureOf(this.data, wanted, this.chosen, {
      activations: this.activations,
      fields: this.fields,
      isDark,
    });
    this.map.setLook(look);
    this.views.tree.colour(topics, none);
    fillLegend(this.frame.stage.legend, { scale, entries });
    const { colour, concept } = this.frame.header.colouring;
    colour.value = wanted.colour;
    concept.hidden = wanted.colour !== 'concept';
    concept.value = String(wanted.concept);
  }

  /** On a narrow screen the panel lies over the lower part of the map. */
  private show(papers: readonly number[]): void {
    this.map.camera.show(papers, this.narrow.matches && !this.frame.side.element.hidden ? SHEET : 0);
  }

  async openPaper(paper: number, fly: boolean): Promise<void> {
    const fromPanel = this.frame.side.element.contains(document.activeElement);
    this.store.change({ paper, about: false }, 'push');
    if (fly) this.show([paper]);
    if (!fromPanel) return;
    await this.data.abstracts;
    this.views.side.focus();
  }

  focusPanel(): void {
    this.views.side.focus();
  }

  chooseTopic(topic: number): void {
    if (this.narrow.matches) this.foldTopics(true);
    this.store.change({ topic, compare: null, paper: null, about: false, list: false }, 'push');
  }

  private showAll(list: boolean): void {
    this.store.change({ ...NOTHING, list }, 'push');
    this.map.camera.showAll();
  }

  /** By a concept: by the one that was chosen last, else the topic's most typical, else that of most papers. */
  colourBy(colour: ColouringName, concept: number | null = null): void {
    const { wanted } = this.store;
    const first = (): number =>
      wanted.concept ?? this.data.head.topics[wanted.topic ?? -1]?.concepts?.[0] ?? 0;
    this.store.change({ colour, ...(colour === 'concept' && { concept: concept ?? first() }) }, 'replace');
  }

  /** From the panel, which is filled anew: the focus comes back to the same button. */
  private toggleConcept(concept: number): void {
    const { wanted } = this.store;
    const isOn = wanted.colour === 'concept' && wanted.concept === concept;
    this.colourBy(isOn ? 'topic' : 'concept', concept);
    this.views.side.focus(`[data-concept="${concept}"]`);
  }

  readonly isLasso = (): boolean => this.frame.stage.canvas.classList.contains('lasso');

  setLasso(on: boolean): void {
    this.frame.stage.canvas.classList.toggle('lasso', on);
    this.frame.stage.tools.querySelector('#lasso')?.setAttribute('aria-pressed', String(on));
  }

  foldTopics(fold: boolean): void {
    this.frame.header.buttons.topics.setAttribute('aria-expanded', String(!fold));
    document.body.classList.toggle('folded', fold);
    this.map.resize();
  }

  /** One step back towards everything. */
  back(): void {
    const { paper, about, compare } = this.store.wanted;
    const isDeep = paper !== null || about || compare !== null;
    this.store.change(isDeep ? { paper: null, about: false, compare: null } : { ...NOTHING }, 'push');
    this.frame.stage.canvas.focus();
  }

  hover(paper: number | null, x: number, y: number): void {
    if (paper === this.map.shown.hovered && paper === null) return;
    this.map.shown.hovered = paper;
    this.map.redraw(false);
    const { texts, abstracts } = this.unpacked;
    const card = paper === null ? null : texts === null ? [] : hoverCard(this.data, texts, abstracts, paper);
    showHover(this.frame.stage, card, { x, y });
  }

  say(text: string): void {
    this.views.bar.say(text);
  }
}
