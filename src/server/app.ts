/** The server without a port: a Request in, a Response out. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import { FieldmapError, messageOf, systemCode } from '../errors.js';
import { VERSION } from '../version.js';
import { DOCS_POLICY, renderDocs, type ApiDocument } from './docs.js';
import { hostGuard, originGuard, tokenGuard, type Access } from './guards.js';
import { MapFiles } from './map-files.js';
import { HttpError, problemResponse, toProblem } from './problem.js';
import { API } from './routes/index.js';
import { newApp } from './routes/route.js';
import { renderNotice } from './notice.js';
import type { LibraryService } from './verbs.js';
import type { Writer } from './writing.js';

export interface AppOptions {
  readonly service: LibraryService;
  readonly access: Access;
  /** Says something of papers; null: the library is only read. */
  readonly mark: Writer['mark'] | null;
  /** Answers `/mcp`; null: there is none. */
  readonly mcp: ((request: Request) => Promise<Response>) | null;
  /** Gets what a person at the server should see: bugs. */
  readonly onError: (text: string) => void;
}

/** Bytes of a body: a draft of 100,000 characters fits in any script. */
const LARGEST_BODY = 1_000_000;

export function createApp({ service, access, mark, mcp, onError }: AppOptions): OpenAPIHono {
  const app = newApp();
  app.onError((thrown, c) => {
    const error = asHttpError(thrown);
    if (!(error instanceof FieldmapError) || error.code === 'internal')
      onError(error.stack ?? messageOf(error));
    const problem = toProblem(error);
    return wantsPage(c.req.path, c.req.header('accept'))
      ? renderNotice(problem.detail, problem.hint, problem.status)
      : problemResponse(problem);
  });
  app.notFound(({ req }) =>
    problemResponse(
      toProblem(
        new HttpError(
          404,
          `There is nothing at ${req.path.slice(0, 200)}.`,
          'See /docs for the paths there are.',
        ),
      ),
    ),
  );
  guard(app, access);

  const maps = new MapFiles(service);
  for (const routes of API) routes(app, { service, maps, mark });
  if (mcp !== null) app.post('/mcp', (c) => mcp(c.req.raw));
  describe(app);
  app.get('/', async (c) => {
    const response = await maps.respond('page', c.req.raw);
    // The rest of the policy is in the page, which knows its own scripts.
    response.headers.set(
      'content-security-policy',
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    );
    return response;
  });
  return app;
}

function guard(app: OpenAPIHono, access: Access): void {
  app.use(
    secureHeaders({
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
      xFrameOptions: 'DENY',
      xXssProtection: false,
      xDownloadOptions: false,
      crossOriginResourcePolicy: access.cors === null ? 'same-origin' : 'cross-origin',
    }),
  );
  app.use(async (c, next) => {
    await next();
    // Answers are of their moment; the map says for itself how it may be kept.
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    if (!c.res.headers.has('content-security-policy'))
      c.res.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  });
  app.use(hostGuard(access), originGuard(access));
  allowOrigin(app, access);
  app.use(tokenGuard(access));
  guardBodies(app);
  nameMethods(app);
}

function allowOrigin(app: OpenAPIHono, access: Access): void {
  if (access.cors !== null) {
    // Before the token is asked for: browsers ask leave without one.
    app.use(
      cors({
        origin: access.cors,
        allowMethods: ['GET', 'POST', 'DELETE'],
        allowHeaders: [
          'authorization',
          'content-type',
          'if-none-match',
          'mcp-protocol-version',
          'mcp-session-id',
        ],
        exposeHeaders: ['etag', 'mcp-session-id'],
      }),
    );
  }
}

function guardBodies(app: OpenAPIHono): void {
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => {
        throw new HttpError(413, `The body is too large: expected at most ${LARGEST_BODY} bytes.`);
      },
    }),
  );
  app.use('/api/*', async (c, next) => {
    const type = c.req.header('content-type') ?? '';
    if (c.req.method === 'POST' && !/^application\/json\s*(;|$)/i.test(type)) {
      throw new HttpError(
        415,
        `Expected a body of type application/json, got ${type === '' ? 'none' : `"${type.slice(0, 100)}"`}.`,
        'Send JSON with the header "Content-Type: application/json".',
      );
    }
    await next();
  });
}

/** Another method than a route takes is answered with 405 and those that it takes. */
function nameMethods(app: OpenAPIHono): void {
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const response = problemResponse(
          toProblem(
            new HttpError(
              405,
              `${c.req.path.slice(0, 200)} takes ${methods.join(', ')}, not ${c.req.method}.`,
            ),
          ),
        );
        response.headers.set('allow', methods.join(', '));
        return response;
      },
    }),
  );
}

function describe(app: OpenAPIHono): void {
  const info = {
    openapi: '3.1.0',
    info: {
      title: 'fieldmap',
      version: VERSION,
      description: 'Ask a library of paper abstracts, find similar papers, read its map.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
  };
  app.get('/openapi.json', (c) => c.json(app.getOpenAPI31Document(info)));
  app.get('/docs', (c) =>
    c.html(
      renderDocs(app.getOpenAPI31Document(info) as unknown as ApiDocument, new URL(c.req.url).origin),
      200,
      {
        'content-security-policy': DOCS_POLICY,
      },
    ),
  );
}

/** hono's own refusals (a body that is no JSON) in our words. */
function asHttpError(error: Error): Error {
  if (systemCode(error) === 'ECONNRESET') return new HttpError(400, 'The request ended before its body did.');
  if (
    error instanceof FieldmapError ||
    !('status' in error) ||
    typeof error.status !== 'number' ||
    error.status >= 500
  )
    return error;
  return new HttpError(
    error.status,
    error.message === 'Malformed JSON in request body' ? 'The body is not JSON.' : error.message,
  );
}

/** A person who opens the map in a browser; programs get problems. */
function wantsPage(path: string, accept = ''): boolean {
  return path === '/' && accept.includes('text/html');
}
