/** Requests to the cluster, by its official client; whatever goes wrong is said in words. */
import type * as OpenSearch from '@opensearch-project/opensearch';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { AwsCredentials, ClusterCredentials } from '../config.js';
import { cannotRead, FieldmapError, messageOf } from '../errors.js';
import type { ClusterAddress } from './address.js';

type ClientPackage = typeof OpenSearch;
type Client = InstanceType<ClientPackage['Client']>;

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  /** Newline-delimited JSON, for `_bulk` and `_msearch`. */
  readonly lines?: string;
  /** Statuses that are answers, not errors. */
  readonly accept?: readonly number[];
  /** Ends the request, and with it the work of the engine: it stops a search whose asker has gone. */
  readonly signal?: AbortSignal | undefined;
}

export interface Reply<T> {
  readonly status: number;
  readonly body: T;
}

/** How long one request may take, in milliseconds: a bulk request on a busy cluster takes seconds. */
export const TIMEOUT = 60_000;
/** Waits before a request that was refused for overload is sent again, in milliseconds. */
const BACK_OFF = [250, 500, 1000, 2000, 4000, 8000, 16_000];

export class Connection {
  #isClosed = false;

  private constructor(
    readonly address: ClusterAddress,
    private readonly client: Client,
  ) {}

  /** @throws FieldmapError `library` when the client package is not installed or the CA file is not readable. */
  static async open(address: ClusterAddress, credentials: ClusterCredentials): Promise<Connection> {
    const { Client } = await clientPackage();
    const { user, password, apiKey, caFile, aws } = credentials;
    if ((user === undefined) !== (password === undefined))
      throw new FieldmapError(
        'usage',
        `FIELDMAP_OPENSEARCH_${user === undefined ? 'USER' : 'PASSWORD'} is not set, the other of the two is.`,
        'Set both, or neither.',
      );
    return new Connection(
      address,
      new Client({
        node: address.node,
        requestTimeout: TIMEOUT,
        maxRetries: 2,
        ...(user !== undefined && password !== undefined && { auth: { username: user, password } }),
        ...(apiKey !== undefined && { headers: { authorization: `ApiKey ${apiKey}` } }),
        ...(aws !== undefined && (await signer(aws))),
        ...(caFile !== undefined && { ssl: { ca: readCa(caFile) } }),
      }),
    );
  }

  /** @throws FieldmapError `busy` (not reachable, overloaded), `library` (refused), `internal`. */
  async send<T>(path: string, request: Request = {}): Promise<Reply<T>> {
    this.refuseClosed();
    for (let attempt = 0; ; attempt++) {
      const reply = await this.once<T>(path, request);
      if (reply.status !== 429 || isBlocked(reasonOf(reply.body))) {
        if (reply.status < 400 || request.accept?.includes(reply.status)) return reply;
        throw refused(reply, this.address);
      }
      if (attempt >= BACK_OFF.length) throw overloaded(this.address);
      await wait(BACK_OFF[attempt]);
    }
  }

  private async once<T>(
    path: string,
    { method = 'GET', query, body, lines, signal }: Request,
  ): Promise<Reply<T>> {
    if (signal?.aborted) throw nobodyWaits();
    let end = (): void => undefined;
    try {
      const sent = this.client.transport.request(
        {
          method: method,
          path,
          ...(query && { querystring: { ...query } }),
          ...(body !== undefined && { body: body as Record<string, unknown> }),
          ...(lines !== undefined && { bulkBody: lines }),
        },
        { ignore: [400, 401, 403, 404, 405, 409, 413, 429, 500, 502, 503, 504] },
      );
      end = () => sent.abort();
      signal?.addEventListener('abort', end, { once: true });
      const reply = await sent;
      return { status: reply.statusCode ?? 0, body: reply.body as T };
    } catch (error) {
      if (signal?.aborted) throw nobodyWaits();
      throw unreachable(error, this.address);
    } finally {
      signal?.removeEventListener('abort', end);
    }
  }

