/** The two indexes: caches of the store in files of their own, checked when loaded, made again when they do not fit. */
import { FieldmapError, messageOf } from '../errors.js';
import { LexicalIndex } from '../lexical/lexical-index.js';
import type { LexicalPaper } from '../lexical/build.js';
import { buildIndex, loadIndex, type NeighborIndex } from '../neighbors/index.js';
import type { Revision } from '../store/store.js';
import type { Context } from './context.js';

export async function openLexical(context: Context, revision: Revision): Promise<LexicalIndex> {
  const path = context.file('lexical.idx');
  const stamp = { papers: revision.papers, texts: revision.textDigest };
  const loaded = LexicalIndex.load(path, stamp);
  if (typeof loaded !== 'string') return loaded;
  announce(context, 'full-text index', loaded);
  const papers: LexicalPaper[] = [];
  for await (const { key, paper } of context.store.scan()) papers.push({ key, title: paper.title, abstract: paper.abstract });
  context.options.onProgress({ step: 'indexing words', done: 0, total: papers.length });
  const index = LexicalIndex.build(papers);
  context.options.onProgress({ step: 'indexing words', done: papers.length, total: papers.length });
  save(context, () => index.save(path, stamp));
  return index;
}

/** Up to so many vectors, comparing with each takes 4 ms and is exact; an index would gain nothing. */
const EXACT = 5000;

export async function openNeighbors(context: Context, revision: Revision): Promise<NeighborIndex> {
  const { onProgress, signal } = context.options;
  const engine = context.options.engine ?? (revision.embedded <= EXACT ? 'exact' : 'usearch');
  const path = context.file(`neighbors.${engine}`);
  const stamp = { vectors: revision.embedded, content: revision.vectorsDigest };
  const loaded = loadIndex(engine, path, stamp);
  if (typeof loaded !== 'string') return loaded;
  announce(context, 'neighbour index', loaded);
  const { keys, matrix } = await context.store.allDocumentVectors();
  const index = await buildIndex(engine, keys, matrix, {
    ...(signal && { signal }),
    onProgress: ({ done, total }) => onProgress({ step: 'indexing neighbours', done, total }),
  });
  save(context, () => index.save(path, stamp));
  return index;
}

/** A cache that is missing is made without a word; one that is damaged or stale is worth one. */
function announce({ options }: Context, what: string, reason: string): void {
  if (reason !== 'there is no such file') options.onNotice(`The ${what} is rebuilt because ${reason}.`);
}

/** A folder that cannot be written to costs the next process the time, nothing else. */
function save({ options }: Context, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof FieldmapError) || error.code !== 'disk') throw error;
    options.onNotice(`An index could not be saved, so the next command makes it again: ${messageOf(error)}`);
  }
}
