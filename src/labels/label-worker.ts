/** A thread that reads the words of all papers while their topics are found, and then names the topics. */
import { parentPort } from 'node:worker_threads';
import type { FromWorker } from '../io/index.js';
import { FieldmapError } from '../errors.js';
import { labelSource, labelTopics, termListsOf, type LabelSource } from './label-topics.js';
import type { TermLists } from '../cluster/index.js';
import { WordReader } from '../terms/index.js';
import type { Labels, Text } from '../topic-map/index.js';

/** What labels are asked for, in the order of the parameters of `labelTopics`. */
export interface Groups {
  readonly assignment: Int32Array;
  readonly count: number;
  readonly areas: Int32Array;
  readonly areaCount: number;
}

/** First all texts, in pieces; then the end of them, which is answered with their terms; then what to name. */
export type ToLabelWorker = { readonly texts: readonly Text[] } | 'end' | Groups;
export type FromLabelWorker = { readonly terms: TermLists } | { readonly labels: Labels };

const port = parentPort;
if (!port) throw new FieldmapError('internal', 'labels/label-worker.js is a worker thread, not a program.');
const say = (answer: FromLabelWorker): void => {
  const message: FromWorker<FromLabelWorker> = { answer };
  port.postMessage(message);
};
let reader: WordReader | null = new WordReader();
let source: LabelSource | null = null;

port.on('message', (message: ToLabelWorker) => {
  if (message === 'end') {
    source = labelSource(reader!.finish());
    reader = null;
    say({ terms: termListsOf(source) });
  } else if ('texts' in message) {
    for (const text of message.texts) reader!.read(text);
  } else {
    const { assignment, count, areas, areaCount } = message;
    say({ labels: labelTopics(source!, { assignment, count, areas, areaCount }) });
  }
});