  /** For what would have nothing to send. @throws FieldmapError `internal`. */
  refuseClosed(): void {
    if (this.#isClosed)
      throw new FieldmapError('internal', `The library ${this.address.text} has been closed.`);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.client.close();
  }
}

async function clientPackage(): Promise<ClientPackage> {
  try {
    return await import('@opensearch-project/opensearch');
  } catch (error) {
    throw new FieldmapError(
      'library',
      'A library on a cluster needs the package @opensearch-project/opensearch, which is not installed.',
      'Run `npm install @opensearch-project/opensearch` beside fieldmap.',
      { cause: error },
    );
  }
}

type Signer = Pick<ConstructorParameters<ClientPackage['Client']>[0] & object, 'Connection' | 'Transport'>;

/** Signature version 4, by the client's own signer. */
async function signer({
  region,
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: AwsCredentials): Promise<Signer> {
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new FieldmapError(
      'usage',
      `FIELDMAP_OPENSEARCH_AWS_REGION is set, ${accessKeyId === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY'} is not.`,
      'Set the keys, for example with `eval "$(aws configure export-credentials --format env)"`.',
    );
  const { AwsSigv4Signer } = await import('@opensearch-project/opensearch/aws');
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  return AwsSigv4Signer({ region, service: 'es', getCredentials: () => Promise.resolve(keys) });
}

function nobodyWaits(): FieldmapError {
  return new FieldmapError('interrupted', 'Nobody waits for the answer any more.');
}

function readCa(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw cannotRead(path, error, 'Set FIELDMAP_OPENSEARCH_CA to a file of certificates in PEM.');
  }
}

/** What OpenSearch says of an error. */
interface Failure {
  readonly error?: { readonly type?: string; readonly reason?: string } | string;
}

function reasonOf(body: unknown): string {
  const { error } = (body ?? {}) as Failure;
  return typeof error === 'object' ? (error.reason ?? error.type ?? '') : (error ?? '');
}

/** Full disks make an index read-only, at times with the status for overload: waiting some seconds is of no use then. */
export function isBlocked(reason: string): boolean {
  return /read-only|FORBIDDEN\/|disk usage exceeded/iu.test(reason);
}

function refused({ status, body }: Reply<unknown>, { text }: ClusterAddress): FieldmapError {
  const reason = reasonOf(body);
  if (isBlocked(reason))
    return new FieldmapError(
      'disk',
      `${text} takes no papers at the moment: ${reason}.`,
      'Make room on the data nodes (or allow writing again), then run the same command again: it goes on.',
    );
  if (status === 401 || status === 403)
    return new FieldmapError(
      'library',
      `${text} refused ${status === 401 ? 'the user or key' : 'this to the user'} (HTTP ${status}${reason && `: ${reason}`}).`,
      'Set FIELDMAP_OPENSEARCH_USER and FIELDMAP_OPENSEARCH_PASSWORD, FIELDMAP_OPENSEARCH_API_KEY, or FIELDMAP_OPENSEARCH_AWS_REGION and the keys of AWS.',
    );
  if (status >= 500)
    return new FieldmapError(
      'busy',
      `${text} could not answer (HTTP ${status}${reason && `: ${reason}`}).`,
      'Look at the cluster with `fieldmap doctor`, then run the same command again.',
    );
  return new FieldmapError('internal', `${text} answered HTTP ${status}${reason && `: ${reason}`}.`);
}

function overloaded({ text }: ClusterAddress): FieldmapError {
  return new FieldmapError(
    'busy',
    `${text} has been overloaded for half a minute (HTTP 429).`,
    'Run the same command again later, with fewer of them at once: it goes on where it was.',
  );
}

function unreachable(error: unknown, { text, node }: ClusterAddress): FieldmapError {
  const reason = messageOf(error);
  if (/certificate|self.signed|CERT_|altnames|SSL|TLS|wrong version number/iu.test(reason))
    return new FieldmapError(
      'library',
      `${node} has no certificate that this machine trusts, or speaks no TLS: ${reason}.`,
      'Set FIELDMAP_OPENSEARCH_CA to the file of its certificate authority (PEM), or write opensearch+http:// for a server without TLS.',
      { cause: error },
    );
  if (error instanceof Error && error.name === 'DeserializationError')
    return new FieldmapError(
      'library',
      `${node} is no OpenSearch: its answer is no JSON.`,
      'Give the address of an OpenSearch server.',
      { cause: error },
    );
  return new FieldmapError(
    'busy',
    `${text} does not answer: ${reason}.`,
    'See that the server runs and that host and port are right, then run the same command again.',
    { cause: error },
  );
}
