/** What all writers of bibliographies share. */
import { OWN_MARK } from '../io/index.js';
import type { Hit, Mark, Paper } from '../types.js';

/** A paper on its way out, with the label of its topic and what was decided of it, if anything. */
export interface Exported {
  readonly paper: Paper;
  readonly topic: string | null;
  readonly mark?: Mark | null;
  /** What a question said of it. */
  readonly hit?: Pick<Hit, 'rank' | 'score' | 'sentence'>;
}

/** One file in pieces: `begin`, then `write` for each paper in turn, then `end`. A writer is used for one file. */
export interface Writer {
  readonly begin: string;
  write(one: Exported): string;
  readonly end: string;
}

/**
 * The paper's labels, its topic, and tags, decision and star. What is fieldmap's own begins with a mark that reading
 * takes for such; tags stand as they are, as a reference manager shows them.
 */
export function keywordsOf({ paper, topic, mark }: Exported): string[] {
  const own = topic === null ? [] : [topic];
  if (mark?.decision) own.push(mark.reason === '' ? mark.decision : `${mark.decision} (${mark.reason})`);
  if (mark?.star) own.push('star');
  return [...new Set([...paper.labels, ...(mark?.tags ?? [])]), ...own.map((text) => OWN_MARK + text)];
}

/** What was noted of a paper, on one line. */
export function noteOf({ mark }: Exported): string {
  return mark?.note.replace(/\s+/g, ' ') ?? '';
}

/** The id, when reading does not find it anyway: as the DOI, or as the arXiv id where there is no DOI. */
export function ownId(paper: Paper): string | null {
  return paper.id === (paper.doi ?? paper.ids['arxiv']) ? null : paper.id;
}

/** Keywords are parted by semicolons: a comma may be part of one. */
export function joined(keywords: readonly string[]): string {
  const list = keywords.map((keyword) => keyword.replace(/;/g, ',')).join('; ');
  return keywords.length === 1 && /[,|]/.test(list) ? `${list};` : list;
}
