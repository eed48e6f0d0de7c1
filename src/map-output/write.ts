/** The map as text, and text as a map. */
import { z } from 'zod';
import { FieldmapError } from '../errors.js';
import { SCHEMA_VERSION, topicMapSchema, type TopicMap } from '../topic-map/index.js';

/** Papers checked and written at once: as text and as a checked copy, the whole map would take 300 MB for 58,919 papers. */
const BLOCK = 1024;

/** The text of `topic-map.json`. @throws FieldmapError `internal` when the map is not as the schema says, which would be a bug. */
export function writeTopicMap(map: TopicMap): string {
  return topicMapBytes(map).toString('utf8');
}

/**
 * The same in UTF-8: one paper and one topic a line, so that two maps can be compared line by line. Equal maps give equal
 * bytes. The map is validated on the way.
 */
export function topicMapBytes(map: TopicMap): Buffer {
  const parts: Buffer[] = [];
  const put = (text: string): void => void parts.push(Buffer.from(text));
  // Keys in the schema's order, whatever theirs.
  const frame = checked(topicMapSchema, { ...map, papers: [] }, 0);
  let first = true;
  for (const [key, value] of Object.entries(frame)) {
    put(`${first ? '{\n' : ',\n'}${JSON.stringify(key)}: `);
    first = false;
    if (key !== 'papers' || map.papers.length === 0) put(layOut(value));
    else putPapers(map.papers, put);
  }
  put('\n}\n');
  return Buffer.concat(parts);
}

function putPapers(papers: TopicMap['papers'], put: (text: string) => void): void {
  for (let start = 0; start < papers.length; start += BLOCK) {
    const block = checked(topicMapSchema.shape.papers, papers.slice(start, start + BLOCK), start);
    put(`${start === 0 ? '[\n' : ',\n'}${block.map((paper) => JSON.stringify(paper)).join(',\n')}`);
  }
  put('\n]');
}

/** `value` as the schema has it; its papers begin with number `start`. */
function checked<T>(schema: z.ZodType<T>, value: unknown, start: number): T {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  const issue = found.error.issues[0]!;
  const [at, ...rest] = issue.path;
  const path = typeof at === 'number' ? ['papers', start + at, ...rest] : issue.path;
  throw new FieldmapError(
    'internal',
    `The topic map is not as its schema says: ${sentenceOf({ ...issue, path })}.`,
  );
}

function layOut(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return '[]';
  return `[\n${value.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}

/**
 * Reads a topic map back.
 * @throws FieldmapError `input` when `text` is not one; `where` names the file in the message.
 */
export function readTopicMap(text: string, where: string): TopicMap {
  const remake = 'Run `fieldmap map` to make it anew.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FieldmapError('input', `${where} is not JSON, so it is no topic map.`, remake, {
      cause: error,
    });
  }
  const version = z.object({ schemaVersion: z.number() }).safeParse(value);
  if (!version.success) {
    throw new FieldmapError(
      'input',
      `${where} has no schemaVersion, which every topic map has.`,
      'Give the topic-map.json that `fieldmap map` wrote.',
    );
  }
  if (version.data.schemaVersion > SCHEMA_VERSION) {
    throw new FieldmapError(
      'input',
      `${where} has schemaVersion ${version.data.schemaVersion}; this fieldmap reads up to ${SCHEMA_VERSION}.`,
      'Install the fieldmap that wrote it, or a newer one.',
    );
  }
  const problem = (issue: Pick<z.core.$ZodIssue, 'message' | 'path'>): FieldmapError =>
    new FieldmapError('input', `${where} is not a topic map: ${sentenceOf(issue)}.`, remake);
  const { papers, ...frame } = upgraded(value as Record<string, unknown>, version.data.schemaVersion);
  const checkedFrame = topicMapSchema.safeParse({ ...frame, papers: [] });
  if (!checkedFrame.success) throw problem(checkedFrame.error.issues[0]!);
  if (!Array.isArray(papers)) throw problem({ message: 'Expected a list', path: ['papers'] });
  for (let start = 0; start < papers.length; start += BLOCK) {
    const block = topicMapSchema.shape.papers.safeParse(papers.slice(start, start + BLOCK));
    if (block.success) continue;
    const { message, path } = block.error.issues[0]!;
    throw problem({ message, path: ['papers', start + Number(path[0]), ...path.slice(1)] });
  }
  // Checked in blocks and not copied: a second copy of the papers of a large map would take 250 MB.
  return { ...checkedFrame.data, papers: papers as TopicMap['papers'] };
}

/** What each version lacks that the next one has. */
const UPGRADES: Readonly<Record<number, (map: Record<string, unknown>) => Record<string, unknown>>> = {
  1: (map) => ({
    ...map,
    schemaVersion: 2,
    concepts: [],
    topics: Array.isArray(map['topics'])
      ? map['topics'].map((topic: unknown) => ({ ...(topic as object), concepts: [] }))
      : map['topics'],
  }),
};

function upgraded(map: Record<string, unknown>, version: number): Record<string, unknown> {
  let now = map;
  for (let from = version; UPGRADES[from] !== undefined; from++) now = UPGRADES[from]!(now);
  return now;
}

function sentenceOf({ message, path }: Pick<z.core.$ZodIssue, 'message' | 'path'>): string {
  return `${message} ${path.length === 0 ? 'at the top' : `at ${path.join('.')}`}`;
}
