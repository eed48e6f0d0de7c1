/** Zip archives: the files in them as streams, never written to the disk. */
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { FieldmapError, messageOf } from '../../errors.js';
import { bomb, BOMB_BYTES, BOMB_RATIO, displayName } from './open.js';

export interface ZipFile {
  /** The archive's name, a slash, and the name inside. */
  readonly name: string;
  readonly stream: Readable;
}

/** More are no export of papers. */
const MOST_FILES = 10_000;

/** Office documents are zip archives too. */
const OFFICE =
  /^(?:\[Content_Types\]\.xml|word\/|xl\/|ppt\/|docProps\/|_rels\/|customXml\/|META-INF\/|mimetype$)/;

/**
 * The files of the archive, one open at a time. yauzl refuses names that lead out of a folder ("../x", "/x", "C:\x") and
 * files that unpack to another size than stated. Throws `input` for these, for a damaged archive and for a bomb.
 */
export async function* zipFiles(
  name: string,
  source: { path: string } | { bytes: Buffer },
): AsyncGenerator<ZipFile> {
  const archive = await opened(name, source);
  try {
    if (archive.entryCount > MOST_FILES) {
      throw new FieldmapError(
        'input',
        `${name} holds ${archive.entryCount} files (at most ${MOST_FILES} are read).`,
        'Unpack it and add what is needed.',
      );
    }
    for (let entry = await next(name, archive); entry !== null; entry = await next(name, archive)) {
      const inside = entry.fileName;
      if (OFFICE.test(inside)) throw office(name);
      if (inside.endsWith('/') || /(?:^|\/)(?:\.|__MACOSX\/)/.test(inside)) continue;
      if (entry.uncompressedSize > BOMB_BYTES && entry.uncompressedSize > entry.compressedSize * BOMB_RATIO)
        throw bomb(`${name}/${inside}`);
      const stream = await streamOf(name, archive, entry);
      yield { name: `${name}/${inside}`, stream };
      stream.destroy();
    }
  } finally {
    archive.close();
  }
}

function damaged(name: string, error: unknown): FieldmapError {
  const reason = messageOf(error);
  return /invalid (?:relative path|characters)|absolute path/.test(reason)
    ? new FieldmapError(
        'input',
        `${name} holds a file whose name leads out of its folder (${reason}).`,
        'Such archives are refused: unpack it by hand if you trust it.',
      )
    : new FieldmapError('input', `${name} cannot be unpacked (${reason}).`, 'Download or pack it again.', {
        cause: error,
      });
}

/** What to do with a document of an office program, by the ending of its name. */
const OFFICE_KINDS: readonly (readonly [RegExp, string, string])[] = [
  [
    /\.(?:xls[xmb]?|ods)$/i,
    'a spreadsheet',
    'In Excel or LibreOffice: File, Save as, "CSV UTF-8"; the first line names the columns (title, abstract, authors, year). Then `fieldmap add FILE.csv`.',
  ],
  [
    /\.(?:doc[xm]?|odt|rtf)$/i,
    'a text document',
    'Export the references from the program that manages them (Zotero, EndNote, Mendeley) as RIS or BibTeX, or save the document as plain text (.txt), with a blank line between title and abstract, and add that.',
  ],
  [
    /\.(?:ppt[xm]?|odp)$/i,
    'a presentation',
    'Save the list of papers in it as plain text (.txt) and add that.',
  ],
];

export function office(name: string): FieldmapError {
  const [, what, hint] = OFFICE_KINDS.find(([ending]) => ending.test(name)) ?? [
    null,
    'an Office document',
    'Save the table in it as CSV and add that.',
  ];
  return new FieldmapError('input', `${displayName(name)} is ${what}, not a list of papers as text.`, hint);
}

function opened(name: string, source: { path: string } | { bytes: Buffer }): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, archive?: yauzl.ZipFile): void => {
      if (error !== null || archive === undefined) reject(damaged(name, error));
      else resolve(archive);
    };
    const options = { lazyEntries: true, autoClose: false, strictFileNames: false } as const;
    if ('path' in source) yauzl.open(source.path, options, done);
    else yauzl.fromBuffer(source.bytes, options, done);
  });
}

function next(name: string, archive: yauzl.ZipFile): Promise<yauzl.Entry | null> {
  return new Promise((resolve, reject) => {
    const finish = (act: () => void): void => {
      archive.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
      act();
    };
    archive.on('entry', (entry: yauzl.Entry) => finish(() => resolve(entry)));
    archive.on('end', () => finish(() => resolve(null)));
    archive.on('error', (error: Error) => finish(() => reject(damaged(name, error))));
    archive.readEntry();
  });
}

function streamOf(name: string, archive: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error !== null) reject(damaged(`${name}/${entry.fileName}`, error));
      else resolve(stream);
    });
  });
}
