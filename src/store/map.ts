/**
 * Maps: rows for what is asked by paper and topic, a document for the whole. A library has several, each under a name;
 * that of the connection is read and written, or else the one that the library goes by.
 */
import { hash } from 'node:crypto';
import { FieldmapError } from '../errors.js';
import type { PaperKey, Topic } from '../types.js';
import type { Connection } from './connection.js';
import { documentNames, getDocument, putDocument, removeDocument } from './documents.js';
import { getSetting, setSetting } from './settings.js';
import type { MapState, SavedMap } from './store.js';

/** The map that a library has when nobody has named one. */
const MAIN = 'main';

/** The setting with the name of the map that the library goes by. */
const CURRENT = 'map';

const DOCUMENT = 'topic-map';

/** The setting with the digest of the document: hashing 60 MB to learn that nothing is new takes a tenth of a second. */
const DIGEST = 'topicMapDigest';

/** That of `main` has no name in it: so it was before there were several. */
const named = (what: string, map: string): string => (map === MAIN ? what : `${what}/${map}`);

/** The name of the document of a map. */
export const mapDocument = (map: string): string => named(DOCUMENT, map);

interface AssignmentRow {
  readonly paper: PaperKey;
  readonly topic: string | null;
  readonly x: number;
  readonly y: number;
}

export function mapName(db: Connection): string {
  return db.map ?? (getSetting(db, CURRENT) as string | null) ?? MAIN;
}

/** Ascending. */
export function mapNames(db: Connection): string[] {
  const prefix = `${DOCUMENT}/`;
  const others = documentNames(db, prefix).map((name) => name.slice(prefix.length));
  return [...(getDocument(db, DOCUMENT) === null ? [] : [MAIN]), ...others].sort();
}

/** @throws FieldmapError `not-found` */
export function useMap(db: Connection, name: string): void {
  db.write(() => {
    needMap(db, name);
    setSetting(db, CURRENT, name === MAIN ? null : name);
  });
}

/** @throws FieldmapError `not-found`; `usage` for the one that the library goes by. */
export function removeMap(db: Connection, name: string): void {
  db.write(() => {
    needMap(db, name);
    if (name === ((getSetting(db, CURRENT) as string | null) ?? MAIN))
      throw new FieldmapError(
        'usage',
        `"${name}" is the map that the library goes by.`,
        'Run `fieldmap maps use OTHER` first.',
      );
    db.sql('DELETE FROM topics WHERE map = ?').run(name);
    db.sql('DELETE FROM assignments WHERE map = ?').run(name);
    removeDocument(db, named(DOCUMENT, name));
    setSetting(db, named(DIGEST, name), null);
  });
}

function needMap(db: Connection, name: string): void {
  const names = mapNames(db);
  if (names.includes(name)) return;
  throw new FieldmapError(
    'not-found',
    `There is no map "${name}"${names.length === 0 ? '' : `; there ${names.length === 1 ? 'is' : 'are'} ${names.map((one) => `"${one}"`).join(', ')}`}.`,
    names.length === 0 ? 'Run `fieldmap map` first.' : `Run \`fieldmap map --name ${name}\` to make it.`,
  );
}

export function putMap(db: Connection, map: SavedMap, topicMap: Uint8Array): void {
  db.write(() => {
    const name = mapName(db);
    db.sql('DELETE FROM topics WHERE map = ?').run(name);
    db.sql('DELETE FROM assignments WHERE map = ?').run(name);
    const addTopic = db.sql('INSERT INTO topics VALUES (?, ?, ?, ?, ?)');
    map.topics.forEach((topic, position) =>
      addTopic.run(name, position, topic.id, topic.parent, JSON.stringify(topic)),
    );
    // A paper may have been removed while the map was made.
    const assign = db.sql('INSERT INTO assignments SELECT ?, key, ?, ?, ? FROM papers WHERE key = ?');
    for (let i = 0; i < map.keys.length; i++) {
      const topic = map.topics[map.topicOf[i]!]?.id ?? null;
      assign.run(name, topic, map.coordinates[2 * i], map.coordinates[2 * i + 1], map.keys[i]);
    }
    putDocument(db, named(DOCUMENT, name), topicMap);
    setSetting(db, named(DIGEST, name), digestOf(topicMap));
  });
}

function digestOf(topicMap: Uint8Array): string {
  return hash('sha256', topicMap, 'hex').slice(0, 16);
}

function hasMap(db: Connection, name: string): boolean {
  return db.sql('SELECT 1 FROM documents WHERE name = ?').get(named(DOCUMENT, name)) !== undefined;
}

export function getMap(db: Connection): SavedMap | null {
  return db.read(() => {
    const name = mapName(db);
    if (!hasMap(db, name)) return null;
    const topics = getTopics(db);
    const indexOf = new Map(topics.map((topic, i) => [topic.id, i]));
    const rows = db
      .sql<AssignmentRow>('SELECT paper, topic, x, y FROM assignments WHERE map = ? ORDER BY paper')
      .all(name);
    const coordinates = new Float32Array(2 * rows.length);
    rows.forEach(({ x, y }, i) => coordinates.set([x, y], 2 * i));
    return {
      topics,
      keys: Int32Array.from(rows, (row) => row.paper),
      topicOf: Int32Array.from(rows, (row) => (row.topic === null ? -1 : indexOf.get(row.topic)!)),
      coordinates,
    };
  });
}

export function getTopics(db: Connection): Topic[] {
  return db
    .column<string>('SELECT json FROM topics WHERE map = ? ORDER BY position')
    .all(mapName(db))
    .map((json) => JSON.parse(json) as Topic);
}

export function mapState(db: Connection, name = mapName(db)): MapState | null {
  return db.read(() => {
    if (!hasMap(db, name)) return null;
    const { papers, placed } = db
      .sql<{ papers: number; placed: number }>(
        'SELECT count(*) AS papers, count(topic) AS placed FROM assignments WHERE map = ?',
      )
      .get(name)!;
    // An area is no topic.
    const topics = db
      .column<number>(
        'SELECT count(*) FROM topics t WHERE map = ? AND NOT EXISTS (SELECT 1 FROM topics c WHERE c.map = t.map AND c.parent = t.id)',
      )
      .get(name)!;
    // A map from before there was the setting has none.
    const digest =
      (getSetting(db, named(DIGEST, name)) as string | null) ??
      digestOf(getDocument(db, named(DOCUMENT, name))!);
    return { digest, papers, unplaced: papers - placed, topics };
  });
}

export function getTopicMap(db: Connection): Uint8Array | null {
  return getDocument(db, named(DOCUMENT, mapName(db)));
}

export function topicsOf(db: Connection, keys: ArrayLike<PaperKey>): (string | null)[] {
  const find = db.column<string | null>('SELECT topic FROM assignments WHERE map = ? AND paper = ?');
  return db.read(() => {
    const name = mapName(db);
    return Array.from(keys, (key) => find.get(name, key) ?? null);
  });
}
