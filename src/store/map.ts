/** The last map: rows for what is asked by paper and topic, a document for the whole. */
import { hash } from 'node:crypto';
import type { PaperKey, Topic } from '../types.js';
import type { Connection } from './connection.js';
import { getDocument, putDocument } from './documents.js';
import { getSetting } from './settings.js';
import type { MapState, SavedMap } from './store.js';

const DOCUMENT = 'topic-map';

/** The setting with the digest of the document: hashing 60 MB to learn that nothing is new takes a tenth of a second. */
const DIGEST = 'topicMapDigest';

interface AssignmentRow {
  readonly paper: PaperKey;
  readonly topic: string | null;
  readonly x: number;
  readonly y: number;
}

export function putMap(db: Connection, map: SavedMap, topicMap: Uint8Array): void {
  db.write(() => {
    db.exec('DELETE FROM topics; DELETE FROM assignments');
    const addTopic = db.sql('INSERT INTO topics VALUES (?, ?, ?, ?)');
    map.topics.forEach((topic, position) =>
      addTopic.run(position, topic.id, topic.parent, JSON.stringify(topic)),
    );
    // A paper may have been removed while the map was made.
    const assign = db.sql('INSERT INTO assignments SELECT key, ?, ?, ? FROM papers WHERE key = ?');
    for (let i = 0; i < map.keys.length; i++) {
      const topic = map.topics[map.topicOf[i]!]?.id ?? null;
      assign.run(topic, map.coordinates[2 * i], map.coordinates[2 * i + 1], map.keys[i]);
    }
    putDocument(db, DOCUMENT, topicMap);
    db.sql('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(DIGEST, JSON.stringify(digestOf(topicMap)));
  });
}

function digestOf(topicMap: Uint8Array): string {
  return hash('sha256', topicMap, 'hex').slice(0, 16);
}

export function getMap(db: Connection): SavedMap | null {
  return db.read(() => {
    if (db.sql('SELECT 1 FROM documents WHERE name = ?').get(DOCUMENT) === undefined) return null;
    const topics = getTopics(db);
    const indexOf = new Map(topics.map((topic, i) => [topic.id, i]));
    const rows = db.sql<AssignmentRow>('SELECT * FROM assignments ORDER BY paper').all();
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
    .column<string>('SELECT json FROM topics ORDER BY position')
    .all()
    .map((json) => JSON.parse(json) as Topic);
}

export function mapState(db: Connection): MapState | null {
  return db.read(() => {
    if (db.sql('SELECT 1 FROM documents WHERE name = ?').get(DOCUMENT) === undefined) return null;
    const { papers, placed } = db
      .sql<{ papers: number; placed: number }>(
        'SELECT count(*) AS papers, count(topic) AS placed FROM assignments',
      )
      .get()!;
    // A map from before there was the setting has none.
    const digest = (getSetting(db, DIGEST) as string | null) ?? digestOf(getTopicMap(db)!);
    return { digest, papers, unplaced: papers - placed };
  });
}

export function getTopicMap(db: Connection): Uint8Array | null {
  return getDocument(db, DOCUMENT);
}

export function topicsOf(db: Connection, keys: ArrayLike<PaperKey>): (string | null)[] {
  const find = db.column<string | null>('SELECT topic FROM assignments WHERE paper = ?');
  return db.read(() => Array.from(keys, (key) => find.get(key) ?? null));
}
