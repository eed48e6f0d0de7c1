import type { Paper } from '../../src/types.js';
import { readPapers, type ReadEvent, type ReadOptions } from '../../src/ingest/read-papers.js';

export interface Result {
  papers: Paper[];
  lines: number[];
  skipped: { line: number; reason: string }[];
}

/** Everything that is read from a text, bytes, or a file. */
export async function read(
  content: string | Uint8Array | { path: string },
  options: ReadOptions & { name?: string } = {},
): Promise<Result> {
  const { name = 'test-file', ...rest } = options;
  const result: Result = { papers: [], lines: [], skipped: [] };
  const input =
    typeof content === 'string'
      ? { name, bytes: Buffer.from(content) }
      : content instanceof Uint8Array
        ? { name, bytes: content }
        : { name, ...content };
  for await (const event of readPapers(input, rest)) collect(result, event);
  return result;
}

function collect(result: Result, event: ReadEvent): void {
  if (event.kind === 'paper') {
    result.papers.push(event.paper);
    result.lines.push(event.line);
  } else if (event.kind === 'skipped') {
    result.skipped.push({ line: event.line, reason: event.reason });
  }
}

export async function failure(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; hint: string | null }> {
  try {
    await promise;
  } catch (error) {
    return error as { code: string; message: string; hint: string | null };
  }
  throw new Error('no error was thrown');
}
