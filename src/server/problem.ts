/** Errors as `application/problem+json` (RFC 9457) with the library's codes. */
import { STATUS_CODES } from 'node:http';
import { FieldmapError, messageOf, type ErrorCode } from '../errors.js';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly hint: string | null;
}

/** What each code means to a client. */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  usage: 400,
  input: 400,
  'not-found': 404,
  library: 503,
  busy: 503,
  model: 503,
  disk: 503,
  interrupted: 503,
  internal: 500,
};

/** Thrown by guards and routes where HTTP has a word of its own for what is wrong. */
export class HttpError extends FieldmapError {
  readonly status: number;

  constructor(status: number, message: string, hint: string | null = null) {
    super(status === 404 ? 'not-found' : status >= 500 ? 'busy' : 'usage', message, hint);
    this.status = status;
  }
}

export function toProblem(error: unknown): Problem {
  if (!(error instanceof FieldmapError)) {
    return problem(500, 'internal', 'This is a bug in fieldmap; the server’s standard error has more.', null);
  }
  return problem(
    error instanceof HttpError ? error.status : STATUS[error.code],
    error.code,
    messageOf(error),
    error.hint,
  );
}

function problem(status: number, code: ErrorCode, detail: string, hint: string | null): Problem {
  return { type: `/docs#${code}`, title: STATUS_CODES[status] ?? 'Error', status, detail, code, hint };
}

export function problemResponse(found: Problem): Response {
  return new Response(`${JSON.stringify(found, null, 2)}\n`, {
    status: found.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(found.status === 503 && { 'retry-after': '2' }),
      ...(found.status === 401 && { 'www-authenticate': 'Bearer realm="fieldmap"' }),
    },
  });
}
