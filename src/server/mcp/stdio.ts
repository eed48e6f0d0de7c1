/** The MCP server on standard input and output. */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Readable, Writable } from 'node:stream';
import { openLibrary, type LibraryOptions } from '../../library/index.js';
import { InProcessService, type Open } from '../in-process-service.js';
import { createMcpServer } from './server.js';
import type { AddText } from './tools.js';

export interface StdioOptions {
  readonly dir: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly open: Open;
  /** Whether papers may be added; a missing library is then no error. */
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
  const server = createMcpServer({ service, addText: write ? addTo(dir, open) : null, onError: onNotice });
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

/** The library is open for writing only while it is being added to, one addition after another. */
export function addTo(
  dir: string,
  open: (options: LibraryOptions) => ReturnType<typeof openLibrary> = openLibrary,
): AddText {
  let last: Promise<unknown> = Promise.resolve();
  return (text, { name, format }) => {
    const added = last
      .catch(() => undefined)
      .then(async () => {
        const library = await open({ dir, mode: 'create' });
        try {
          return await library.add(
            [{ name, bytes: Buffer.from(text) }],
            format === undefined ? {} : { format },
          );
        } finally {
          await library.close();
        }
      });
    last = added;
    return added;
  };
}
