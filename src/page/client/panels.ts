/** The lists beside the map: topics on the left, papers and one paper on the right. */
import type { PackedPaper, PageData } from '../types.js';
import { topicColor } from './colors.js';
import { element, safeLink } from './dom.js';
import { STRINGS } from './strings.js';

/** Papers listed at once; the rest is lit on the map. */
const LISTED = 200;

export function topicTree(data: PageData, choose: (topic: number | null) => void): HTMLElement {
  const row = (topic: number): HTMLElement => {
    const { label, size, terms, isArea } = data.topics[topic]!;
    const dot = element('span', { class: 'dot' });
    dot.style.backgroundColor = isArea ? 'transparent' : topicColor(topic);
    return element('button', { class: isArea ? 'topic area' : 'topic', 'data-topic': String(topic), title: terms.map(({ term }) => term).join(', '), click: () => choose(topic) },
      dot, element('span', { class: 'name' }, label), element('span', { class: 'count' }, size.toLocaleString('en')));
  };
  const list = element('nav', { class: 'topics', 'aria-label': STRINGS.topics }, element('h2', {}, STRINGS.topics),
    element('button', { class: 'topic', click: () => choose(null) }, element('span', { class: 'dot' }),
      element('span', { class: 'name' }, STRINGS.allPapers), element('span', { class: 'count' }, data.papers.length.toLocaleString('en'))));
  data.topics.forEach((_, topic) => list.append(row(topic)));
  if (data.unplaced > 0) {
    const dot = element('span', { class: 'dot' });
    dot.style.backgroundColor = topicColor(-1);
    list.append(element('button', { class: 'topic', 'data-topic': '-1', click: () => choose(-1) }, dot,
      element('span', { class: 'name' }, STRINGS.unplaced), element('span', { class: 'count' }, data.unplaced.toLocaleString('en'))));
  }
  list.append(element('details', { class: 'made' }, element('summary', {}, STRINGS.made), element('p', {}, data.made)));
  return list;
}

export function paperList(data: PageData, heading: string, papers: readonly number[], open: (paper: number) => void): HTMLElement {
  const items = papers.slice(0, LISTED).map((i) => element('li', {}, paperLink(data, i, open)));
  const more = papers.length > LISTED ? element('p', { class: 'quiet' }, STRINGS.more(papers.length - LISTED)) : null;
  return element('section', {}, element('h2', { tabindex: '-1' }, heading), element('ol', { class: 'papers' }, ...items), more);
}

function paperLink(data: PageData, paper: number, open: (paper: number) => void): HTMLElement {
  const { title, year } = data.papers[paper]!;
  return element('button', { class: 'paper', 'data-paper': String(paper), click: () => open(paper) },
    element('bdi', {}, title), year === null ? null : element('span', { class: 'quiet' }, ` ${year}`));
}

export function paperCard(data: PageData, number: number, open: (paper: number) => void): HTMLElement {
  const paper = data.papers[number]!;
  return element('article', {},
    element('h2', { tabindex: '-1' }, element('bdi', {}, paper.title)),
    element('p', { class: 'quiet' }, element('bdi', {}, facts(paper))),
    element('p', { class: 'placed' }, placeOf(data, paper)),
    element('p', { class: 'abstract' }, element('bdi', {}, paper.abstract === '' ? STRINGS.noAbstract : (paper.abstract ?? ''))),
    links(paper),
    element('h3', {}, STRINGS.nearest),
    element('ol', { class: 'papers' }, ...paper.neighbors.map(([other, similarity]) => element('li', {},
      paperLink(data, other, open), element('span', { class: 'quiet' }, ` ${similarity.toFixed(2)}`)))),
    paper.trust === null ? null : element('p', { class: 'quiet' }, STRINGS.trust(paper.trust)));
}

export function facts({ authors, year, venue }: PackedPaper): string {
  const names = authors.length > 6 ? `${authors.slice(0, 6).join(', ')} …` : authors.join(', ');
  return [names, year === null ? '' : String(year), venue ?? ''].filter((part) => part !== '').join(' · ');
}

function placeOf(data: PageData, { topic, nearest }: PackedPaper): string {
  if (topic >= 0) return data.topics[topic]!.label;
  return nearest >= 0 ? STRINGS.nearestTopic(data.topics[nearest]!.label) : STRINGS.unplaced;
}

function links({ doi, url }: PackedPaper): HTMLElement {
  return element('p', { class: 'links' },
    safeLink(doi === null ? null : `https://doi.org/${encodeURI(doi)}`, STRINGS.doi), safeLink(url, STRINGS.link));
}
