/** Papers that came in, by the topics of the map. */
import type { NewsSection } from '../../answers/index.js';
import { leavesOf } from '../../looks/index.js';
import { centroids, row, similarityTo } from '../../math/index.js';
import { bestSentence } from '../../search/index.js';
import type { SavedMap } from '../../store/index.js';
import { nearestTopic } from '../../topics/index.js';
import type { Matrix, PaperKey } from '../../types.js';
import { sentenceAt } from '../asking/hits.js';
import { topicsOnMap } from '../map/topics.js';
import type { Context } from '../session/context.js';

/** A paper that is not on the map belongs to a topic as firmly as the tenth of its papers that are farthest from its centre. */
const FARTHEST = 0.1;

/**
 * A section for each topic that new papers belong to, in the order of the map: those on the map by their topic there,
 * the others by the nearest centre, if they are near enough. Scores are cosines with the centre. Empty without a map.
 */
export async function topicNews(context: Context, fresh: Int32Array): Promise<NewsSection[]> {
  const { store } = context;
  const map = fresh.length === 0 ? null : await store.getMap();
  const topics = map === null ? [] : leavesOf(await topicsOnMap(context));
  if (map === null || topics.length === 0) return [];
  const number = new Map(topics.map(({ id }, t) => [id, t]));
  const placed = placesOf(map, number);
  const { keys, matrix } = await store.allDocumentVectors();
  const first = fresh[0]!;
  const groups = Int32Array.from(keys, (key) => (key < first ? (placed.get(key) ?? -1) : -1));
  // A map made of new papers alone has no old ones to go by.
  const known = groups.some((topic) => topic >= 0)
    ? groups
    : groups.map((_, i) => placed.get(keys[i]!) ?? -1);
  const centres = centroids(matrix, known, topics.length);
  const floors = floorsOf(matrix, known, centres);
  const members = topics.map((): Member[] => []);
  const below = new Int32Array(topics.length);
  keys.forEach((key, i) => {
    if (key < first) return;
    const onMap = placed.get(key);
    const near = nearestTopic(row(matrix, i), centres);
    if (onMap === undefined && near.similarity < floors[near.topic]!) below[near.topic]!++;
    else {
      const topic = onMap ?? near.topic;
      if (topic >= 0)
        members[topic]!.push({ key, score: Math.max(0, similarityTo(matrix, i, centres, topic)) });
    }
  });
  const sections: NewsSection[] = [];
  for (const [t, { id, label }] of topics.entries()) {
    const hits = await hitsOf(context, members[t]!, row(centres, t));
    sections.push({ kind: 'topic', id, title: label, floor: floors[t]!, hits, below: below[t]! });
  }
  return sections;
}

interface Member {
  readonly key: PaperKey;
  readonly score: number;
}

/** The number of each paper's topic; -1: it is on the map, and in none. */
function placesOf(
  { keys, topics, topicOf }: SavedMap,
  number: ReadonlyMap<string, number>,
): Map<PaperKey, number> {
  const places = new Map<PaperKey, number>();
  keys.forEach((key, i) => places.set(key, number.get(topics[topicOf[i]!]?.id ?? '') ?? -1));
  return places;
}

function floorsOf(vectors: Matrix, groups: Int32Array, centres: Matrix): number[] {
  const cosines = Array.from({ length: centres.rows }, (): number[] => []);
  groups.forEach((topic, i) => {
    if (topic >= 0) cosines[topic]!.push(similarityTo(vectors, i, centres, topic));
  });
  return cosines.map((all) => all.sort((a, b) => a - b)[Math.floor(FARTHEST * all.length)] ?? 1);
}

/** The nearest to the centre first, each with the sentence that is nearest to it. */
async function hitsOf(
  { store }: Context,
  members: readonly Member[],
  centre: Float32Array,
): Promise<NewsSection['hits']> {
  const order = [...members].sort((a, b) => b.score - a.score || a.key - b.key);
  const keys = order.map(({ key }) => key);
  const [papers, sentences] = [await store.getByKey(keys), await store.sentenceVectors(keys)];
  const marks = await store.marksOf(keys);
  return order.flatMap(({ score }, i) => {
    const paper = papers[i]?.paper;
    if (paper === undefined) return [];
    const own = sentences[i] ?? null;
    const { index, similarity } = bestSentence(centre, own);
    const mark = marks[i];
    return [
      {
        id: paper.id,
        title: paper.title,
        score,
        sentence: own === null || index < 0 ? null : sentenceAt(paper, own, index, similarity),
        paper,
        ...(mark && { mark }),
      },
    ];
  });
}
