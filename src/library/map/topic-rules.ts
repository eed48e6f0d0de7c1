/** The topics of the last map as rules over terms. */
import { leavesOf } from '../../looks/index.js';
import { spellingsOf } from '../../labels/index.js';
import { readRuleSource, ruleText, topicRules } from '../../rules/index.js';
import type { Context } from '../session/context.js';
import { lastMap } from './topics.js';

export interface TopicRule {
  readonly id: string;
  readonly label: string;
  /**
   * Up to three clauses: `at least 2 points: 2 for "plasma"; 1 each for "dust", "ion"; −1 for "tokamak"`. A term that a
   * paper has more than once counts twice. null: the topic is too small, or no term tells it.
   */
  readonly rule: string | null;
  /** On papers that were not looked at to find the rule, 0..1; null without one. */
  readonly precision: number | null;
  readonly recall: number | null;
}

/** One rule a topic, areas left out, in the order of the map. @throws FieldmapError `not-found` when there is no map. */
export async function rules(context: Context): Promise<TopicRule[]> {
  const map = await lastMap(context);
  const topics = leavesOf(map.topics);
  const number = new Map(topics.map(({ id }, t) => [id, t]));
  const keys = await context.store.keysOf(map.papers.map(({ id }) => id));
  const stored = await context.store.getByKey(keys);
  const there = map.papers.flatMap(({ topic }, i) => {
    const paper = stored[i]?.paper;
    return paper === undefined ? [] : [{ paper, group: topic === null ? -1 : number.get(topic)! }];
  });
  const source = readRuleSource(there.map(({ paper }) => paper));
  const found = topicRules(
    source.index,
    Int32Array.from(there, ({ group }) => group),
    topics.length,
  );
  const spelled = spellingsOf(
    source,
    new Set(found.flatMap((rule) => (rule === null ? [] : [...rule.two, ...rule.one, ...rule.less]))),
  );
  return topics.map(({ id, label }, t) => {
    const rule = found[t]!;
    return {
      id,
      label,
      rule: rule && ruleText(rule, (term) => spelled.get(term)!),
      precision: rule && Math.round(1000 * rule.precision) / 1000,
      recall: rule && Math.round(1000 * rule.recall) / 1000,
    };
  });
}
