/** The whole server: the library in processes of its own, the app, a port. */
import { randomBytes } from 'node:crypto';
import { FieldmapError } from '../errors.js';
import { openLibrary } from '../library/index.js';
import { createApp } from './app.js';
import { isLoopback, type Access } from './guards.js';
import type { HostInput } from './host.js';
import { listen } from './listen.js';
import { mcpOverHttp } from './mcp/server.js';
import { writerOf } from './writing.js';
import { openService } from './child-process-service.js';

export interface ServeOptions extends HostInput {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default: 7070, else the next one that is free. 0: any. */
  readonly port?: number;
  /** With a host that is not loopback and none given, one is made. */
  readonly token?: string;
  readonly cors?: string;
  /** Let whoever may ask say something of papers as well. */
  readonly write?: boolean;
  readonly onNotice: (text: string) => void;
}

export interface Served {
  /** To open in a browser; with the token, if there is one. */
  readonly url: string;
  readonly port: number;
  readonly token: string | null;
  close(): Promise<void>;
}

/** @throws FieldmapError `usage`, and `library` when there is none to serve. */
export async function serve({
  host = '127.0.0.1',
  port,
  token: given,
  cors,
  write = false,
  onNotice,
  ...input
}: ServeOptions): Promise<Served> {
  const loopback = isLoopback(host);
  const access: Access = {
    loopback,
    token: tokenFor(given, loopback),
    cors: cors === undefined ? null : originOf(cors),
  };
  // A folder without a library is a mistake worth telling before anything runs.
  const { dir, map } = input;
  await (await openLibrary({ dir, mode: 'read', ...(map !== undefined && { map }) })).close();
  const mark = write ? writerOf(dir, openLibrary).mark : null;
  const service = openService(input, onNotice);
  const app = createApp({
    service,
    access,
    mark,
    mcp: mcpOverHttp({ service, addText: null, mark, onError: onNotice }),
    onError: onNotice,
  });
  try {
    const listening = await listen({ fetch: app.fetch, host, port });
    return {
      url: access.token === null ? listening.url : `${listening.url}?token=${access.token}`,
      port: listening.port,
      token: access.token,
      async close() {
        await listening.close();
        await service.close();
      },
    };
  } catch (error) {
    await service.close();
    throw error;
  }
}

function tokenFor(given: string | undefined, loopback: boolean): string | null {
  if (given === undefined) return loopback ? null : randomBytes(24).toString('base64url');
  if (/^[\w.~-]{16,200}$/.test(given)) return given;
  throw new FieldmapError(
    'usage',
    'The token cannot be used: expected 16 to 200 letters, digits, "-", "_", "." or "~".',
    'Run `fieldmap serve --host ADDRESS` without --token: one is made.',
  );
}

function originOf(cors: string): string {
  const origin = URL.canParse(cors) ? new URL(cors).origin : null;
  if (origin !== null && origin === cors.replace(/\/$/, '') && origin !== 'null') return origin;
  throw new FieldmapError(
    'usage',
    `"${cors.slice(0, 100)}" is no origin.`,
    'Expected scheme, host and port alone, such as https://example.org or http://localhost:3000.',
  );
}
