/** The two indexes: caches of the store in files of their own, checked when loaded, made again when they do not fit. */
import type { Stamp } from '../cache-file.js';
import { FieldmapError, messageOf } from '../errors.js';
import { LexicalIndex } from '../lexical/lexical-index.js';
import type { LexicalPaper } from '../lexical/build.js';
import { buildIndex, loadIndex, type NeighborIndex } from '../neighbors/index.js';
import type { Engine } from '../neighbors/neighbor-index.js';
import type { Revision } from '../store/store.js';
import type { Context } from './context.js';
import type { IndexFile } from './kept.js';

export function lexicalFile(context: Context, { papers, textDigest }: Revision): IndexFile<LexicalIndex> {
  const path = context.file('lexical.idx');
  const stamp = { papers, texts: textDigest };
  return indexFile(context, 'full-text index', path, stamp, () => LexicalIndex.load(path, stamp), () => buildLexical(context));
}

async function buildLexical({ store, options: { onProgress } }: Context): Promise<LexicalIndex> {
  const total = await store.count();
  let done = 0;
  async function* papers(): AsyncGenerator<LexicalPaper> {
    for await (const { key, paper } of store.scan()) {
      if (done++ % 1000 === 0) onProgress({ step: 'indexing words', done, total });
      yield { key, title: paper.title, abstract: paper.abstract };
    }
  }
  const index = await LexicalIndex.buildFrom(papers());
  onProgress({ step: 'indexing words', done: total, total });
  return index;
}

/** Up to so many vectors, comparing with each takes 4 ms and is exact; an index would gain nothing. */
const EXACT = 5000;

export function neighborsFile(context: Context, { embedded, vectorsDigest }: Revision): IndexFile<NeighborIndex> {
  // Of no vectors the number of dimensions may not be known yet, which native code asks for.
  const engine = embedded === 0 ? 'exact' : context.options.engine ?? (embedded <= EXACT ? 'exact' : 'usearch');
  const path = context.file(`neighbors.${engine}`);
  const stamp = { vectors: embedded, content: vectorsDigest };
  return indexFile(context, 'neighbour index', path, stamp, () => loadIndex(engine, path, stamp), () => buildNeighbors(context, engine));
}

async function buildNeighbors(context: Context, engine: Engine): Promise<NeighborIndex> {
  const { onProgress, signal } = context.options;
  const { keys, matrix } = await context.store.allDocumentVectors();
  return buildIndex(engine, keys, matrix, {
    ...(signal && { signal }),
    onProgress: ({ done, total }) => onProgress({ step: 'indexing neighbours', done, total }),
  });
}

function indexFile<S extends Stamp, T extends { save(path: string, stamp: S): void }>(
  context: Context, what: string, path: string, stamp: S, load: () => T | string, build: () => Promise<T>,
): IndexFile<T> {
  return {
    path,
    fits: JSON.stringify([path, stamp]),
    load,
    async open() {
      const loaded = load();
      if (typeof loaded !== 'string') return loaded;
      announce(context, what, loaded);
      const index = await build();
      save(context, () => index.save(path, stamp));
      return index;
    },
  };
}

/** A cache that is missing is made without a word, so is one of a library that has just been added to. */
function announce({ options, adding }: Context, what: string, reason: string): void {
  const isOld = reason.startsWith('its ');
  if (reason === 'there is no such file' || (adding && isOld)) return;
  options.onNotice(`The ${what} is rebuilt because ${isOld ? 'the library has changed since it was made' : reason}.`);
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
