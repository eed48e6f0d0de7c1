/** The two indexes: caches of the store in files of their own, checked when loaded, made again when they do not fit. */
import type { Stamp } from '../../io/index.js';
import { FieldmapError, messageOf } from '../../errors.js';
import { LexicalIndex, type LexicalPaper } from '../../lexical/index.js';
import {
  buildIndex,
  loadIndex,
  UnrelatedCosines,
  writtenLast,
  type NeighborIndex,
  type Engine,
} from '../../neighbors/index.js';
import type { Revision } from '../../store/index.js';
import type { Context } from './context.js';
import type { IndexFile } from './memo.js';

export function lexicalFile(context: Context, revision: Revision): IndexFile<LexicalIndex> {
  const path = context.file('lexical.idx');
  return indexFile(context, revision, {
    what: 'full-text index',
    path,
    written: path,
    stampOf: ({ papers, textDigest }) => ({ papers, texts: textDigest }),
    load: (stamp) => LexicalIndex.load(path, stamp),
    build: () => buildLexical(context),
  });
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

export function neighborsFile(context: Context, revision: Revision): IndexFile<NeighborIndex> {
  const { embedded } = revision;
  // Of no vectors the number of dimensions may not be known yet, which native code asks for.
  const engine =
    embedded === 0 ? 'exact' : (context.options.engine ?? (embedded <= EXACT ? 'exact' : 'usearch'));
  const path = context.file(`neighbors.${engine}`);
  return indexFile(context, revision, {
    what: 'neighbour index',
    path,
    written: writtenLast(engine, path),
    stampOf: (state) => ({ vectors: state.embedded, content: state.vectorsDigest }),
    load: (stamp) => loadIndex(engine, path, stamp),
    build: () => buildNeighbors(context, engine),
  });
}

export function unrelatedFile(context: Context, revision: Revision): IndexFile<UnrelatedCosines> {
  const path = context.file('unrelated.idx');
  return indexFile(context, revision, {
    what: 'scale of likeness',
    path,
    written: path,
    stampOf: ({ embedded, vectorsDigest }) => ({ vectors: embedded, content: vectorsDigest }),
    load: (stamp) => UnrelatedCosines.load(path, stamp),
    build: async () => UnrelatedCosines.of((await context.store.allDocumentVectors()).matrix),
  });
}

async function buildNeighbors(context: Context, engine: Engine): Promise<NeighborIndex> {
  const { onProgress, signal } = context.options;
  const { keys, matrix } = await context.store.allDocumentVectors();
  return buildIndex(engine, keys, matrix, {
    ...(signal && { signal }),
    onProgress: ({ done, total }) => onProgress({ step: 'indexing neighbours', done, total }),
  });
}

interface Kind<S extends Stamp, T extends { save(path: string, stamp: S): void }> {
  /** Its name in a sentence. */
  readonly what: string;
  readonly path: string;
  /** The file that is there last. */
  readonly written: string;
  readonly stampOf: (revision: Revision) => S;
  readonly load: (stamp: S) => T | string;
  readonly build: () => Promise<T>;
}

function indexFile<S extends Stamp, T extends { save(path: string, stamp: S): void }>(
  context: Context,
  revision: Revision,
  { what, path, written, stampOf, load, build }: Kind<S, T>,
): IndexFile<T> {
  const stamp = stampOf(revision);
  const key = JSON.stringify([path, stamp]);
  return {
    written,
    key,
    load: () => load(stamp),
    async open() {
      const loaded = load(stamp);
      if (typeof loaded !== 'string') return loaded;
      announce(context, what, loaded);
      const index = await build();
      // Another process may have written meanwhile. Its papers are in the index then, and the stamp knows nothing of
      // them: saved, the file would seem to fit a library that goes back to what it was.
      const now = stampOf(await context.store.revision());
      if (JSON.stringify([path, now]) === key) save(context, () => index.save(path, stamp));
      return index;
    },
  };
}

/** A cache that is missing is made without a word, so is one of a library that has just been added to. */
function announce({ options, adding }: Context, what: string, reason: string): void {
  const isOld = reason.startsWith('its ');
  if (reason === 'there is no such file' || (adding && isOld)) return;
  options.onNotice(
    `The ${what} is rebuilt because ${isOld ? 'the library has changed since it was made' : reason}.`,
  );
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
