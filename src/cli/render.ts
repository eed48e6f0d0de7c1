/** Papers, hits and topics as text for a terminal. */
import type { Explained, Shown } from '../library.js';
import type { Hit, Paper, Topic } from '../types.js';
import { authorList, clip, count, counted, plain, table, wrap, type Paint } from './output.js';

/** Title line, facts line and the sentence that matched, for each hit; with an explanation what its score is made of. */
export function renderHits(hits: readonly Hit[], paint: Paint, width: number, explanation?: readonly Explained[]): string {
  const margin = String(hits.at(-1)?.rank ?? 1).length + 2;
  const indent = ' '.repeat(margin);
  return hits
    .map((hit, i) => {
      const rank = `${hit.rank}`.padStart(margin - 2);
      const title = wrap(plain(hit.title) || '(no title)', width, indent).slice(margin);
      const lines = [`${paint('dim', rank)}  ${paint('bold', title)}`, paint('dim', indent + facts(hit.paper, hit.score))];
      if (hit.sentence && hit.sentence.field !== 'title') {
        lines.push(wrap(`“${clip(plain(hit.sentence.text), 300)}”`, width, indent));
      }
      const explained = explanation?.[i];
      if (explained) lines.push(paint('cyan', wrap(renderShares(explained), width, indent)));
      return lines.join('\n');
    })
    .join('\n\n');
}

/** `lexical 0.31 (rank 2) + dense 0.42 (rank 1) + …`: the shares add up to the score. */
function renderShares({ shares, ranks }: Explained): string {
  return Object.entries(shares)
    .map(([name, share]) => `${name} ${share.toFixed(3)} (rank ${ranks[name] ?? '-'})`)
    .join(' + ');
}

/** A paper with its nearest papers, or a topic with its papers. */
export function renderShown(shown: Shown, paint: Paint, width: number): string {
  if (shown.kind === 'paper') {
    const { paper, topic, similar } = shown;
    return [
      renderPaper(paper, paint, width),
      ...(topic ? [`Topic: ${plain(topic.label)} ${paint('dim', `[${plain(topic.id)}]`)}`] : []),
      ...(similar.length > 0 ? [`Most similar:\n\n${renderHits(similar, paint, width)}`] : []),
    ].join('\n\n');
  }
  const { topic, papers } = shown;
  return [
    `${paint('bold', plain(topic.label))} ${paint('dim', `[${plain(topic.id)}]`)}, ${counted(topic.size, 'paper')}`,
    wrap(topic.terms.map(({ term }) => plain(term)).join(', '), width),
    table(papers.map(({ strength, year, title, id }) =>
      [strength.toFixed(2), year === null ? '' : String(year), clip(plain(title), width - 32), paint('dim', plain(id))])),
  ].join('\n\n');
}

/** `Name, Name and 2 more · 2024 · venue · 0.812 · id`, leaving out what is unknown. */
function facts(paper: Paper, score: number | null): string {
  return [
    authorList(paper.authors),
    paper.year === null ? '' : String(paper.year),
    paper.venue === null ? '' : clip(plain(paper.venue), 40),
    score === null ? '' : score.toFixed(3),
    plain(paper.id),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Everything about one paper. */
function renderPaper(paper: Paper, paint: Paint, width: number): string {
  const rows: string[][] = [['id', plain(paper.id)]];
  if (paper.authors.length > 0) rows.push(['authors', authorList(paper.authors, 20)]);
  if (paper.year !== null) rows.push(['year', String(paper.year)]);
  if (paper.venue !== null) rows.push(['venue', plain(paper.venue)]);
  if (paper.doi !== null) rows.push(['doi', plain(paper.doi)]);
  for (const [scheme, id] of Object.entries(paper.ids)) rows.push([scheme, plain(id)]);
  if (paper.url !== null) rows.push(['url', plain(paper.url)]);
  if (paper.labels.length > 0) rows.push(['labels', plain(paper.labels.join(', '))]);
  rows.push(['from', plain(paper.sources.join(', '))]);
  return [
    paint('bold', wrap(plain(paper.title) || '(no title)', width)),
    paint('dim', table(rows)),
    paper.abstract === '' ? paint('dim', '(no abstract)') : wrap(plain(paper.abstract), width),
  ].join('\n\n');
}

/** One line a topic: size, label, further terms, id; areas over their topics. */
export function renderTopics(topics: readonly Topic[], unplaced: number, paint: Paint, width: number): string {
  const areas = topics.filter((topic) => topics.some((child) => child.parent === topic.id));
  const isArea = new Set(areas.map((area) => area.id));
  const widest = String(Math.max(unplaced, ...topics.map((topic) => topic.size))).length;
  const line = (topic: Topic, depth: number): string => {
    const size = count(topic.size).padStart(widest + 1);
    const id = plain(topic.id);
    const label = plain(topic.label);
    const used = 2 * depth + size.length + label.length + id.length + 7;
    const words = label.toLowerCase();
    const more = topic.terms.map((term) => plain(term.term)).filter((term) => !words.includes(term.toLowerCase()));
    const rest = width - used > 12 ? clip(more.slice(0, 6).join(', '), width - used) : '';
    return `${'  '.repeat(depth)}${size}  ${paint('bold', label)}${rest ? `  ${paint('dim', rest)}` : ''}  ${paint('dim', `[${id}]`)}`;
  };
  const lines: string[] = [];
  for (const area of areas) {
    lines.push(line(area, 0));
    for (const child of topics) if (child.parent === area.id) lines.push(line(child, 1));
  }
  for (const topic of topics) if (!isArea.has(topic.id) && topic.parent === null) lines.push(line(topic, 0));
  if (unplaced > 0) lines.push(`${count(unplaced).padStart(widest + 1)}  ${paint('dim', 'unplaced: near no topic')}`);
  return lines.join('\n');
}
