/** The paper that a PDF is: read on a thread with a limit on time and memory. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { FieldmapError, systemCode } from '../../errors.js';
import { programUrl } from '../../config.js';
import { emptyDraft, type Draft } from '../draft.js';
import { splitName } from '../../text/index.js';
import type { PdfAnswer } from './first-pages-of.js';
import type { PdfFields } from './first-pages.js';

/** A paper of 300 pages with pictures takes 2 s on a busy machine. */
const SECONDS = 20;
const MEGABYTES = 1024;
/** Books with pictures and scans are larger than papers; they have to be held as a whole. */
export const LARGEST_PDF = 256 * 1024 * 1024;
const LOOK_EVERY = 50;

/** Made by the build: where the sources are run as they are (tests, benches), all happens on the main thread, without limits. */
const PROGRAM = programUrl('ingest/pdf/pdf-worker.js');

export interface Limits {
  readonly seconds: number;
  readonly megabytes: number;
  readonly program: URL;
}

/** Some writers put a line or two before the signature. */
export function isPdf(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString('latin1');
  return /^(?:\s|\xef\xbb\xbf)*%PDF-\d|[\r\n]%PDF-\d\.\d\s/.test(start);
}

/**
 * The draft of the paper, what is uncertain in `extra.pdf.doubts`. Throws `input` with the reason where there is none: scanned,
 * encrypted, damaged, too large, over the limits.
 */
export async function draftOfPdf(
  name: string,
  bytes: Uint8Array,
  limits: Limits = { seconds: SECONDS, megabytes: MEGABYTES, program: PROGRAM },
): Promise<Draft> {
  const answer = await answerFor(name, bytes, limits);
  if ('failed' in answer) throw refusal(name, answer.failed, answer.detail);
  if (answer.fields === null)
    throw new FieldmapError(
      'input',
      `${name} has no text on its first pages: it is a scan, or its letters are drawn as pictures.`,
      'Run a text recognition over it (such as ocrmypdf), or add the record of the paper as BibTeX or RIS.',
    );
  const { fields } = answer;
  if (fields.title === '' && fields.abstract === '')
    throw new FieldmapError(
      'input',
      `${name} is a PDF in whose first pages neither a title nor an abstract was found.`,
      'Add the record of the paper as BibTeX or RIS, or by its title in a text file.',
    );
  return draftOf(fields);
}

function draftOf(fields: PdfFields): Draft {
  const draft = emptyDraft();
  draft.title = fields.title;
  draft.abstract = fields.abstract;
  draft.authors = fields.authors.map(splitName);
  draft.year = fields.year;
  draft.doi = fields.doi;
  if (fields.arxiv !== null) draft.ids['arxiv'] = fields.arxiv;
  draft.extra['pdf'] = { doubts: fields.doubts };
  return draft;
}

function refusal(name: string, failed: string, detail: string): FieldmapError {
  if (failed === 'PasswordException')
    return new FieldmapError(
      'input',
      `${name} is an encrypted PDF: it opens with a password only.`,
      'Save it without the password, or add the record of the paper as BibTeX or RIS.',
    );
  return new FieldmapError(
    'input',
    `${name} is a damaged PDF (${detail}).`,
    'Download it again, or add the record of the paper as BibTeX or RIS.',
  );
}

/**
 * One thread reads one file after another, since loading pdf.js takes 0.1 s; it is kept until it fails or the program ends.
 * Calls wait for one another.
 */
let thread: Worker | null = null;
let queue: Promise<unknown> = Promise.resolve();

async function answerFor(name: string, bytes: Uint8Array, limits: Limits): Promise<PdfAnswer> {
  if (!existsSync(limits.program)) return (await import('./first-pages-of.js')).firstPagesOf(bytes);
  const answer = queue.then(() => ask(name, bytes, limits));
  queue = answer.catch(() => undefined);
  return answer;
}

function ask(name: string, bytes: Uint8Array, { seconds, megabytes, program }: Limits): Promise<PdfAnswer> {
  const worker = (thread ??= start(program, megabytes));
  const before = process.memoryUsage.rss();
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const finish = (act: () => void, end: boolean): void => {
      clearInterval(watch);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      if (!end) {
        act();
        return;
      }
      if (thread === worker) thread = null;
      // What it still does is nobody's business.
      worker.on('error', () => undefined);
      void worker.terminate().then(act, act);
    };
    const refuse = (what: string): void => finish(() => reject(tooMuch(name, what)), true);
    const onMessage = (answer: PdfAnswer): void => finish(() => resolve(answer), false);
    const onError = (error: Error): void => {
      if (systemCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') refuse(`more than ${megabytes} MB of memory`);
      else finish(() => resolve({ failed: error.name, detail: error.message }), true);
    };
    const onExit = (code: number): void => refuse(`what made its reader end with exit code ${code}`);
    const watch = setInterval(() => {
      if (performance.now() - began > seconds * 1000) refuse(`more than ${seconds} seconds`);
      else if (process.memoryUsage.rss() - before > megabytes * 2 ** 20)
        refuse(`more than ${megabytes} MB of memory`);
    }, LOOK_EVERY);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(bytes);
  });
}

function start(program: URL, megabytes: number): Worker {
  const worker = new Worker(program, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  // It waits for the next file: that is no reason for the program to go on.
  worker.unref();
  return worker;
}

function tooMuch(name: string, what: string): FieldmapError {
  return new FieldmapError(
    'input',
    `${name} is a PDF that takes ${what} to read: no usual paper does, and reading was stopped.`,
    'Add the record of the paper as BibTeX or RIS.',
  );
}
