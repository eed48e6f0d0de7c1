/** Labels settled between a vocabulary and the papers' own terms, for topics, areas and the library as a whole. */
import { auc } from '../concepts/index.js';
import { centroids, groupSizes, dot } from '../math/index.js';
import type { Identified } from '../topics/index.js';
import type { Labels, TopicLabel } from '../topic-map/index.js';
import type { Matrix, Vector } from '../types.js';
import { capitalised, readableName } from './readable-name.js';
import { nameAreas } from './vocabulary-areas.js';
import {
  fitNames,
  fitsClearly,
  likenessOf,
  spreadOf,
  stemsOf,
  type NamedFields,
  type NameFit,
} from './vocabulary-names.js';

/** Names that a standing label may have to be kept. */
const ALSO = 3;

/**
 * `labels` with the vocabulary's names in place of the terms where they fit clearly: each name is given once, to the
 * group that it fits best; none repeats the name of the whole library or of the area above. In a library that is itself
 * one entry's field a name must be the nearest of all to be taken. Groups that are left keep the label of their terms.
 */
export async function nameFromVocabulary(
  labels: Labels,
  { grouping: { assignment, count }, areas, areaIds }: Identified,
  vectors: Matrix,
  fields: NamedFields & { readonly embed?: EmbedNames },
): Promise<Labels> {
  const about = aboutWhole(vectors, fields);
  const narrow = about !== null && !isBroader(about, fields);
  const taken = new Set(about === null ? [] : [alike(readableName(fields.vocabulary.entries[about]!.name))]);
  const centers = centroids(vectors, assignment, count);
  const aboutSet = new Set(about === null ? [] : [about]);
  const broad = nameAreas(centers, groupSizes(assignment, count), areas, areaIds.length, fields, aboutSet);
  const named = labels.areas.map((label, area): TopicLabel => {
    if (broad[area]! < 0) return label;
    const name = capitalised(fields.vocabulary.entries[broad[area]!]!.name);
    if (taken.has(alike(name))) return label;
    taken.add(alike(name));
    return { ...label, label: name, source: 'vocabulary', also: [name] };
  });
  const terms = labels.topics.map((topic) => topic.terms.map(({ term }) => term));
  const tells = tellsApart(vectors, assignment, fields.vectors);
  const fits = fitNames({ centers, terms }, fields).map((list, topic) =>
    list
      .filter((fit) => fitsClearly(fit) && (!narrow || fit.behind === 0))
      .slice(0, TRIED)
      .filter(({ entry }) => tells(entry, topic)),
  );
  const said = fields.embed === undefined ? fits : await byWhatTheySay(fits, centers, fields.embed);
  const above = (topic: number): string => (areas[topic]! < 0 ? '' : alike(named[areas[topic]!]!.label));
  const topics = give(
    labels.topics,
    said.map((list, t) => list.filter(({ name }) => alike(name) !== above(t))),
    taken,
  );
  return {
    topics,
    areas: named,
    about: about === null ? null : readableName(fields.vocabulary.entries[about]!.name),
  };
}

/** Vectors of names as a reader has them: without their descriptions. */
export type EmbedNames = (names: readonly string[]) => Promise<readonly Vector[]>;

/**
 * The names that fit each topic, scored by what they say by themselves: the likeness of the name alone with the topic,
 * and how far it is ahead of its likeness with any other topic. A description can fit where its name says something else.
 */
async function byWhatTheySay(
  fits: readonly NameFit[][],
  { data, rows, dimensions }: Matrix,
  embed: EmbedNames,
): Promise<NameFit[][]> {
  const names = [...new Set(fits.flatMap((list) => list.map(({ name }) => name)))];
  if (names.length === 0) return [...fits.map((list) => [...list])];
  const found = await embed(names);
  const vectorOf = new Map(names.map((name, n) => [name, found[n]!]));
  return fits.map((list, topic) =>
    list
      .map((fit) => {
        const likeness = Array.from({ length: rows }, (_, t) =>
          dot(vectorOf.get(fit.name)!, 0, data, t * dimensions, dimensions),
        );
        const own = likeness[topic]!;
        const next = likeness.reduce((most, value, t) => (t === topic ? most : Math.max(most, value)), -1);
        return { ...fit, score: rows > 1 ? 2 * own - next : own };
      })
      .sort((a, b) => b.score - a.score || a.entry - b.entry),
  );
}

/** Two names that differ only in the form or order of their words are one. */
const alike = (name: string): string => [...stemsOf(name)].sort().join(' ');

