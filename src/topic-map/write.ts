/** The map as text, and text as a map. */
import { z } from 'zod';
import { FieldmapError } from '../errors.js';
import { SCHEMA_VERSION, topicMapSchema } from './schema.js';
import type { TopicMap } from './schema.js';

/**
 * The text of `topic-map.json`: one paper and one topic a line, so that two maps can be compared line by line. Equal
 * maps give equal text. The map is validated first.
 * @throws FieldmapError `internal` when the map is not as the schema says, which would be a bug.
 */
export function writeTopicMap(map: TopicMap): string {
  const checked = topicMapSchema.safeParse(map);
  if (!checked.success) {
    throw new FieldmapError('internal', `The topic map is not as its schema says: ${firstIssue(checked.error)}.`);
  }
  const parts = Object.entries(checked.data).map(([key, value]) => `${JSON.stringify(key)}: ${layOut(value)}`);
  return `{\n${parts.join(',\n')}\n}\n`;
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
    throw new FieldmapError('input', `${where} is not JSON, so it is no topic map.`, remake, { cause: error });
  }
  const version = z.object({ schemaVersion: z.number() }).safeParse(value);
  if (version.success && version.data.schemaVersion > SCHEMA_VERSION) {
    throw new FieldmapError('input',
      `${where} has schemaVersion ${version.data.schemaVersion}; this fieldmap reads up to ${SCHEMA_VERSION}.`,
      'Install the fieldmap that wrote it, or a newer one.');
  }
  if (version.success && version.data.schemaVersion < SCHEMA_VERSION) {
    throw new FieldmapError('input', `${where} has schemaVersion ${version.data.schemaVersion}; this fieldmap reads ${SCHEMA_VERSION}.`, remake);
  }
  const checked = topicMapSchema.safeParse(value);
  if (checked.success) return checked.data;
  throw new FieldmapError('input', `${where} is not a topic map: ${firstIssue(checked.error)}.`, remake);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const place = issue.path.length === 0 ? 'at the top' : `at ${issue.path.join('.')}`;
  return `${issue.message} ${place}`;
}
