/** The file of marks that the map page saves: `{"name": "fieldmap-marks", "version": 1, "marks": [{"id", …}]}`. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { cannotRead, FieldmapError, messageOf } from '../../errors.js';
import type { MarkChange } from '../../store/index.js';
import { clipped } from '../../text/index.js';
import type { Context } from '../session/context.js';
import { checked } from './mark.js';

export interface ImportedMarks {
  /** Papers marked. */
  readonly marked: number;
  /** Ids of the file that no paper has. */
  readonly unknown: readonly string[];
  /** Entries that cannot be kept, and why. */
  readonly skipped: readonly string[];
}

const VERSION = 1;

const FILE = z.object({ name: z.literal('fieldmap-marks'), version: z.int(), marks: z.array(z.unknown()) });

/** What an entry leaves out is as if empty. */
const ENTRY = z.object({
  id: z.string().min(1, 'expected an id'),
  decision: z.enum(['include', 'exclude', 'maybe']).nullable().default(null),
  reason: z.string().default(''),
  star: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  note: z.string().default(''),
});

/**
 * Adds the marks of a file to those of the library: what the file says of a paper wins, what it leaves empty stays.
 * @throws FieldmapError `input` for what is no such file; then nothing is marked.
 */
export async function importMarks({ store }: Context, path: string): Promise<ImportedMarks> {
  const entries = await readMarks(path);
  const changes: MarkChange[] = [];
  const skipped: string[] = [];
  for (const [i, entry] of entries.entries()) {
    const change = changeOf(entry);
    if (typeof change === 'string') skipped.push(`mark ${i + 1}: ${change}`);
    else changes.push(change);
  }
  const byId = await Promise.all(
    changes.map(async (change) => ({ ...change, id: await knownId(change.id) })),
  );
  const { marked, unknown } = await store.mark(byId);
  return { marked: marked.length, unknown, skipped };

  /** A DOI or another identifier is as good as an id. */
  async function knownId(id: string): Promise<string> {
    if ((await store.keysOf([id]))[0] !== 0) return id;
    return (await store.findByIdentifier(id))[0]?.paper.id ?? id;
  }
}

const HINT = 'Expected the file that "Save the list" of the map page writes.';

async function readMarks(path: string): Promise<readonly unknown[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw cannotRead(path, error, HINT);
  });
  return marksIn(text, path);
}

/** The entries of a file as they stand there. @throws FieldmapError `input` when the text is no such file. */
export function marksIn(text: string, path: string): readonly unknown[] {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new FieldmapError('input', `${path} is no file of marks: ${messageOf(error)}.`, HINT, {
      cause: error,
    });
  }
  const found = FILE.safeParse(given);
  if (!found.success) {
    const shape = '{"name": "fieldmap-marks", "version": 1, "marks": [{"id": …, "decision": …}]}';
    throw new FieldmapError('input', `${path} is no file of marks: expected ${shape}.`, HINT);
  }
  const { version, marks } = found.data;
  if (version === VERSION) return marks;
  throw new FieldmapError(
    'input',
    `${path} has version ${version}; this fieldmap reads version ${VERSION}.`,
    'Run `npm install -g fieldmap@latest`.',
  );
}

/** What an entry says, or in words why it can't be kept. */
export function changeOf(entry: unknown): MarkChange | string {
  const found = ENTRY.safeParse(entry);
  if (!found.success) {
    const [issue] = found.error.issues;
    return `${issue!.path.length > 0 ? `${issue!.path.join('.')}: ` : ''}${issue!.message}`;
  }
  const { id, decision, reason, star, tags, note } = found.data;
  try {
    return {
      id,
      ...checked({
        ...(decision !== null && { decision }),
        ...(reason !== '' && { reason }),
        ...(star && { star }),
        ...(tags.length > 0 && { tags }),
        ...(note !== '' && { note }),
      }),
    };
  } catch (error) {
    return `${clipped(id, 80)}: ${messageOf(error)}`;
  }
}
