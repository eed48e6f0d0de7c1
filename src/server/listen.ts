/** The app on a port. */
import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULTS } from '../config.js';
import { FieldmapError, messageOf, systemCode } from '../errors.js';

export interface ListenOptions {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  /** Undefined: 7070, else the next one that is free. 0: any. */
  readonly port: number | undefined;
}

export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Takes no more requests, lets those under way end for a few seconds, then cuts them off. */
  close(): Promise<void>;
}

/** Ports tried after the first. */
const TRIES = 20;
/** Milliseconds that requests under way get to end. */
const GRACE = 5_000;

/** @throws FieldmapError `usage` when the port or address cannot be had. */
export async function listen({ fetch, host, port }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      // A question of 5,000 words in an address.
      maxHeaderSize: 131_072,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 5_000,
    },
  }) as Server;
  const first = port ?? DEFAULTS.port;
  const last = port === undefined ? first + TRIES : first;
  for (let tried = first; ; tried++) {
    try {
      await bind(server, tried, host);
      break;
    } catch (error) {
      if (systemCode(error) !== 'EADDRINUSE' || tried === last) throw refusal(error, host, first, tried);
    }
  }
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    close: () => close(server),
  };
}

function bind(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function refusal(error: unknown, host: string, first: number, last: number): FieldmapError {
  const code = systemCode(error);
  const options = { cause: error };
  if (code === 'EADDRINUSE') {
    return first === last
      ? new FieldmapError(
          'usage',
          `Port ${first} of ${host} is taken by another program.`,
          'Leave out --port for the next free one, or give another.',
          options,
        )
      : new FieldmapError(
          'usage',
          `The ports ${first} to ${last} of ${host} are all taken.`,
          'Run `fieldmap serve --port NUMBER` with one that is free.',
          options,
        );
  }
  if (code === 'EACCES')
    return new FieldmapError(
      'usage',
      `Port ${first} may not be used by this user.`,
      'Run `fieldmap serve --port 7070`, or any from 1024.',
      options,
    );
  return new FieldmapError(
    'usage',
    `The address ${host} cannot be listened on (${messageOf(error)}).`,
    'Run `fieldmap serve --host ADDRESS` with an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
    options,
  );
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    // Connections kept for further requests would hold the end up.
    server.closeIdleConnections();
  });
}
