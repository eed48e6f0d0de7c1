/** What is wrong, if anything, and the next command. Reads everything: seconds for a large library. */
import { messageOf } from '../../errors.js';
import type { Context } from '../session/context.js';
import { editsDocument, editsProblem } from '../map/edits.js';
import { verifyModels } from './model.js';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do about it; null when all is well. */
  readonly next: string | null;
}

function papers(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'paper' : 'papers'}`;
}

/** With `repair`, what can be made again is; the library must be open for writing. */
export async function doctor(context: Context, { repair = false } = {}): Promise<Check[]> {
  const { cluster } = context.options;
  if (cluster) {
    // It says that the engine has checksums and copies of its own.
    if (repair) await context.store.repair();
    return [...(await cluster.checks()), await vectors(context), await model(context)];
  }
  const damaged = await contents(context, repair);
  return [
    await file(context),
    damaged,
    await vectors(context),
    await indexes(context),
    await model(context),
    await map(context),
  ];
}

async function file({ store, options }: Context): Promise<Check> {
  const wrong = await store.check();
  return wrong.length === 0
    ? { name: 'library', ok: true, detail: `${papers(await store.count())} in ${options.dir}`, next: null }
    : {
        name: 'library',
        ok: false,
        detail: wrong.join('; '),
        next: 'Restore the folder from a backup, or add the files again to a new --library DIR.',
      };
}

/** What the database cannot know: whether texts, vectors and documents are those that were written. */
async function contents(context: Context, repair: boolean): Promise<Check> {
  const { store } = context;
  const found = repair ? await store.repair() : await store.damage();
  const names = await unreadable(context);
  if (repair) for (const name of names) await store.removeDocument(name);
  const documents = [...new Set([...found.documents, ...names])];
  const parts = [
    ...some(found.papers, 'with other texts than were stored'),
    ...some(found.vectors, 'with other vectors than were stored'),
    ...some(found.facets, 'that filters take for others'),
    ...some(
      found.partlyRead,
      'embedded by an earlier version, in part or with headings and publishers’ lines',
    ),
    ...(documents.length > 0 ? [`damaged: ${documents.join(', ')}`] : []),
  ];
  if (repair && found.vectors.length + found.papers.length + found.partlyRead.length > 0) {
    const { embedPending } = await import('../intake/embed-pending.js');
    await embedPending(context);
  }
  if (parts.length === 0)
    return {
      name: 'contents',
      ok: true,
      detail: 'texts, vectors and documents are as they were written',
      next: null,
    };
  if (!repair)
    return { name: 'contents', ok: false, detail: parts.join('; '), next: 'Run `fieldmap doctor --repair`.' };
  return {
    name: 'contents',
    ok: found.papers.length === 0,
    detail: `made again: ${parts.join('; ')}`,
    next: nextAfter(found.papers, documents),
  };
}

function some(ids: readonly string[], what: string): string[] {
  if (ids.length === 0) return [];
  return [`${papers(ids.length)} ${what} (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})`];
}

function nextAfter(papers: readonly string[], documents: readonly string[]): string | null {
  if (papers.length > 0)
    return 'Add the files that these papers came from again: `fieldmap add FILE` puts the right texts in their place.';
  if (documents.includes('topic-map')) return 'Run `fieldmap map --refit` to make the map anew.';
  if (documents.includes('concepts')) return 'Run `fieldmap concepts learn` to learn the concepts anew.';
  return null;
}

/** Documents that cannot be read, whatever their checksum says. */
async function unreadable({ store }: Context): Promise<string[]> {
  return (await editsProblem(store)) === null ? [] : [editsDocument(await store.mapName())];
}

async function vectors({ store }: Context): Promise<Check> {
  const pending = await store.pendingCount();
  return pending === 0
    ? { name: 'vectors', ok: true, detail: 'every paper is embedded', next: null }
    : {
        name: 'vectors',
        ok: false,
        detail: `${papers(pending)} not embedded yet`,
        next: 'Run the last `fieldmap add` again: it goes on where it stopped.',
      };
}

/** Stale index files are no fault: they are rebuilt here and now, which is said by a notice. */
async function indexes(context: Context): Promise<Check> {
  try {
    const [lexical, neighbors] = await Promise.all([context.lexical(), context.neighbors()]);
    return {
      name: 'indexes',
      ok: true,
      detail: `full text of ${papers(lexical.size)}, neighbours of ${neighbors.size.toLocaleString('en-US')}`,
      next: null,
    };
  } catch (error) {
    return {
      name: 'indexes',
      ok: false,
      detail: messageOf(error),
      next: 'Free some space or choose another --library DIR, then run `fieldmap doctor` again.',
    };
  }
}

async function model({ store }: Context): Promise<Check> {
  const pinned = await store.getModel();
  if (pinned === null) return { name: 'model', ok: true, detail: 'none pinned yet', next: null };
  try {
    const [found] = await verifyModels(pinned.id);
    const wrong = found?.files.filter((one) => !one.ok).map((one) => one.file) ?? [];
    return wrong.length === 0
      ? { name: 'model', ok: true, detail: `${pinned.id}, files as published`, next: null }
      : {
          name: 'model',
          ok: false,
          detail: `${pinned.id} has changed: ${wrong.join(', ')}`,
          next: `Install fieldmap again, or run \`fieldmap model pull ${pinned.id}\`.`,
        };
  } catch (error) {
    return {
      name: 'model',
      ok: false,
      detail: messageOf(error),
      next: `Run \`fieldmap model pull ${pinned.id}\`, or give its folder with --model DIR.`,
    };
  }
}

async function map({ store }: Context): Promise<Check> {
  const last = await store.mapState();
  const embedded = (await store.revision()).embedded;
  if (last === null)
    return { name: 'map', ok: true, detail: 'none yet', next: 'Run `fieldmap map` to make one.' };
  const missing = embedded - last.papers;
  return missing <= 0
    ? { name: 'map', ok: true, detail: `${papers(last.papers)}, all that are embedded`, next: null }
    : {
        name: 'map',
        ok: true,
        detail: `${papers(missing)} newer than the map`,
        next: 'Run `fieldmap map` to place them.',
      };
}
