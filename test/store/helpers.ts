import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ModelInfo, Paper, PaperVectors } from '../../src/types.js';
import { type OpenOptions, openSqliteStore } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';

/** A folder that is gone when the test is over. */
export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'fieldmap-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A store that is closed when the test is over. */
export async function opened(dir: string, options: Partial<OpenOptions> = {}): Promise<Store> {
  const store = await openSqliteStore(dir, { mode: 'create', ...options });
  onTestFinished(() => store.close());
  return store;
}

export function paper(id: string, fields: Partial<Paper> = {}): Paper {
  return {
    id,
    title: `Title of ${id}`,
    abstract: `Abstract of ${id}.`,
    authors: [],
    year: null,
    venue: null,
    doi: null,
    url: null,
    labels: [],
    sources: ['a.jsonl'],
    ids: {},
    extra: {},
    ...fields,
  };
}

export const MODEL: ModelInfo = {
  id: 'fake',
  hash: '00',
  dimensions: 2,
  pooling: 'mean',
  maxTokens: 16,
  queryPrefix: '',
  documentPrefix: '',
  template: '{title}. {abstract}',
};

/** Two sentences whose every number can be told from `n`. */
export function vectors(n: number, truncated = false): PaperVectors {
  return {
    document: Float32Array.of(n, -n),
    sentences: {
      scales: Float32Array.of(n, 0.5),
      spans: Uint32Array.of(0, n, n, n + 1),
      values: Int8Array.of(1, -1, n % 128, -128),
    },
    truncated,
  };
}

/** Embeds all that is pending; vector of a paper: its key. */
export async function embedAll(store: Store): Promise<void> {
  await store.setModel(MODEL);
  const pending = await store.pending(1000);
  await store.putVectors(
    pending.map(({ key, contentHash }) => ({ key, contentHash, vectors: vectors(key) })),
  );
}

export async function allPapers(store: Store): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const stored of store.scan()) papers.push(stored.paper);
  return papers;
}

/** Keys of the papers that have vectors. */
export async function embeddedKeys(store: Store): Promise<number[]> {
  const keys = [...(await store.filter({}))];
  const sentences = await store.sentenceVectors(keys);
  return keys.filter((_, i) => sentences[i] !== null);
}
