/** The pinned model. It is a setting whose change costs the vectors. */
import { FieldmapError } from '../errors.js';
import type { ModelInfo, PaperKey } from '../types.js';
import type { Connection } from './connection.js';
import { getSetting, setSetting } from './settings.js';

const NAME = 'model';

export function getModel(db: Connection): ModelInfo | null {
  return getSetting(db, NAME) as ModelInfo | null;
}

export function setModel(db: Connection, model: ModelInfo): void {
  db.write((change) => {
    const pinned = getModel(db);
    if (pinned !== null && same(pinned, model)) return;
    const embedded = db
      .tuples<[PaperKey, string]>('SELECT paper, content_hash FROM facets WHERE embedded = 1')
      .all();
    for (const [key, contentHash] of embedded) change.vectors(key, contentHash);
    db.exec(`
      DELETE FROM document_vectors; DELETE FROM sentence_vectors;
      UPDATE facets SET embedded = 0, truncated = 0 WHERE embedded = 1`);
    setSetting(db, NAME, model);
  });
}

/** Of the vectors there are; 0 before a model is pinned, when there are none. */
export function dimensionsOf(db: Connection): number {
  return getModel(db)?.dimensions ?? 0;
}

/** @throws FieldmapError `internal` when no model is pinned: vectors without one mean nothing. */
export function neededDimensions(db: Connection): number {
  const model = getModel(db);
  if (model === null)
    throw new FieldmapError('internal', 'No model is pinned: setModel comes before vectors.');
  return model.dimensions;
}

function same(a: ModelInfo, b: ModelInfo): boolean {
  const names = Object.keys({ ...a, ...b }) as (keyof ModelInfo)[];
  return names.every((name) => a[name] === b[name]);
}
