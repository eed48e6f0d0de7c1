/** Labels settled between a vocabulary and the papers' own terms, for topics, areas and the library as a whole. */
import { centroids, groupSizes } from '../math/index.js';
import type { Identified } from '../topics/index.js';
import type { Labels, Text, TopicLabel } from '../topic-map/index.js';
import type { Matrix } from '../types.js';
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
import { TELLS, tellsApart, whatNamesSay, type EmbedNames, type Topics } from './what-names-say.js';

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
  fields: NamedFields & { readonly embed?: EmbedNames; readonly papers?: readonly Text[] },
): Promise<Labels> {
  const about = aboutWhole(vectors, fields);
  const narrow = about !== null && !isBroader(about, fields);
  const taken = new Set(about === null ? [] : [alike(readableName(fields.vocabulary.entries[about]!.name))]);
  const centers = centroids(vectors, assignment, count);
  const terms = labels.topics.map((topic) => topic.terms.map(({ term }) => term));
  const fits = fitNames({ centers, terms }, fields).map((list) =>
    list.filter((fit) => fitsClearly(fit) && (!narrow || fit.behind === 0)).slice(0, TRIED),
  );
  const said = await tellingNames(fits, { labels, vectors, assignment, centers }, fields);
  const used = entriesNamed(said, fields);
  if (about !== null) used.add(about);
  const broad = nameAreas(
    { centers, sizes: groupSizes(assignment, count), areas, areaCount: areaIds.length },
    fields,
    used,
  );
  const named = labels.areas.map((label, area): TopicLabel => {
    if (broad[area]! < 0) return label;
    const name = capitalised(fields.vocabulary.entries[broad[area]!]!.name);
    if (taken.has(alike(name))) return label;
    taken.add(alike(name));
    return { ...label, label: name, source: 'vocabulary', also: [name] };
  });
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

/** Entries whose name is the best for a topic: an area of that name would be the topic. */
function entriesNamed(said: readonly NameFit[][], { vocabulary }: NamedFields): Set<number> {
  const best = new Set(said.flatMap(([first]) => (first === undefined ? [] : [alike(first.name)])));
  return new Set(
    Array.from(vocabulary.entries.keys()).filter((entry) =>
      best.has(alike(readableName(vocabulary.entries[entry]!.name))),
    ),
  );
}

interface ToTell extends Pick<Topics, 'vectors' | 'assignment' | 'centers'> {
  readonly labels: Labels;
}

/** The names that tell each topic's papers from the others, the one that says most first. */
function tellingNames(
  fits: readonly NameFit[][],
  { labels, ...topics }: ToTell,
  { vectors: entries, embed, papers }: Parameters<typeof nameFromVocabulary>[3],
): Promise<NameFit[][]> {
  if (embed !== undefined)
    return whatNamesSay(
      fits,
      { ...topics, papers, termLabels: labels.topics.map(({ label }) => label) },
      embed,
    );
  const tells = tellsApart(topics.vectors, topics.assignment);
  const { data, dimensions } = entries;
  const vectorOf = (entry: number) => data.subarray(entry * dimensions, (entry + 1) * dimensions);
  return Promise.resolve(
    fits.map((list, topic) => list.filter(({ entry }) => tells(vectorOf(entry), topic) >= TELLS)),
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
const TRIED = 12;

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
