/**
 * Topics as rules: precision and recall on papers held back. `npx tsx bench/concepts/rules.ts [CORPUS]`. Wanted on
 * arxiv-20: precision ≥ 0.75 at recall ≥ 0.5 for two thirds of the topics. Then the same with other papers held back,
 * eight times: how many topics hangs on which papers those are.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/math/random.js';
import { leavesOf } from '../../src/looks/topic-levels.js';
import { readRuleSource } from '../../src/rules/rule-source.js';
import { topicRules } from '../../src/rules/rules.js';
import type { TopicMap } from '../../src/topic-map/schema.js';
import { isThere, libraryOf, readCorpus } from '../search/corpora.js';

/** How often other papers are held back. */
const DRAWS = 8;

type Measured = { readonly precision: number | null; readonly recall: number | null } | null;

const isGood = (rule: Measured): boolean => (rule?.precision ?? 0) >= 0.75 && (rule?.recall ?? 0) >= 0.5;

/** Topics with a good rule and terms a rule, when the papers stand in an order drawn by `seed`: every third is held back. */
function drawn(
  seed: number,
  map: TopicMap,
  texts: ReadonlyMap<string, { title: string; abstract: string }>,
): { good: number; terms: number } {
  const papers = map.papers.filter(({ id }) => texts.has(id));
  const random = seededRandom(seed);
  for (let i = papers.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * random.float());
    [papers[i], papers[j]] = [papers[j]!, papers[i]!];
  }
  const topics = leavesOf(map.topics);
  const number = new Map(topics.map(({ id }, t) => [id, t]));
  const { index } = readRuleSource(papers.map(({ id }) => texts.get(id)!));
  const groups = Int32Array.from(papers, ({ topic }) => (topic === null ? -1 : number.get(topic)!));
  const rules = topicRules(index, groups, topics.length);
  const terms = rules.reduce(
    (sum, rule) => sum + (rule === null ? 0 : rule.two.length + rule.one.length + rule.less.length),
    0,
  );
  return { good: rules.filter(isGood).length, terms: terms / topics.length };
}

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const library = await libraryOf(name);
  const out = mkdtempSync(join(tmpdir(), 'fieldmap-rules-'));
  await library.map({ out });
  const rules = await library.topicRules();
  await library.close();
  const map = JSON.parse(readFileSync(join(out, 'topic-map.json'), 'utf8')) as TopicMap;
  rmSync(out, { recursive: true });
  for (const one of rules) {
    const { label, rule, precision, recall } = one;
    console.log(
      `${isGood(one) ? '+' : ' '} ${precision?.toFixed(2) ?? '   -'} ${recall?.toFixed(2) ?? '   -'}  ${label}: ${rule ?? 'none'}`,
    );
  }
  console.log(
    `${rules.filter(isGood).length} of ${rules.length} topics have a rule of precision ≥ 0.75 and recall ≥ 0.5 (wanted: two thirds).`,
  );
  const texts = new Map(readCorpus(name).map((paper) => [paper.id, paper]));
  const runs = Array.from({ length: DRAWS }, (_, seed) => drawn(seed, map, texts));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  console.log(
    `Other papers held back, ${DRAWS} draws: ${mean(runs.map(({ good }) => good)).toFixed(1)} topics on average ` +
      `(${runs.map(({ good }) => good).join(', ')}), ${mean(runs.map(({ terms }) => terms)).toFixed(1)} terms a rule.`,
  );
}
