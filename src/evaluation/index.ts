/** nDCG, recall@k, TREC runs and judgements. */
export { type Interval, bootstrap } from './bootstrap.js';
export { type KnownItem, mistypedItem, samplePapers, sentenceItem, titleItem } from './known-items.js';
export { type Judgements, METRICS, type Metric, type PerQuestion, measureAll } from './metrics.js';
export { type RunLine, formatRun, parseQrels } from './trec.js';
