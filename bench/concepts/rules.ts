/**
 * Topics as rules: precision and recall on papers held back. `npx tsx bench/concepts/rules.ts [CORPUS]`. Wanted on
 * arxiv-20: precision ≥ 0.75 at recall ≥ 0.5 for two thirds of the topics.
 */
import { isThere, libraryOf } from '../search/corpora.js';

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const library = await libraryOf(name);
  await library.map({ out: null });
  const rules = await library.topicRules();
  await library.close();
  let good = 0;
  for (const { label, rule, precision, recall } of rules) {
    const reached = (precision ?? 0) >= 0.75 && (recall ?? 0) >= 0.5;
    if (reached) good++;
    console.log(`${reached ? '+' : ' '} ${precision?.toFixed(2) ?? '   -'} ${recall?.toFixed(2) ?? '   -'}  ${label}: ${rule ?? 'none'}`);
  }
  console.log(`${good} of ${rules.length} topics have a rule of precision ≥ 0.75 and recall ≥ 0.5 (wanted: two thirds).`);
}
