/** A labelled set: papers of the ACL Anthology and arXiv, altered copies of some, siblings of others. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Random, seededRandom, shuffle } from '../../src/math/random.js';
import type { Paper } from '../../src/types.js';
import { CHANGES, SIBLINGS } from './noise.js';

export interface Labelled {
  readonly paper: Paper;
  /** The same for all copies of a paper. */
  readonly label: number;
  /** Names of the changes; empty for the paper as the corpus has it. */
  readonly how: readonly string[];
}

export const CORPORA = ['acl-anthology', 'arxiv-100k'].map(
  (name) => `../shared/corpora/${name}/corpus.jsonl.gz`,
);

/** Of each corpus `size` papers; 30 in 100 get one or two copies, 5 in 100 a sibling. Shuffled. */
export function makeSet(size: number, seed: number): Labelled[] {
  const random = seededRandom(seed);
  const all: Labelled[] = [];
  let label = 0;
  for (const path of CORPORA) {
    for (const one of sample(path, size, random)) {
      const paper = { ...one, id: String(label) };
      all.push({ paper, label, how: [] });
      if (random.below(100) < 30) {
        for (let n = 1 + random.below(2); n > 0; n--) all.push(copy(paper, label, random));
      }
      label++;
      if (random.below(100) < 5) all.push(sibling(paper, label++, random));
    }
  }
  return shuffle(all, random).map((one, i) => ({ ...one, paper: { ...one.paper, id: `r${i}` } }));
}

function copy(paper: Paper, label: number, random: Random): Labelled {
  const how = shuffle(Object.keys(CHANGES), random)
    .slice(0, 1 + random.below(4))
    .filter((name) => name !== 'subtitle dropped' || paper.title.includes(': '));
  return { paper: how.reduce((changed, name) => CHANGES[name]!(changed, random), paper), label, how };
}

function sibling(paper: Paper, label: number, random: Random): Labelled {
  const name = shuffle(Object.keys(SIBLINGS), random)[0]!;
  return { paper: SIBLINGS[name]!(paper, random), label, how: [name] };
}

function sample(path: string, size: number, random: Random): Paper[] {
  const lines = gunzipSync(readFileSync(path)).toString().trim().split('\n');
  return shuffle(lines, random)
    .slice(0, size)
    .map((line) => ({
      doi: null,
      url: null,
      venue: null,
      labels: [],
      extra: {},
      year: null,
      authors: [],
      ...(JSON.parse(line) as Pick<Paper, 'title' | 'abstract'>),
      id: '',
      ids: {},
      sources: [path],
    }));
}
