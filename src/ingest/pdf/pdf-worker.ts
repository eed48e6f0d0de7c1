/** A thread that reads the first pages of PDFs: what a hostile file does to it ends with it. A message is a file, the answer what it says. */
import { parentPort } from 'node:worker_threads';
import { FieldmapError } from '../../errors.js';
import { firstPagesOf } from './first-pages-of.js';

const port = parentPort;
if (!port) throw new FieldmapError('internal', 'ingest/pdf/pdf-worker.js is a worker thread, not a program.');
port.on('message', (bytes: Uint8Array) => {
  void firstPagesOf(bytes).then((answer) => port.postMessage(answer));
});
