/** What stands on the right: how the map was made before the reading list, a paper, a topic, a list. */
import type { Chosen } from '../derive/chosen.js';
import { STRINGS } from '../data/strings.js';
import { element } from '../dom.js';
import type { Wanted } from '../state/wanted.js';
import { about } from './about.js';
import { comparison } from './compare.js';
import type { Context } from './context.js';
import { heading, paperList, topicName } from './lists.js';
import { paperCard } from './paper-card.js';
import type { Result } from './questions.js';
import { readingPanel } from './reading-panel.js';
import { topicCard } from './topic-card.js';

interface Shown {
  readonly wanted: Wanted;
  readonly chosen: Chosen;
  readonly result: Result | null;
}

export function panelFor(context: Context, { wanted, chosen, result }: Shown): HTMLElement {
  const { paper, topic, compare, q, list, reading } = wanted;
  if (wanted.about) return about(context.data.head);
  if (paper !== null) return paperCard(context, paper, q === '' ? undefined : result?.terms);
  if (reading) return readingPanel(context, chosen.papers);
  if (topic !== null && compare !== null) return comparison(context, topic, compare);
  if (topic !== null && topic >= 0 && q === '' && !list)
    return topicCard(context, topic, chosen.papers, wanted.colour === 'concept' ? wanted.concept : null);
  return foundList(context, { wanted, chosen, result });
}

function foundList(context: Context, { wanted, chosen, result }: Shown): HTMLElement {
  const { topic, q } = wanted;
  const { papers, lit } = chosen;
  const named = topic === null ? null : topicName(context.data, topic);
  const title =
    q !== ''
      ? (result?.title(papers.length) ?? '')
      : (named ?? (lit === null ? STRINGS.allPapers : STRINGS.papers(papers.length)));
  const notes = q === '' ? [] : (result?.notes ?? []);
  const head = element(
    'div',
    {},
    heading(title),
    ...notes.map((note) => element('p', { class: 'quiet' }, element('bdi', {}, note))),
  );
  return paperList(context, head, papers, q === '' ? null : result);
}
