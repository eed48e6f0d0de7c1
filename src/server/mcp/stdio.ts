/** The MCP server on standard input and output. */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Readable, Writable } from 'node:stream';
import { InProcessService, type Open } from '../in-process-service.js';
import { writerOf } from '../writing.js';
import { createMcpServer } from './server.js';

export interface StdioOptions {
  readonly dir: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly open: Open;
  /** Whether papers may be added and marked; a missing library is then no error. */
  readonly write: boolean;
  readonly signal: AbortSignal;
  readonly onNotice: (text: string) => void;
}

/** Answers until the client has gone or `signal` aborts. @throws FieldmapError `library` when there is none to read. */
export async function serveStdio({
  dir,
  input,
  output,
  open,
  write,
  signal,
  onNotice,
}: StdioOptions): Promise<void> {
  if (!write) await (await open({ dir, mode: 'read' })).close();
  const service = new InProcessService({ dir, open, onNotice });
  const writer = write ? writerOf(dir, open) : null;
  const server = createMcpServer({
    service,
    addText: writer?.add ?? null,
    mark: writer?.mark ?? null,
    onError: onNotice,
  });
  const over = new Promise<void>((resolve) => {
    input.once('end', resolve);
    input.once('close', resolve);
    output.once('error', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  await server.connect(new StdioServerTransport(input, output));
  await over;
  await server.close();
  await service.close();
}
