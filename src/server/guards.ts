/**
 * Who may ask. A server on the loopback address is reachable from every web page that the same machine's browser has
 * open: by a name that an attacker points at 127.0.0.1 (DNS rebinding; seen in the Host header) and by requests across
 * origins (seen in Origin and Sec-Fetch-Site). Both are refused before anything is looked up.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { HttpError } from './problem.js';

export interface Access {
  /** The server listens on the loopback address alone: it has no other name than those. */
  readonly loopback: boolean;
  /** What every request must know; null: nothing. */
  readonly token: string | null;
  /** An origin whose pages may ask; null: none but the server's own. */
  readonly cors: string | null;
}

const LOOPBACK = /^(localhost|127(\.(25[0-5]|2[0-4]\d|1?\d{1,2})){3}|\[::1\])(:\d{1,5})?$/i;

export function isLoopback(host: string): boolean {
  return host === '::1' || LOOPBACK.test(host);
}

/** As the client wrote it: in HTTP/1.1 every request has one. */
function hostOf(c: Context): string {
  return c.req.header('host') ?? new URL(c.req.url).host;
}

export function hostGuard({ loopback }: Access): MiddlewareHandler {
  return async (c, next) => {
    const host = hostOf(c);
    if (!isHost(host)) {
      throw new HttpError(
        400,
        `The request's Host header is no address: "${host.slice(0, 100)}".`,
        'Expected the name or address of this server, with its port: such as localhost:7070.',
      );
    }
    if (loopback && !LOOPBACK.test(host)) {
      throw new HttpError(
        403,
        `This server answers as localhost or 127.0.0.1, not as "${host.slice(0, 100)}".`,
        'Run `fieldmap serve --host ADDRESS` to be reached by another name.',
      );
    }
    await next();
  };
}

/** Whether addresses can be made with it: `127.0.0.999` looks like a host, and no URL can have it. */
function isHost(host: string): boolean {
  return host === '' || (/^[^\s/?#\\]+$/.test(host) && URL.canParse(`http://${host}/`));
}

/** What a link on another site may lead to: pages for a person. Everything else is asked for by programs alone. */
const PAGES: ReadonlySet<string> = new Set(['/', '/docs']);

export function originGuard({ cors }: Access): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    if (origin !== undefined && origin !== cors && hostIn(origin) !== hostOf(c).toLowerCase())
      throw foreign(origin);
    // Pictures, scripts and frames of another page send no Origin, but browsers say where they come from. A link to a
    // page may be followed; one to a question would make the library work for whoever wrote the link.
    const site = c.req.header('sec-fetch-site');
    const isLink =
      c.req.header('sec-fetch-mode') === 'navigate' &&
      c.req.header('sec-fetch-dest') === 'document' &&
      c.req.method === 'GET' &&
      PAGES.has(c.req.path);
    if (origin === undefined && (site === 'cross-site' || site === 'same-site') && !isLink)
      throw foreign('another site');
    await next();
  };
}

function hostIn(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function foreign(origin: string): HttpError {
  return new HttpError(
    403,
    `A page of ${origin.slice(0, 100)} may not ask this server.`,
    'Run `fieldmap serve --cors ORIGIN` to let it.',
  );
}

/**
 * `Authorization: Bearer TOKEN`, or `?token=TOKEN` once in a browser, which then keeps a cookie. The cookie is Lax: with
 * Strict the page would refuse whoever comes by a link.
 */
export function tokenGuard({ token }: Access): MiddlewareHandler {
  if (token === null) return (_, next) => next();
  // Cookies know no ports: two servers on one machine must not overwrite each other's.
  const cookie = `fieldmap-${createHash('sha256').update(token).digest('hex').slice(0, 8)}`;
  return async (c, next) => {
    const url = new URL(c.req.url);
    const once = url.searchParams.get('token');
    if (once !== null && (c.req.method === 'GET' || c.req.method === 'HEAD') && same(once, token)) {
      setCookie(c, cookie, token, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        secure: url.protocol === 'https:',
      });
      url.searchParams.delete('token');
      // Not the whole address: its host is the client's word.
      return c.redirect(`${url.pathname.replace(/^\/+/, '/')}${url.search}`, 303);
    }
    const [, bearer] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    const given = bearer ?? getCookie(c, cookie);
    if (given === undefined || !same(given, token)) {
      throw new HttpError(
        401,
        `This server needs its token${given === undefined ? '' : '; the one given is not it'}.`,
        'Send the header "Authorization: Bearer TOKEN", or open /?token=TOKEN once in a browser.',
      );
    }
    await next();
  };
}

/** In a time that does not tell how much of it is right. */
function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
