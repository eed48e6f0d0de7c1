/** Which of several names that fit says most of a topic. */
import { describe, expect, it } from 'vitest';
import { centroids } from '../../src/math/index.js';
import { whatNamesSay } from '../../src/labels/what-names-say.js';
import type { NameFit } from '../../src/labels/vocabulary-names.js';
import { groupedVectors, groupsOf } from '../cluster/fixtures.js';

const SIZES = [30, 30];
const vectors = groupedVectors(SIZES, 0.1);
const assignment = groupsOf(SIZES);
const centers = centroids(vectors, assignment, 2);
const center = (topic: number) =>
  centers.data.slice(topic * centers.dimensions, (topic + 1) * centers.dimensions);
const fit = (entry: number, name: string): NameFit => ({
  entry,
  name,
  score: 0,
  behind: 0,
  ahead: 1,
  ownWords: true,
  height: 9,
});
const papers = Array.from(assignment, (topic) =>
  topic === 0
    ? { title: 'Plasma waves', abstract: 'Fusion.' }
    : { title: 'Roman coins', abstract: 'Silver.' },
);
/** Names of plasma lie at the first centre, all others at the second. */
const embed = (names: readonly string[]) =>
  Promise.resolve(names.map((name) => center(/plasma|vacuum/i.test(name) ? 0 : 1)));
const topics = { vectors, assignment, centers, papers, termLabels: ['plasma', 'coins'] };

describe('what names say', () => {
  it('drops a name that is more like the papers of another topic', async () => {
    expect(await whatNamesSay([[fit(0, 'Numismatics')], []], topics, embed)).toEqual([[], []]);
  });

  it('prefers, of two names equally near, the one whose words the papers use', async () => {
    const [first] = await whatNamesSay([[fit(0, 'Vacuum arcs'), fit(1, 'Plasma waves')], []], topics, embed);
    expect(first!.map(({ name }) => name)).toEqual(['Plasma waves', 'Vacuum arcs']);
    const blind = { ...topics, papers: undefined };
    const [other] = await whatNamesSay([[fit(0, 'Vacuum arcs'), fit(1, 'Plasma waves')], []], blind, embed);
    expect(other!.map(({ name }) => name)).toEqual(['Vacuum arcs', 'Plasma waves']);
  });
});
