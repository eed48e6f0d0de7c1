/** The data folder of Zotero: its database, read from a copy, since Zotero keeps it locked while it runs. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { FieldmapError, messageOf, systemCode } from '../../errors.js';
import type { Item } from '../draft.js';
import type { JsonRecord } from '../json/json.js';
import { draftOfZotero } from '../json/zotero-json.js';

export const ZOTERO_FILE = 'zotero.sqlite';

/** The database in a folder, or the file itself by its name; null when `path` is neither. */
export function zoteroFile(path: string): string | null {
  if (basename(path) === ZOTERO_FILE) return path;
  const inside = join(path, ZOTERO_FILE);
  return existsSync(inside) ? inside : null;
}

const CLOSE =
  'Close Zotero and run the same command again, or export the library from Zotero as BibTeX or RIS.';

/**
 * The items of all libraries but feeds, without what is in the bin, attachments and notes. Tags and collections (by their
 * names, and with those above as `Above / Name`) become labels. With `collection` only the items of that collection and of
 * those below it. Throws `input` for a damaged file and one of an unknown version, `usage` for an unknown collection.
 */
export async function* readZotero(name: string, file: string, collection?: string): AsyncGenerator<Item> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-zotero-'));
  let db: Database | null = null;
  try {
    const copy = copyOf(name, file, folder);
    const { default: Sqlite } = await import('better-sqlite3');
    db = new Sqlite(copy);
    // Rolls back what Zotero was about to write, in the copy.
    checkVersion(name, db);
    const wanted = collection === undefined ? null : itemsOf(name, db, collection);
    yield* items(db, wanted);
  } catch (error) {
    if (!systemCode(error)?.startsWith('SQLITE_')) throw error;
    throw new FieldmapError(
      'input',
      `${name} is no Zotero database, is damaged, or was being written to (${messageOf(error)}).`,
      CLOSE,
      { cause: error },
    );
  } finally {
    db?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With what SQLite keeps beside the file while it is written to. */
function copyOf(name: string, file: string, folder: string): string {
  const copy = join(folder, ZOTERO_FILE);
  try {
    copyFileSync(file, copy);
    for (const beside of ['-journal', '-wal'])
      if (existsSync(file + beside)) copyFileSync(file + beside, copy + beside);
  } catch (error) {
    const code = systemCode(error) ?? '';
    throw new FieldmapError(
      'input',
      code === 'EBUSY' || code === 'EPERM' || code === 'EACCES'
        ? `${name} is in use or may not be read (${code}).`
        : `${name} cannot be copied to ${folder} (${messageOf(error)}).`,
      CLOSE,
      { cause: error },
    );
  }
  return copy;
}

const TABLES =
  'version items itemTypes itemData itemDataValues fields creators itemCreators creatorTypes tags itemTags collections collectionItems deletedItems libraries'.split(
    ' ',
  );

function checkVersion(name: string, db: Database): void {
  const there = new Set(
    db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map((row) => row.name),
  );
  const missing = TABLES.filter((table) => !there.has(table));
  const columns =
    missing.length > 0 ? [] : db.prepare<[], { name: string }>('PRAGMA table_info(creators)').all();
  // Zotero 4 and before kept names in another table.
  if (missing.length === 0 && columns.some((column) => column.name === 'lastName')) return;
  const version = there.has('version')
    ? db.prepare<[], { version: number }>("SELECT version FROM version WHERE schema = 'userdata'").get()
        ?.version
    : undefined;
  throw new FieldmapError(
    'input',
    version === undefined
      ? `${name} is no Zotero database (it has no table ${missing[0] ?? 'creators'}).`
      : `${name} is of a version of Zotero that fieldmap does not know (userdata ${version}; Zotero 5 to 7 are read).`,
    'Export the library from Zotero as BibTeX or RIS, and add that file.',
  );
}

interface Collection {
  readonly collectionID: number;
  readonly name: string;
  readonly above: number | null;
}

function collectionsOf(db: Database): Map<number, Collection> {
  const rows = db
    .prepare<[], Collection>(
      'SELECT collectionID, collectionName AS name, parentCollectionID AS above FROM collections',
    )
    .all();
  return new Map(rows.map((row) => [row.collectionID, row]));
}

/** The names from the uppermost collection down. */
function pathOf(one: Collection, all: ReadonlyMap<number, Collection>): string[] {
  const names: string[] = [];
  const seen = new Set<number>();
  for (let at: Collection | undefined = one; at !== undefined && !seen.has(at.collectionID);) {
    seen.add(at.collectionID);
    names.unshift(at.name);
    at = at.above === null ? undefined : all.get(at.above);
  }
  return names;
}

/** The items of a collection and those below it, by its name or its path with slashes; letter case ignored. */
function itemsOf(name: string, db: Database, wanted: string): Set<number> {
  const all = collectionsOf(db);
  const fold = (text: string): string => text.toLowerCase().replace(/\s*\/\s*/g, '/');
  const isWanted = (one: Collection): boolean => {
    const path = pathOf(one, all);
    return path.some(
      (part, i) => fold(part) === fold(wanted) || fold(path.slice(0, i + 1).join('/')) === fold(wanted),
    );
  };
  const chosen = [...all.values()].filter(isWanted);
  if (chosen.length === 0) {
    const names = [...all.values()].map((one) => pathOf(one, all).join(' / ')).sort();
    throw new FieldmapError(
      'usage',
      `There is no collection "${wanted}" in ${name}.`,
      names.length === 0
        ? 'It has no collection: leave --collection out.'
        : `Its collections: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
    );
  }
  const of = db.prepare<[number], { itemID: number }>(
    'SELECT itemID FROM collectionItems WHERE collectionID = ?',
  );
  return new Set(chosen.flatMap((one) => of.all(one.collectionID).map((row) => row.itemID)));
}

interface ItemRow {
  readonly itemID: number;
  readonly key: string;
  readonly itemType: string;
}

/** One item after the other, its fields, creators, tags and collections looked up by its number. */
function* items(db: Database, wanted: ReadonlySet<number> | null): Generator<Item> {
  const all = collectionsOf(db);
  const fields = db.prepare<[number], { name: string; value: unknown }>(`
    SELECT f.fieldName AS name, v.value FROM itemData d JOIN fields f USING (fieldID) JOIN itemDataValues v USING (valueID)
    WHERE d.itemID = ?`);
  const creators = db.prepare<[number], JsonRecord>(`
    SELECT c.firstName, c.lastName, c.fieldMode, t.creatorType FROM itemCreators i JOIN creators c USING (creatorID)
    JOIN creatorTypes t USING (creatorTypeID) WHERE i.itemID = ? ORDER BY i.orderIndex`);
  const tags = db.prepare<[number], { name: string }>(
    'SELECT t.name FROM itemTags i JOIN tags t USING (tagID) WHERE i.itemID = ? ORDER BY t.name',
  );
  const inside = db.prepare<[number], { collectionID: number }>(
    'SELECT collectionID FROM collectionItems WHERE itemID = ? ORDER BY collectionID',
  );
  const rows = db.prepare<[], ItemRow>(`
    SELECT i.itemID, i.key, t.typeName AS itemType FROM items i JOIN itemTypes t USING (itemTypeID)
    JOIN libraries l USING (libraryID)
    WHERE l.type <> 'feed' AND t.typeName NOT IN ('attachment', 'note', 'annotation')
      AND i.itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY i.itemID`);
  for (const { itemID, key, itemType } of rows.iterate()) {
    if (wanted !== null && !wanted.has(itemID)) continue;
    const record: Record<string, unknown> = { itemType, key };
    for (const { name, value } of fields.all(itemID)) if (name !== '__proto__') record[name] = String(value);
    // `2019-05-00 May 2019`: the date in order, and as it was typed.
    if (typeof record['date'] === 'string')
      record['date'] = record['date'].replace(/^(\d{4})-\d\d-\d\d .*$/, dateOf);
    record['creators'] = creators.all(itemID).map(creatorOf);
    const paths = inside.all(itemID).flatMap(({ collectionID }) => {
      const one = all.get(collectionID);
      return one === undefined ? [] : [pathOf(one, all)];
    });
    record['tags'] = [
      ...tags.all(itemID).map((row) => row.name),
      ...paths.map((path) => path.at(-1)!),
      ...paths.filter((path) => path.length > 1).map((path) => path.join(' / ')),
    ];
    const draft = draftOfZotero(record);
    yield typeof draft === 'string' ? { line: itemID, reason: draft } : { line: itemID, draft };
  }
}

function dateOf(date: string): string {
  return date.slice(0, 10).replace(/(?:-00)+$/, '');
}

/** `fieldMode` 1: a name in one field, of a body. */
function creatorOf({ firstName, lastName, fieldMode, creatorType }: JsonRecord): JsonRecord {
  return fieldMode === 1 ? { name: lastName, creatorType } : { firstName, lastName, creatorType };
}
