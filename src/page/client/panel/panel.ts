/** What stands on the right: how the map was made before a paper, before a topic, before a list. */
import { about } from './about.js';
import { heading, paperCard, paperList, topicCard, topicName, type Acts } from './cards.js';
import type { Chosen } from '../data/chosen.js';
import { comparison } from './compare.js';
import type { Abstracts, Data, Texts } from '../data/types.js';
import { element } from '../dom.js';
import type { Result } from './questions.js';
import { STRINGS } from '../data/strings.js';
import type { Wanted } from '../data/wanted.js';

interface Shown {
  readonly wanted: Wanted;
  readonly chosen: Chosen;
  readonly result: Result | null;
}

export function panelFor(
  data: Data,
  texts: Texts,
  abstracts: Abstracts | null,
  { wanted, chosen, result }: Shown,
  acts: Acts,
): HTMLElement {
  const { paper, topic, compare, q, list } = wanted;
  const { papers, lit } = chosen;
  if (wanted.about) return about(data.head);
  if (paper !== null)
    return paperCard(data, texts, abstracts, paper, acts, q === '' ? undefined : result?.terms);
  if (topic !== null && compare !== null) return comparison(data, texts, topic, compare, acts);
  if (topic !== null && topic >= 0 && q === '' && !list)
    return topicCard(data, texts, topic, papers, wanted.colour === 'concept' ? wanted.concept : null, acts);
  const title =
    q !== ''
      ? (result?.title(papers.length) ?? '')
      : topic !== null
        ? topicName(data, topic)
        : lit === null
          ? STRINGS.allPapers
          : STRINGS.papers(papers.length);
  const notes = q === '' ? [] : (result?.notes ?? []);
  return paperList(
    data,
    texts,
    element(
      'div',
      {},
      heading(title),
      ...notes.map((note) => element('p', { class: 'quiet' }, element('bdi', {}, note))),
    ),
    papers,
    acts,
    q === '' ? null : result,
  );
}
