/**
 * What the library keeps as documents: each is described by a schema and checked when it is read. A document that is
 * damaged, or that a newer fieldmap wrote, is named with the command that helps; none is taken as it comes.
 */
import { z } from 'zod';
import { FieldmapError, messageOf } from '../../errors.js';

export interface DocumentKind<T> {
  /** As a person would call it. */
  readonly title: string;
  /** The version that is written; documents from before there were versions have none and are of version 1. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** What to do about one that cannot be read. */
  readonly hint: string;
}

/** @throws FieldmapError `library` when the bytes are no such document. */
export function parseDocument<T>(kind: DocumentKind<T>, bytes: Uint8Array): T {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    throw unreadable(kind, `it is not JSON (${messageOf(error)})`, error);
  }
  const { version, ...content } = z
    .looseObject({ version: z.number().default(1) })
    .catch({ version: 1 })
    .parse(value);
  if (version > kind.version)
    throw unreadable(kind, `it has version ${version}, this fieldmap reads up to ${kind.version}`);
  const found = kind.schema.safeParse(content);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw unreadable(kind, `${issue!.message}${issue!.path.length > 0 ? ` at ${issue!.path.join('.')}` : ''}`);
}

export function documentBytes<T extends object>(kind: DocumentKind<T>, content: T): Uint8Array {
  return Buffer.from(JSON.stringify({ version: kind.version, ...content }));
}

function unreadable(
  kind: Pick<DocumentKind<unknown>, 'title' | 'hint'>,
  why: string,
  cause?: unknown,
): FieldmapError {
  return new FieldmapError('library', `The library's ${kind.title} cannot be read: ${why}.`, kind.hint, {
    cause,
  });
}
