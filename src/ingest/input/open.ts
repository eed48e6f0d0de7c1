/** Opening a file: its bytes, unpacked. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FieldmapError, messageOf, systemCode } from '../../errors.js';
import { exportFor } from './export-for.js';

/** What to read. `name` is kept as the papers' source and shown in messages. */
export type Input =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly stream: Readable }
  | { readonly name: string; readonly bytes: Uint8Array | Readable };

/** Bytes wanted to tell encoding and format. */
const HEAD = 64 * 1024;

const CHUNK = 256 * 1024;

export interface Opened {
  /** The beginning, unpacked. */
  readonly head: Uint8Array;
  /** All of it, the beginning too. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Opens and, where it is gzip, unpacks. Throws `input` when missing, unreadable or empty. */
export async function open(input: Input): Promise<Opened> {
  let opened = await peek(rawChunks(input));
  for (let depth = 0; isGzip(opened.head); depth++) {
    if (depth > 1)
      throw new FieldmapError('input', `${input.name} is packed more than twice.`, 'Unpack it first.');
    opened = await peek(gunzip(input.name, opened.chunks));
  }
  if (opened.head.length === 0)
    throw new FieldmapError('input', `${displayName(input.name)} is empty.`, null);
  return opened;
}

/** How messages call an input: `-` is what people type for standard input. */
export function displayName(name: string): string {
  return name === '-' ? 'Standard input' : name;
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

async function* rawChunks(input: Input): AsyncGenerator<Uint8Array> {
  try {
    const source =
      'bytes' in input
        ? input.bytes
        : 'stream' in input
          ? input.stream
          : createReadStream(input.path, { highWaterMark: CHUNK });
    if (source instanceof Uint8Array) yield* slices(source);
    else yield* source as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw inputError(error, input.name);
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** What the system says about reading `name`, in words. */
export function inputError(error: unknown, name: string): unknown {
  const code = systemCode(error);
  if (error instanceof FieldmapError) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const instead = exportFor(name);
    if (instead !== null)
      return new FieldmapError(
        'input',
        `${name} is no file: fieldmap fetches nothing from the web.`,
        instead,
        {
          cause: error,
        },
      );
    // Names come from Node as UTF-8; bytes that are none have become this character, and name no file any more.
    const hint = name.includes('\ufffd')
      ? 'Its name is not UTF-8, which Node cannot open: rename the file.'
      : 'Check the path.';
    return new FieldmapError('input', `There is no file ${name}.`, hint, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new FieldmapError('input', `${name} may not be read.`, 'Check its permissions.', { cause: error });
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return new FieldmapError(
      'input',
      `${name} cannot be read: too many files are open.`,
      'Raise the limit (`ulimit -n 1024`) and run the same command again.',
      { cause: error },
    );
  }
  if (code === 'EISDIR') return new FieldmapError('input', `${name} is a folder.`, null, { cause: error });
  return new FieldmapError('input', `${name} cannot be read (${messageOf(error)}).`, null, { cause: error });
}

/** Deflate packs at most 1032 to 1; papers reach 15 to 1. */
export const BOMB_RATIO = 200;
export const BOMB_BYTES = 64 * 1024 * 1024;

async function* gunzip(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const source = Readable.from(counted(), { objectMode: false });
  const stream = createGunzip({ chunkSize: CHUNK });
  source.on('error', (error) => stream.destroy(error));
  source.pipe(stream);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      if (unpacked > BOMB_BYTES && unpacked > packed * BOMB_RATIO) throw bomb(name);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof FieldmapError || systemCode(error)?.startsWith('Z') !== true) throw error;
    throw new FieldmapError(
      'input',
      `${name} is damaged: its gzip data cannot be unpacked (${messageOf(error)}).`,
      'Download or pack it again.',
      { cause: error },
    );
  } finally {
    source.destroy();
    stream.destroy();
  }
}

export function bomb(name: string): FieldmapError {
  return new FieldmapError(
    'input',
    `${name} unpacks to more than ${BOMB_RATIO} times its size: that is no list of papers.`,
    'If it is, unpack it and add what is in it.',
  );
}

/** An archive that is not in a file must be held as a whole. */
const ARCHIVE = { most: 512 * 1024 * 1024, what: 'a zip archive' };

/** All bytes of what cannot be read from its beginning to its end. Throws `input` when they are more than `most`. */
export async function wholeOf(
  name: string,
  opened: Opened,
  { most, what }: { readonly most: number; readonly what: string } = ARCHIVE,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of opened.chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > most)
      throw new FieldmapError(
        'input',
        `${displayName(name)} is ${what} of more than ${most / 2 ** 20} MB.`,
        what === ARCHIVE.what
          ? 'Give it as a file, or unpack it first.'
          : 'Add the records of the papers as BibTeX or RIS.',
      );
  }
  return Buffer.concat(parts);
}

/** Takes the beginning off a stream and gives both the beginning and the whole. */
async function peek(chunks: AsyncIterable<Uint8Array>): Promise<Opened> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  const head = taken.length === 1 ? taken[0]! : Buffer.concat(taken);
  return { head: head.subarray(0, HEAD), chunks: resume(head, iterator) };
}

async function* resume(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
