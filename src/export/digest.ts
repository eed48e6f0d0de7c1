/** What is new as a text to send round: Markdown, or a page that asks nobody for anything. */
import type { News, NewsSection } from '../answers/index.js';
import { xml } from '../text/index.js';
import type { Paper } from '../types.js';
import { escapeMarkdown, linkOf } from './md.js';

const KIND: Readonly<Record<NewsSection['kind'], string>> = {
  search: 'Search',
  topic: 'Topic',
  paper: 'Like',
};

export interface DigestOptions {
  /** Of the digest: `2026-03-31`. */
  readonly day: string;
}

/** Sections that have something new. */
export function filled({ sections }: News): NewsSection[] {
  return sections.filter(({ hits }) => hits.length > 0);
}

/** `Search sae: sparse autoencoders`, `Topic Saliency maps [t3]`, `Like A paper's title`. */
export function headOf({ kind, id, title }: NewsSection): string {
  if (kind === 'search') return `${KIND.search} ${id}${id === title ? '' : `: ${title}`}`;
  return kind === 'topic' ? `${KIND.topic} ${title} [${id}]` : `${KIND.paper} ${title}`;
}

/** `12 new papers, 9 of them below` */
export function summaryOf({ papers, found }: News): string {
  return `${papers} new ${papers === 1 ? 'paper' : 'papers'}, ${found === papers ? 'all' : found} of them in what is followed.`;
}

export function markdownDigest(news: News, { day }: DigestOptions): string {
  const lines = [`# New papers, ${day}`, summaryOf(news)];
  for (const section of filled(news)) {
    lines.push(`## ${escapeMarkdown(headOf(section))}`);
    for (const { paper, score, sentence } of section.hits) {
      const who = whoOf(paper);
      const link = addressOf(paper);
      const said =
        sentence === null || sentence.field === 'title' ? '' : `\n  > ${escapeMarkdown(sentence.text)}`;
      lines.push(
        `- **${escapeMarkdown(titleOf(paper))}** (${score.toFixed(2)})` +
          [who === '' ? '' : escapeMarkdown(who), link === null ? '' : linkOf(link)]
            .filter((part) => part !== '')
            .map((part) => `  \n  ${part}`)
            .join('') +
          said,
      );
    }
  }
  if (news.elsewhere.length > 0) {
    lines.push('## Other new papers');
    lines.push(
      news.elsewhere.map(({ title, id }) => `- ${escapeMarkdown(title === '' ? id : title)}`).join('\n'),
    );
  }
  return `${lines.join('\n\n')}\n`;
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}' +
  'h2{font-size:1.1rem;margin-top:2rem}blockquote{margin:.3rem 0 0 1rem;color:#555}' +
  '.facts{color:#555;font-size:.9rem}@media (prefers-color-scheme:dark){body{background:#111;color:#ddd}' +
  'blockquote,.facts{color:#aaa}a{color:#8bf}}';

export function htmlDigest(news: News, { day }: DigestOptions): string {
  const parts = filled(news).map(
    (section) =>
      `<h2>${xml(headOf(section))}</h2>\n<ul>\n${section.hits.map(({ paper, score, sentence }) => `<li>${paperHtml(paper)} <span class="facts">${score.toFixed(2)}</span>${sentence === null || sentence.field === 'title' ? '' : `<blockquote>${xml(sentence.text)}</blockquote>`}</li>`).join('\n')}\n</ul>`,
  );
  if (news.elsewhere.length > 0) {
    const rest = news.elsewhere.map(({ title, id }) => `<li>${xml(title === '' ? id : title)}</li>`);
    parts.push(`<h2>Other new papers</h2>\n<ul>\n${rest.join('\n')}\n</ul>`);
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>New papers, ${xml(day)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>New papers, ${xml(day)}</h1>
<p>${xml(summaryOf(news))}</p>
${parts.join('\n')}
</body>
</html>
`;
}

function paperHtml(paper: Paper): string {
  const address = addressOf(paper);
  const title = xml(titleOf(paper));
  const who = whoOf(paper);
  return `${address === null ? `<strong>${title}</strong>` : `<a href="${xml(address)}"><strong>${title}</strong></a>`}${who === '' ? '' : `<br><span class="facts">${xml(who)}</span>`}`;
}

export function titleOf(paper: Paper): string {
  return paper.title === '' ? paper.id : paper.title;
}

/** `Name, Name, … · venue · 2026`, leaving out what is unknown. */
export function whoOf({ authors, venue, year }: Paper): string {
  const names = authors.length > 6 ? `${authors.slice(0, 5).join(', ')}, …` : authors.join(', ');
  return [names, venue ?? '', year === null ? '' : String(year)].filter((part) => part !== '').join(' · ');
}

/** An address of the web; null where there is none, or one of another kind (`javascript:`). */
export function addressOf({ doi, url }: Paper): string | null {
  const address = doi === null ? url : `https://doi.org/${doi}`;
  return address !== null && /^https?:\/\/\S+$/i.test(address) ? address : null;
}
