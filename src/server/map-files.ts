/** The map and its page, kept gzipped until there is another map: making them takes seconds for a large one. */
import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { FieldmapError } from '../errors.js';
import { VERSION } from '../version.js';
import type { LibraryService } from './verbs.js';

type Name = 'map' | 'page';

const TYPES: Readonly<Record<Name, string>> = { map: 'application/json', page: 'text/html; charset=utf-8' };

export class MapFiles {
  readonly #service: LibraryService;
  readonly #kept = new Map<Name, { readonly tag: string; readonly bytes: Promise<Uint8Array> }>();

  constructor(service: LibraryService) {
    this.#service = service;
  }

  /** The file as the client can take it, or 304 when it has it. @throws FieldmapError `not-found` without a map. */
  async respond(name: Name, request: Request): Promise<Response> {
    const tag = await this.#tag();
    const headers = { etag: tag, vary: 'Accept-Encoding', 'cache-control': 'no-cache' };
    if (matches(request.headers.get('if-none-match'), tag))
      return new Response(null, { status: 304, headers });
    const typed = { ...headers, 'content-type': TYPES[name] };
    // The page looks every half minute whether there is a new map: for that none need be made.
    if (request.method === 'HEAD') return new Response(null, { headers: typed });
    const bytes = await this.#bytes(name, tag);
    // A body of its own memory, whatever the buffer came from.
    const body = new Uint8Array(bytes);
    if (takesGzip(request)) {
      return new Response(body, {
        headers: { ...typed, 'content-encoding': 'gzip', 'content-length': String(body.byteLength) },
      });
    }
    return new Response(Readable.toWeb(Readable.from([body]).pipe(createGunzip())) as ReadableStream, {
      headers: typed,
    });
  }

  /** Weak, since the same map goes out compressed and plain. */
  async #tag(): Promise<string> {
    const { map } = await this.#service.call('state', []);
    if (map === null)
      throw new FieldmapError(
        'not-found',
        'The library has no map yet.',
        'Run `fieldmap map` first; it is picked up without a restart.',
      );
    return `W/"${map.digest}-${VERSION}"`;
  }

  #bytes(name: Name, tag: string): Promise<Uint8Array> {
    const kept = this.#kept.get(name);
    if (kept?.tag === tag) return kept.bytes;
    const bytes = this.#service.call(name, []);
    this.#kept.set(name, { tag, bytes });
    // A failure is not kept: the next request tries again. A later map's file is.
    bytes.catch(() => {
      if (this.#kept.get(name)?.bytes === bytes) this.#kept.delete(name);
    });
    return bytes;
  }
}

/** RFC 9110, 13.1.2: compared weakly. */
function matches(header: string | null, tag: string): boolean {
  if (header === null) return false;
  const bare = (one: string): string => one.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((one) => bare(one) === bare(tag));
}

function takesGzip(request: Request): boolean {
  return (request.headers.get('accept-encoding') ?? '')
    .split(',')
    .some((one) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(one));
}
