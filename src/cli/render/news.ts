/** What is new as text for a terminal. */
import { filledSections, headOfSection, newsSummary, type News } from '../../library/index.js';
import { clipped } from '../../text/index.js';
import { count, plain, wrap, type Paint } from './output.js';
import { renderPapers } from './hits.js';

/** Titles named of papers that are in no section; a digest has them all. */
const NAMED = 10;

export function renderNews(news: News, paint: Paint, width: number): string {
  const parts = [newsSummary(news)];
  for (const section of filledSections(news)) {
    const head = paint('bold', wrap(plain(headOfSection(section)), width));
    const papers = section.hits.map(({ score, ...hit }, i) => ({
      ...hit,
      rank: i + 1,
      fact: score.toFixed(2),
    }));
    parts.push(`${head}\n\n${renderPapers(papers, paint, width)}`);
  }
  const { elsewhere } = news;
  if (elsewhere.length > 0) {
    const shown = elsewhere
      .slice(0, NAMED)
      .map(({ title, id }) => clipped(plain(title === '' ? id : title), width - 2));
    const more = elsewhere.length - shown.length;
    parts.push(
      [
        paint('bold', 'Other new papers'),
        '',
        ...shown,
        ...(more > 0 ? [`… and ${count(more)} more`] : []),
      ].join('\n'),
    );
  }
  return parts.join('\n\n');
}
