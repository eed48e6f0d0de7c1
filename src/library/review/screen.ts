/** marks ─screening─▶ the next papers to decide on, and what a finished review would have cost. */
import { readFile } from 'node:fs/promises';
import type { Screening } from '../../answers/index.js';
import { DEFAULTS } from '../../config.js';
import { cannotRead, FieldmapError } from '../../errors.js';
import {
  nextPapers,
  readUntil,
  replay,
  screeningFeatures,
  workSaved,
  type Features,
} from '../../screening/index.js';
import type { PaperKey } from '../../types.js';
import type { Context } from '../session/context.js';
import { changeOf, marksIn } from './marks-file.js';

export interface ScreenOptions {
  /** Papers wanted; default 10. */
  readonly count?: number;
}

/** How many of the latest decisions are counted: when none of them included a paper, one may think of stopping. */
const LAST = 50;

/** @throws FieldmapError `usage` when no paper is included yet: there is nothing to go by. */
export async function screen(context: Context, { count = DEFAULTS.hits }: ScreenOptions): Promise<Screening> {
  const { store } = context;
  const { keys, features } = await material(context);
  const decisions = (await store.marked()).filter(({ mark }) => mark.decision !== null);
  const of = (decision: string) => decisions.filter(({ mark }) => mark.decision === decision);
  const [included, excluded, maybe] = [of('include'), of('exclude'), of('maybe')];
  if (included.length === 0) {
    throw new FieldmapError(
      'usage',
      `No paper is included yet${excluded.length > 0 ? `, ${excluded.length} are excluded` : ''}: screening goes by one of each kind at least.`,
      'Find one with `fieldmap ask "QUESTION"` and run `fieldmap mark ID --include`.',
    );
  }
  const rowOf = new Map(Array.from(keys, (key, row) => [key, row]));
  const rows = (list: typeof decisions): number[] => list.flatMap(({ key }) => rowOf.get(key) ?? []);
  const examples = [
    ...rows(included).map((row) => ({ row, isIncluded: true })),
    ...rows(excluded).map((row) => ({ row, isIncluded: false })),
  ];
  const seed = context.options.seed ?? DEFAULTS.seed;
  const next = nextPapers(features, examples, rows(maybe), { count, seed });
  const papers = await store.getByKey(next.map(({ row }) => keys[row]!));
  const last = decisions.slice(-LAST);
  return {
    next: next.flatMap(({ score, isDoubtful }, i) => {
      const paper = papers[i]?.paper;
      return paper === undefined ? [] : [{ id: paper.id, score, isDoubtful, paper }];
    }),
    papers: keys.length,
    decided: decisions.length,
    included: included.length,
    excluded: excluded.length,
    maybe: maybe.length,
    left: keys.length - decisions.length,
    last: {
      decided: last.length,
      included: last.filter(({ mark }) => mark.decision === 'include').length,
    },
  };
}

interface Material {
  readonly keys: Int32Array;
  readonly features: Features;
}

/** Texts and vectors of the whole library; those of papers that are not embedded yet are zeros. */
async function material(context: Context): Promise<Material> {
  const { textDigest, vectorsDigest } = await context.store.revision();
  return context.memoized('screening', `${textDigest} ${vectorsDigest}`, async () => {
    const { store } = context;
    const keys: PaperKey[] = [];
    const texts: { title: string; abstract: string }[] = [];
    for await (const { key, paper } of store.scan()) {
      keys.push(key);
      texts.push({ title: paper.title, abstract: paper.abstract });
    }
    const embedded = await store.allDocumentVectors();
    const { dimensions } = embedded.matrix;
    const data = new Float32Array(keys.length * dimensions);
    const rowOf = new Map(keys.map((key, row) => [key, row]));
    embedded.keys.forEach((key, i) => {
      const row = rowOf.get(key);
      if (row !== undefined)
        data.set(embedded.matrix.data.subarray(i * dimensions, (i + 1) * dimensions), row * dimensions);
    });
    return {
      keys: Int32Array.from(keys),
      features: screeningFeatures(texts, { data, rows: keys.length, dimensions }),
    };
  });
}

