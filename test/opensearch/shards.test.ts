/** Several processes that fill one library: with shards, killed, overlapping. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/index.js';
import type { AddReport } from '../../src/library/index.js';
import { openCluster } from '../../src/opensearch/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';
import { freshAddress, SERVER } from './server.js';

const CHILD = fileURLToPath(new URL('shard-child.ts', import.meta.url));
const PAPERS = 200;

interface Run {
  readonly address: string;
  readonly file: string;
  readonly shard: string;
  /** Killed after so many papers were embedded. */
  readonly killAfter?: number;
}

/** The report of `add`; null when it was killed first. */
function child({ address, file, shard, killAfter }: Run): Promise<AddReport | null> {
  return new Promise((resolve, reject) => {
    const started = spawn(process.execPath, ['--import', 'tsx', CHILD, address, file, ...shard.split('/')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    started.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      if (killAfter !== undefined && said.split('embedded').length > killAfter) started.kill('SIGKILL');
    });
    started.on('error', reject);
    started.on('exit', (code) =>
      resolve(code === 0 ? (JSON.parse(said.trim().split('\n').at(-1)!) as AddReport) : null),
    );
  });
}

function papersFile(): string {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const file = join(folder.path, 'papers.jsonl');
  const lines = Array.from({ length: PAPERS }, (_, i) =>
    JSON.stringify({
      // Two come with the id of another paper.
      id: `p${i % 100 === 99 ? i - 1 : i}`,
      title: `Sparse retrieval of ${i} graphs`,
      abstract: `On ${i % 7} networks. We map ${i} cells.`,
      year: 1990 + (i % 30),
    }),
  );
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** All that a library says of its papers, by id. */
async function contents(address: string): Promise<Record<string, unknown>> {
  const { store } = await openCluster(address, 'read');
  const all: Record<string, unknown> = {};
  for await (const { key, paper } of store.scan()) {
    const [sentences] = await store.sentenceVectors([key]);
    all[paper.id] = { paper, vector: (await store.documentVectors([key])).data, sentences };
  }
  const counts = await store.statusCounts();
  await store.close();
  return { ...all, counts };
}

async function oneAdd(file: string): Promise<Record<string, unknown>> {
  const address = freshAddress();
  const library = await openLibrary({ dir: address, embedder: fakeEmbedder() });
  await library.add([{ name: 'papers.jsonl', path: file }]);
  await library.close();
  return contents(address);
}

describe.skipIf(SERVER === undefined)('several machines that fill one library', () => {
  it('leave what one `add` would, two of four killed in the middle and started again', async () => {
    const [address, file] = [freshAddress(), papersFile()];
    const run = (shard: string, killAfter?: number): Promise<AddReport | null> =>
      child({ address, file, shard, ...(killAfter !== undefined && { killAfter }) });
    const reports = await Promise.all([
      run('1/4'),
      run('2/4', 15).then((killed) => (killed === null ? run('2/4') : null)),
      run('3/4'),
      run('4/4', 5).then((killed) => (killed === null ? run('4/4') : null)),
    ]);
    // A kill that came too late would have tested nothing.
    expect(reports).not.toContain(null);
    expect(reports.reduce((sum, report) => sum + report!.read, 0)).toBe(PAPERS);
    expect(await contents(address)).toEqual(await oneAdd(file));
  }, 300_000);

  it('do no harm when two have the same shard, or the same file without shards', async () => {
    const [address, file] = [freshAddress(), papersFile()];
    await Promise.all(['1/2', '1/2', '2/2', '1/1'].map((shard) => child({ address, file, shard })));
    expect(await contents(address)).toEqual(await oneAdd(file));
  }, 300_000);

  it('share what is pending: whoever has no shard embeds what nobody has', async () => {
    const [address, file] = [freshAddress(), papersFile()];
    const filling = await openCluster(address, 'create');
    const abort = new AbortController();
    const first = await openLibrary({
      dir: address,
      embedder: fakeEmbedder({ onPaper: () => abort.abort() }),
      signal: abort.signal,
    });
    expect(await first.add([{ name: 'papers.jsonl', path: file }])).toMatchObject({ interrupted: true });
    await first.close();
    const pending = await filling.store.pendingCount();
    await filling.store.close();
    expect(pending).toBeGreaterThan(PAPERS / 2);
    const libraries = await Promise.all(
      [1, 2].map(() => openLibrary({ dir: address, mode: 'write', embedder: fakeEmbedder() })),
    );
    const reports = await Promise.all(libraries.map((library) => library.add([])));
    for (const library of libraries) await library.close();
    expect(reports.map((report) => report.pending)).toEqual([0, 0]);
    expect(await contents(address)).toEqual(await oneAdd(file));
  }, 300_000);
});
