/** A small library with a map, and the server's app over it, with no port and no model. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibrary, type LibraryOptions } from '../../src/library/library.js';
import { createApp, type AppOptions } from '../../src/server/app.js';
import { InProcessService } from '../../src/server/in-process-service.js';
import type { LibraryService } from '../../src/server/verbs.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const WORDS = [
  ['cat', 'dog'],
  ['graph', 'neural'],
  ['protein', 'cell'],
] as const;

/** 24 papers in three groups; ids `p0` … and one that is a DOI. */
export const PAPERS = Array.from({ length: 24 }, (_, i) => {
  const [one, other] = WORDS[i % 3]!;
  return {
    ...(i === 0 ? { doi: '10.1000/cats.1' } : { id: `p${i}` }),
    title: `${one} ${other} study ${i}`,
    abstract: `We look at ${one} and ${other}. The ${one} number ${i} is like a ${one}. Nothing else is said about ${other}.`,
    authors: [`Ada Author${i}`, 'Bo Bee'],
    year: 2000 + i,
    venue: i % 2 === 0 ? 'Journal of Things' : 'Workshop',
  };
});

export const open = (options: LibraryOptions) => openLibrary({ embedder: fakeEmbedder(), ...options });

/** Adds papers, as another process would. */
export async function addPapers(
  dir: string,
  papers: readonly object[],
  name = 'papers.jsonl',
): Promise<void> {
  const library = await open({ dir });
  await library.add([{ name, bytes: Buffer.from(papers.map((paper) => JSON.stringify(paper)).join('\n')) }]);
  await library.close();
}

export async function makeMap(dir: string): Promise<void> {
  const library = await open({ dir });
  await library.map({ out: null, topics: 3, title: 'Things' });
  await library.close();
}

export interface TestServer {
  readonly dir: string;
  readonly service: LibraryService;
  readonly errors: string[];
  /** A request to the app; `path` begins with a slash. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** The same, its body read as JSON. */
  json<T = Record<string, unknown>>(
    path: string,
    init?: RequestInit,
  ): Promise<{ status: number; body: T; type: string }>;
  close(): Promise<void>;
}

export const LOCAL: AppOptions['access'] = { loopback: true, token: null, cors: null };

export function serve(
  dir: string,
  options: Partial<Omit<AppOptions, 'service'>> & { service?: LibraryService } = {},
): TestServer {
  const errors: string[] = [];
  const service = options.service ?? new InProcessService({ dir, open });
  const app = createApp({
    access: LOCAL,
    mark: null,
    mcp: null,
    onError: (text) => errors.push(text),
    ...options,
    service,
  });
  const ask = async (path: string, init?: RequestInit): Promise<Response> =>
    app.request(`http://localhost:7070${path}`, init);
  return {
    dir,
    service,
    errors,
    ask,
    async json<T>(path: string, init?: RequestInit) {
      const response = await ask(path, init);
      return {
        status: response.status,
        body: (await response.json()) as T,
        type: response.headers.get('content-type') ?? '',
      };
    },
    close: () => service.close(),
  };
}

/** A library of its own that goes with `remove`. */
export async function madeLibrary({ map = true } = {}): Promise<{ dir: string; remove(): void }> {
  const root = mkdtempSync(join(tmpdir(), 'fieldmap-server-'));
  const dir = join(root, 'library');
  await addPapers(dir, PAPERS);
  if (map) await makeMap(dir);
  return { dir, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  };
}
