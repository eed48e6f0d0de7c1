import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { failure, read } from './helpers.js';

/** As Zotero 7 lays it out, the tables that are read; `extra` are further statements. */
function zotero(extra = ''): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-z-'));
  const file = join(folder, 'zotero.sqlite');
  const db = new Sqlite(file);
  db.exec(`
    CREATE TABLE version (schema TEXT PRIMARY KEY, version INT);
    INSERT INTO version VALUES ('userdata', 123);
    CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT);
    INSERT INTO libraries VALUES (1, 'user'), (2, 'group'), (3, 'feed');
    CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
    INSERT INTO itemTypes VALUES (1, 'journalArticle'), (2, 'attachment'), (3, 'note'), (4, 'report');
    CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, libraryID INT, key TEXT);
    CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
    INSERT INTO fields VALUES (1, 'title'), (2, 'abstractNote'), (3, 'date'), (4, 'DOI'), (5, 'publicationTitle');
    CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
    CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT);
    CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
    CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
    INSERT INTO creatorTypes VALUES (1, 'author'), (2, 'editor');
    CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
    CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE itemTags (itemID INT, tagID INT, type INT);
    CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT, parentCollectionID INT);
    CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT);
    CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
    INSERT INTO items VALUES (1, 1, 1, 'AAAA'), (2, 4, 2, 'BBBB'), (3, 2, 1, 'CCCC'), (4, 1, 1, 'DDDD'), (5, 1, 3, 'EEEE');
    INSERT INTO itemDataValues VALUES (1, 'Sparse graphs'), (2, 'We study graphs.'), (3, '2019-05-00 May 2019'),
      (4, '10.1000/A'), (5, 'J. Graphs'), (6, 'A report'), (7, 'Thrown away'), (8, 'News of a feed'), (9, 2021);
    INSERT INTO itemData VALUES (1, 1, 1), (1, 2, 2), (1, 3, 3), (1, 4, 4), (1, 5, 5), (2, 1, 6), (2, 3, 9), (4, 1, 7), (5, 1, 8);
    INSERT INTO creators VALUES (1, 'Ana', 'Ruiz Gil', 0), (2, '', 'World Health Organization', 1), (3, 'Ed', 'Itor', 0);
    INSERT INTO itemCreators VALUES (1, 3, 2, 1), (1, 1, 1, 0), (2, 2, 1, 0);
    INSERT INTO tags VALUES (1, 'to read'), (2, 'graphs, sparse');
    INSERT INTO itemTags VALUES (1, 1, 0), (1, 2, 1);
    INSERT INTO collections VALUES (1, 'Thesis', NULL), (2, 'Chapter 1', 1), (3, 'Empty', NULL);
    INSERT INTO collectionItems VALUES (2, 1, 0), (1, 2, 0);
    INSERT INTO deletedItems VALUES (4);
    ${extra}`);
  db.close();
  return { folder, file };
}

describe('a Zotero data folder that cannot be read', () => {
  it('of an unknown version, of another program, and damaged', async () => {
    const old = zotero(
      'DROP TABLE creators; CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, creatorDataID INT)',
    );
    expect(await failure(read({ path: old.folder }))).toMatchObject({
      code: 'input',
      message:
        'test-file is of a version of Zotero that fieldmap does not know (userdata 123; Zotero 5 to 7 are read).',
    });
    const other = zotero('DROP TABLE version');
    expect((await failure(read({ path: other.folder }))).message).toMatch(/is no Zotero database/);
    writeFileSync(other.file, 'no database');
    expect(await failure(read({ path: other.folder }))).toMatchObject({
      code: 'input',
      message: /is no Zotero database, is damaged, or was being written to/,
      hint: /Close Zotero/,
    });
  });

  it('a collection that is not there names those that are', async () => {
    expect(await failure(read({ path: zotero().folder }, { collection: 'Thesys' }))).toMatchObject({
      code: 'usage',
      message: 'There is no collection "Thesys" in test-file.',
      hint: 'Its collections: Empty, Thesis, Thesis / Chapter 1.',
    });
    expect(await failure(read('title\n', { collection: 'A' }))).toMatchObject({
      code: 'usage',
      message: /is for a Zotero/,
    });
  });
});

describe('a Zotero data folder', () => {
  it('gives items with creators, tags and collections; no bin, attachments or feeds', async () => {
    const { folder, file } = zotero();
    const before = readFileSync(file);
    const { papers, skipped } = await read({ path: folder });
    expect(skipped).toEqual([]);
    expect(papers).toMatchObject([
      {
        id: '10.1000/a',
        title: 'Sparse graphs',
        abstract: 'We study graphs.',
        authors: ['Ana Ruiz Gil'],
        year: 2019,
        venue: 'J. Graphs',
        labels: ['graphs, sparse', 'to read', 'Chapter 1', 'Thesis / Chapter 1'],
      },
      { title: 'A report', authors: ['World Health Organization'], year: 2021, labels: ['Thesis'] },
    ]);
    expect(papers[0]!.extra['zotero']).toMatchObject({ key: 'AAAA', date: '2019-05' });
    // Nothing is written where Zotero's data are.
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['zotero.sqlite']);
  });

  it('is read while Zotero has it locked and writes to it', async () => {
    const { file } = zotero();
    const db = new Sqlite(file);
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec("BEGIN EXCLUSIVE; UPDATE itemDataValues SET value = 'Half written' WHERE valueID = 1");
    try {
      expect((await read({ path: file })).papers.map(({ title }) => title)).toEqual([
        'Sparse graphs',
        'A report',
      ]);
    } finally {
      db.close();
    }
  });

  it('gives one collection with those below it', async () => {
    const { folder } = zotero();
    const titles = async (collection: string): Promise<string[]> =>
      (await read({ path: folder }, { collection })).papers.map(({ title }) => title);
    expect(await titles('thesis')).toEqual(['Sparse graphs', 'A report']);
    expect(await titles('Thesis/Chapter 1')).toEqual(['Sparse graphs']);
    expect(await titles('chapter 1')).toEqual(['Sparse graphs']);
    expect(await titles('Empty')).toEqual([]);
  });
});