export interface Simulation {
  readonly papers: number;
  readonly included: number;
  /** Ids of the file that no paper has. */
  readonly unknown: readonly string[];
  /** The included and the excluded paper that it began with. */
  readonly start: readonly string[];
  /** Recall after a share of the papers was read. */
  readonly curve: readonly { readonly read: number; readonly found: number; readonly recall: number }[];
  /** Papers read until 95 % and all of the included ones were found. */
  readonly readFor95: number;
  readonly readForAll: number;
  /** Over random order at 95 % recall, 0..1. */
  readonly workSaved: number;
}

const RECALL = 0.95;
const SHARES = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1];

/**
 * Replays a finished review: `path` is a file of marks, or a JSON list of the ids that were included, all others being
 * excluded.
 * @throws FieldmapError `input` when it is neither, or says of too few papers what became of them.
 */
export async function simulateScreening(context: Context, path: string): Promise<Simulation> {
  const { keys, features } = await material(context);
  const { included, excluded } = await decisionsIn(path);
  const known = await context.store.keysOf([...included, ...(excluded ?? [])]);
  const rowOf = new Map(Array.from(keys, (key, row) => [key, row]));
  const isIncluded = new Int8Array(keys.length).fill(excluded === null ? 0 : -1);
  // Backwards: of a paper of which both were said, the inclusion counts.
  for (let i = known.length - 1; i >= 0; i--) {
    const row = rowOf.get(known[i]!);
    if (row !== undefined) isIncluded[row] = i < included.length ? 1 : 0;
  }
  const done = replay(features, isIncluded, context.options.seed ?? DEFAULTS.seed);
  if (done === null)
    throw new FieldmapError(
      'input',
      `${path} says too little of this library: ${count(isIncluded, 1)} papers included and ${count(isIncluded, 0)} excluded, expected at least 2 and 1.`,
      'Run `fieldmap show ID` with an id of the file to see whether the library has it.',
    );
  return {
    papers: done.toRead + 2,
    included: done.toFind + 1,
    unknown: [...included, ...(excluded ?? [])].filter((_, i) => known[i] === 0),
    start: (await context.store.idsOf(done.start.map((row) => keys[row]!))).map((id) => id ?? ''),
    curve: SHARES.map((share) => {
      const read = Math.round(share * done.toRead);
      const found = read === 0 ? 0 : done.found[Math.min(read, done.found.length) - 1]!;
      return { read, found, recall: found / done.toFind };
    }),
    readFor95: readUntil(done, RECALL),
    readForAll: readUntil(done, 1),
    workSaved: workSaved(done, RECALL),
  };
}

function count(values: Int8Array, wanted: number): number {
  return values.filter((value) => value === wanted).length;
}

/** Null for the excluded ones: all that are not included. */
async function decisionsIn(
  path: string,
): Promise<{ included: readonly string[]; excluded: readonly string[] | null }> {
  const hint = 'Expected a file of marks, or a JSON list of the ids that were included: ["id", "id"].';
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw cannotRead(path, error, hint);
  });
  if (/^\ufeff?\s*\[/.test(text)) {
    const ids: unknown = parsed(text, path, hint);
    if (Array.isArray(ids) && ids.every((id) => typeof id === 'string' || typeof id === 'number'))
      return { included: [...new Set(ids.map(String))], excluded: null };
    throw new FieldmapError('input', `${path} is a list of something else than ids.`, hint);
  }
  const changes = marksIn(text, path)
    .map(changeOf)
    .filter((change) => typeof change !== 'string');
  const of = (wanted: string): string[] =>
    changes.filter(({ decision }) => decision === wanted).map(({ id }) => id);
  return { included: of('include'), excluded: of('exclude') };
}

function parsed(text: string, path: string, hint: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new FieldmapError('input', `${path} is no JSON: ${(error as Error).message}.`, hint, {
      cause: error,
    });
  }
}
