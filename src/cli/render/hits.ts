/** Papers and hits as text for a terminal. */
import type { Explained, SimilarHit } from '../../library/index.js';
import type { Hit, Mark, MatchedSentence, Paper } from '../../types.js';
import { renderShares as renderConceptShares } from './concepts.js';
import { clipped } from '../../text/index.js';
import { authorList, plain, wrap, type Paint } from './output.js';

/** Title line, facts line and the sentence that matched, for each hit; with an explanation what its score is made of. */
export function renderHits(
  hits: readonly Hit[],
  paint: Paint,
  width: number,
  explanation?: readonly Explained[],
): string {
  const indent = indentOf(hits);
  return hits
    .map((hit, i) => {
      const lines = linesOf({ ...hit, fact: scoreOf(hit) }, indent, paint, width);
      const explained = explanation?.[i];
      if (explained) lines.push(paint('cyan', wrap(renderShares(hit.score, explained), width, indent)));
      if (explained?.concepts)
        lines.push(paint('cyan', wrap(renderConceptShares(explained.concepts), width, indent)));
      return lines.join('\n');
    })
    .join('\n\n');
}

const EXACT = {
  identifier: 'has this identifier',
  title: 'has this title',
  phrase: 'has these words',
  author: 'by this author',
} as const;

/** The score, or why it is the paper that was asked for. */
function scoreOf({ score, exact }: Hit): string {
  return exact === undefined ? score.toFixed(2) : EXACT[exact];
}

/** `★ exclude (wrong population) · #tag · note`, leaving out what is not said. */
export function renderMark({ decision, reason, star, tags, note }: Mark): string {
  const decided = decision === null ? '' : reason === '' ? decision : `${decision} (${plain(reason)})`;
  return [
    star ? '★' : '',
    decided,
    ...tags.map((tag) => `#${plain(tag)}`),
    note === '' ? '' : `“${clipped(plain(note), 200)}”`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** What a score is made of, as a person reads it; ask.ts has the legend. */
const PARTS: Readonly<Record<string, string>> = {
  exact: 'exact match',
  lexical: 'words',
  dense: 'meaning',
  sentence: 'sentence',
  expansion: 'related words',
  neighbors: 'neighbours',
};

/** `0.76 = words 0.21 (rank 2) + meaning 0.25 (rank 1) + …`; of several questions the score for each. */
function renderShares(score: number, { shares, ranks, matched }: Explained): string {
  const parts = Object.entries(shares).map(([name, share]) => {
    const rank = PARTS[name] === undefined || name === 'exact' ? '' : ` (rank ${ranks[name] ?? '-'})`;
    return `${PARTS[name] ?? name} ${share.toFixed(2)}${rank}`;
  });
  const isSum = Object.keys(shares).some((name) => PARTS[name] !== undefined);
  const sum = isSum ? `${score.toFixed(2)} = ${parts.join(' + ')}` : parts.join(', ');
  return matched.length > 0 ? `${sum}; words: ${matched.map(plain).join(', ')}` : sum;
}

/** Why each paper is like the given ones: the two sentences most alike, and rare terms of both. */
export function renderReasons(hits: readonly SimilarHit[], width: number): string {
  return hits
    .map(({ rank, sentence, other, shared, concepts }) =>
      [
        ...(sentence && other
          ? [
              wrap(
                `${rank}  “${clipped(plain(sentence.text), 160)}” is like “${clipped(plain(other.text), 160)}” (${(other.similarity ?? 0).toFixed(2)})`,
                width,
              ),
            ]
          : []),
        ...(shared.length > 0 ? [wrap(`${rank}  both: ${shared.map(plain).join(', ')}`, width)] : []),
        ...(concepts ? [wrap(`${rank}  ${renderConceptShares(concepts)}`, width)] : []),
      ].join('\n'),
    )
    .join('\n');
}

/** Title line, facts line, mark and sentence of each paper; `fact` stands in the place of a score. */
export function renderPapers(papers: readonly Listed[], paint: Paint, width: number): string {
  const indent = indentOf(papers);
  return papers.map((one) => linesOf(one, indent, paint, width).join('\n')).join('\n\n');
}

interface Listed {
  readonly rank: number;
  readonly paper: Paper;
  readonly fact: string;
  readonly mark?: Mark | undefined;
  readonly sentence?: MatchedSentence | null;
}

/** As wide as the last rank and two blanks. */
function indentOf(ranked: readonly { readonly rank: number }[]): string {
  return ' '.repeat(String(ranked.at(-1)?.rank ?? 1).length + 2);
}

/** The rank, title and facts, then what was decided, and the sentence unless it is the title. */
function linesOf(one: Listed, indent: string, paint: Paint, width: number): string[] {
  const { mark, sentence } = one;
  return [
    ...headLines(one, indent, paint, width),
    ...(mark ? [paint('yellow', wrap(renderMark(mark), width, indent))] : []),
    ...(sentence && sentence.field !== 'title'
      ? [wrap(`“${clipped(plain(sentence.text), 300)}”`, width, indent)]
      : []),
  ];
}

/** The rank before the title, and the facts below it. */
function headLines({ rank, paper, fact }: Listed, indent: string, paint: Paint, width: number): string[] {
  const title = wrap(plain(paper.title) || '(no title)', width, indent).slice(indent.length);
  return [
    `${paint('dim', `${rank}`.padStart(indent.length - 2))}  ${paint('bold', title)}`,
    paint('dim', wrap(facts(paper, fact), width, indent)),
  ];
}

/** `Name, Name and 2 more · 2024 · venue · 0.812 · id`, leaving out what is unknown. */
function facts(paper: Paper, score: string): string {
  return [
    authorList(paper.authors),
    paper.year === null ? '' : String(paper.year),
    paper.venue === null ? '' : clipped(plain(paper.venue), 40),
    score,
    plain(paper.id),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
