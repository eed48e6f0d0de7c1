/** A topic described as a rule over words. */
export { readRuleSource } from './rule-source.js';
export { ruleText, topicRules } from './rules.js';
