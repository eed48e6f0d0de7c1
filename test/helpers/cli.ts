/** Runs a command line in this process, with the fake embedder, and gives back what it wrote. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { main } from '../../src/cli/main.js';
import { openLibrary } from '../../src/library/library.js';
import { fakeEmbedder } from './fake-embedder.js';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder that goes when the test file is done with it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'fieldmap-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** Of the terminal, in characters. Default: 100. */
  readonly columns?: number;
}

/** `argv` gets `--library` when it names none. */
export async function run(library: string, argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => void (written[name] += text),
    columns: options.columns ?? 100,
  });
  const code = await main(argv, {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    interruptible: () => options.signal ?? new AbortController().signal,
    open: (given) => openLibrary({ embedder: fakeEmbedder(), ...given, dir: given.dir ?? library }),
  });
  return { code, ...written };
}
