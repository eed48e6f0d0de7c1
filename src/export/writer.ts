/** What all writers of bibliographies share. */
import { TOPIC_MARK } from '../io/index.js';
import type { Paper } from '../types.js';

/** A paper on its way out, with the label of its topic if it has one. */
export interface Exported {
  readonly paper: Paper;
  readonly topic: string | null;
}

/** One file in pieces: `begin`, then `write` for each paper in turn, then `end`. A writer is used for one file. */
export interface Writer {
  readonly begin: string;
  write(one: Exported): string;
  readonly end: string;
}

/** The paper's labels and its topic. */
export function keywordsOf({ paper, topic }: Exported): string[] {
  return topic === null ? [...paper.labels] : [...paper.labels, TOPIC_MARK + topic];
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