/** Gives names to groups, the best fit first, each name once. */
function give(labels: readonly TopicLabel[], fits: readonly NameFit[][], taken: Set<string>): TopicLabel[] {
  const given = new Map<number, NameFit>();
  const offers = fits
    .flatMap((list, group) => list.map((fit) => ({ group, fit })))
    .sort((a, b) => b.fit.score - a.fit.score || a.group - b.group || a.fit.entry - b.fit.entry);
  for (const { group, fit } of offers) {
    if (given.has(group) || taken.has(alike(fit.name))) continue;
    given.set(group, fit);
    taken.add(alike(fit.name));
  }
  return labels.map((label, group): TopicLabel => {
    const fit = given.get(group);
    if (fit === undefined) return label;
    const also = fits[group]!.slice(0, ALSO).map(({ name }) => name);
    return { ...label, label: fit.name, source: 'vocabulary', also };
  });
}

/** Names tried on the papers of each topic. */
const TRIED = 5;
/** A name tells its topic's papers from the others when a paper of it is more like the name this often. */
const TELLS = 0.9;
const TELLING_SAMPLE = 2000;

/** Whether an entry is more like the papers of a topic than like others. Cost: a product for each paper of the sample. */
function tellsApart(
  { data, rows, dimensions }: Matrix,
  assignment: Int32Array,
  entries: Matrix,
): (entry: number, topic: number) => boolean {
  const stride = Math.max(1, Math.ceil(rows / TELLING_SAMPLE));
  return (entry, topic) => {
    const [inside, outside]: [number[], number[]] = [[], []];
    for (let row = 0; row < rows; row += stride) {
      const like = dot(data, row * dimensions, entries.data, entry * dimensions, dimensions);
      (assignment[row] === topic ? inside : outside).push(like);
    }
    return (auc(inside, outside) ?? 1) >= TELLS;
  };
}

/** Papers that show what the whole library is about. */
const SAMPLE = 128;
/** The library is of an entry's field when this share of its papers is, by the entries nearest to each. */
const MOST = 0.6;
/** Entries that a paper counts for: neighbouring ones share a field between them. */
const NEAREST = 3;

/** The deepest entry that most of the papers are about; null when they have no field in common. */
export function aboutWhole({ data, rows, dimensions }: Matrix, fields: NamedFields): number | null {
  const { vocabulary, vectors } = fields;
  const sample = Math.min(rows, SAMPLE);
  if (sample === 0 || !knows(fields, { data, rows, dimensions })) return null;
  const papers = new Map<number, number>();
  const nearestOf = new Map<number, number>();
  const above = (entry: number): number => vocabulary.entries[entry]!.broader;
  for (let n = 0; n < sample; n++) {
    const row = Math.floor((n * rows) / sample);
    const [nearest, ...next] = nearestEntries(
      data.subarray(row * dimensions, (row + 1) * dimensions),
      vectors,
    );
    const own = new Set(next);
    nearestOf.set(nearest!, (nearestOf.get(nearest!) ?? 0) + 1);
    for (let at = nearest!; at >= 0; at = above(at)) own.add(at);
    for (const entry of own) papers.set(entry, (papers.get(entry) ?? 0) + 1);
  }
  const depthOf = (entry: number): number => (above(entry) < 0 ? 0 : 1 + depthOf(above(entry)));
  // An entry that is second to a different one each time is no common field.
  const usual = Math.max(...nearestOf.values());
  const common = [...papers]
    .filter(
      ([entry, count]) =>
        count >= MOST * sample && (nearestOf.get(entry) === usual || isBroader(entry, fields)),
    )
    .map(([entry]) => entry);
  common.sort((a, b) => depthOf(b) - depthOf(a) || papers.get(b)! - papers.get(a)! || a - b);
  return common[0] ?? null;
}

/** The entry nearest to the papers' middle stands out of all entries by so many standard deviations, or it is chance. */
const STANDS_OUT = 2.5;

/** Whether the vocabulary has anything of what the papers are about: of three entries some are always the nearest. */
function knows({ vectors }: NamedFields, papers: Matrix): boolean {
  const center = centroids(papers, new Int32Array(papers.rows), 1);
  const { mean, spread, most } = spreadOf(likenessOf(center, vectors).likeness);
  return most - mean >= STANDS_OUT * spread;
}

/** The entries most like the paper, best first. */
function nearestEntries(paper: Float32Array, { data, rows, dimensions }: Matrix): number[] {
  const best: { entry: number; like: number }[] = [];
  for (let entry = 0; entry < rows; entry++) {
    let like = 0;
    for (let j = 0, at = entry * dimensions; j < dimensions; j++, at++) like += paper[j]! * data[at]!;
    if (best.length === NEAREST && like <= best[NEAREST - 1]!.like) continue;
    best.push({ entry, like });
    best.sort((a, b) => b.like - a.like || a.entry - b.entry);
    best.length = Math.min(best.length, NEAREST);
  }
  return best.map(({ entry }) => entry);
}

const isBroader = (entry: number, { vocabulary }: NamedFields): boolean =>
  vocabulary.entries.some(({ broader }) => broader === entry);
