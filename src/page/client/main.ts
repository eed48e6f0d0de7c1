/** The page: unpacks the data, builds the panels, and lets map, search and lists change one another. */
import type { PageData } from '../types.js';
import { MapCanvas, type State } from './canvas.js';
import { element } from './dom.js';
import { facts, paperCard, paperList, topicTree } from './panels.js';
import { listenToPointer } from './pointer.js';
import { searchIn } from './search.js';
import { STRINGS } from './strings.js';

async function unpack(): Promise<PageData> {
  const packed = document.getElementById('data')!.textContent;
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return (await new Response(stream).json()) as PageData;
}

function start(data: PageData): void {
  const state: State = { lit: null, selected: null, hovered: null };
  const search = searchIn(data);
  const input = element('input', { type: 'search', id: 'search', placeholder: STRINGS.search, 'aria-label': STRINGS.search, autocomplete: 'off' });
  const canvas = element('canvas', { tabindex: '0', role: 'application', 'aria-label': STRINGS.mapLabel });
  const side = element('aside', { id: 'side', hidden: true, 'aria-live': 'polite' });
  const hover = element('div', { id: 'hover', hidden: true });
  const stage = element('main', {}, canvas, hover, zoomButtons(() => map));
  document.body.append(
    element('header', {}, element('h1', {}, element('bdi', {}, data.title)), element('span', { class: 'quiet' }, STRINGS.papers(data.papers.length)), input),
    topicTree(data, chooseTopic), stage, side,
  );
  const map = new MapCanvas(canvas, data, state);

  function showSide(content: HTMLElement | null): void {
    side.hidden = content === null;
    side.replaceChildren(...(content === null ? [] : [element('button', { class: 'close', 'aria-label': STRINGS.close, click: clear }, '×'), content]));
    map.resize();
  }

  function clear(): void {
    Object.assign(state, { lit: null, selected: null });
    input.value = '';
    showSide(null);
    go('');
  }

  function openPaper(paper: number): void {
    state.selected = paper;
    showSide(paperCard(data, paper, flyTo));
    go(`#paper=${encodeURIComponent(data.papers[paper]!.id)}`);
  }

  function flyTo(paper: number): void {
    openPaper(paper);
    map.show([paper]);
  }

  function chooseTopic(topic: number | null): void {
    if (topic === null) {
      clear();
      map.showAll();
      return;
    }
    const papers = data.papers.flatMap((paper, i) => (paper.topic === topic || (topic >= 0 && data.topics[paper.topic]?.parent === topic) ? [i] : []));
    Object.assign(state, { lit: new Set(papers), selected: null });
    showSide(paperList(data, topic < 0 ? STRINGS.unplaced : data.topics[topic]!.label, papers, flyTo));
    map.show(papers);
    go(topic < 0 ? '#topic=' : `#topic=${encodeURIComponent(data.topics[topic]!.id)}`);
  }

  function runSearch(): void {
    const found = search.find(input.value);
    state.lit = found === null ? null : new Set(found);
    showSide(found === null ? null : paperList(data, STRINGS.found(found.length), found, flyTo));
    go(found === null ? '' : `#q=${encodeURIComponent(input.value)}`);
  }

  /** Writes the address without loading; typing does not fill the history. */
  function go(hash: string): void {
    map.redraw();
    if (hash === location.hash) return;
    const method = hash.startsWith('#q=') && location.hash.startsWith('#q=') ? 'replaceState' : 'pushState';
    history[method](null, '', hash === '' ? location.pathname + location.search : hash);
  }

  function follow(): void {
    const [, name, value] = /^#(paper|topic|q)=(.*)$/.exec(location.hash) ?? [];
    const wanted = decodeURIComponent(value ?? '');
    const paper = name === 'paper' ? data.papers.findIndex(({ id }) => id === wanted) : -1;
    const topic = name === 'topic' ? data.topics.findIndex(({ id }) => id === wanted) : -1;
    if (paper >= 0) flyTo(paper);
    else if (name === 'topic' && (topic >= 0 || wanted === '')) chooseTopic(topic);
    else if (name === 'q') {
      input.value = wanted;
      runSearch();
    } else clear();
  }

  input.addEventListener('input', runSearch);
  window.addEventListener('resize', () => map.resize());
  window.addEventListener('popstate', follow);
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') clear();
    if (event.key === '/' && event.target !== input) {
      event.preventDefault();
      input.focus();
    }
  });
  listenToPointer(map, {
    open: openPaper,
    topic: chooseTopic,
    hover(paper, x, y) {
      if (paper === state.hovered && paper === null) return;
      state.hovered = paper;
      hover.hidden = paper === null;
      if (paper !== null) {
        hover.replaceChildren(element('strong', {}, element('bdi', {}, data.papers[paper]!.title)), element('span', { class: 'quiet' }, facts(data.papers[paper]!)));
        hover.style.left = `${Math.max(8, Math.min(x + 14, stage.clientWidth - hover.offsetWidth - 8))}px`;
        hover.style.top = `${Math.max(8, Math.min(y + 14, stage.clientHeight - hover.offsetHeight - 8))}px`;
      }
      map.redraw();
    },
  });
  follow();
  document.documentElement.dataset['ready'] = 'yes';
}

function zoomButtons(map: () => MapCanvas): HTMLElement {
  const button = (label: string, sign: string, act: () => void): HTMLElement => element('button', { 'aria-label': label, title: label, click: act }, sign);
  return element('div', { class: 'zoom' }, button(STRINGS.zoomIn, '+', () => map().zoomBy(1.5)),
    button(STRINGS.zoomOut, '−', () => map().zoomBy(1 / 1.5)), button(STRINGS.whole, '⤢', () => map().showAll()));
}

unpack().then(start, () => document.body.append(element('p', { class: 'failed' }, STRINGS.failed)));
