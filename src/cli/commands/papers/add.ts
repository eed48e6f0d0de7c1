import { existsSync } from 'node:fs';
import { FieldmapError } from '../../../errors.js';
import type { AddReport, Input } from '../../../library/index.js';
import type { Shard } from '../../../store/index.js';
import { EXIT } from '../../exit.js';
import type { Io } from '../../io.js';
import { addGlobalFlags, collect, type GlobalFlags } from '../../options.js';
import { count, counted, plain } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';
import { nextChange } from '../../watch.js';

interface Flags {
  readonly format?: string;
  readonly collection?: string;
  readonly mapColumn?: string[];
  readonly restore?: true;
  readonly dryRun?: true;
  readonly watch?: true;
  readonly shard?: Shard;
  readonly embedOnly?: true;
  readonly expect?: number;
}

/** How many skipped records are named one by one; --json names all. */
const NAMED = 10;

export const register: Register = (program, io, setExit) => {
  addGlobalFlags(program.command('add'))
    .description(
      'read papers, store what is new or changed, embed and index it; run again, it does nothing twice',
    )
    .argument('[file...]', 'files or folders of papers; - reads standard input')
    .option('--format <name>', "the files' format (default: found from the content)")
    .option(
      '--map-column <column=field>',
      'of a table: which column is the title, abstract, …; repeatable',
      collect,
    )
    .option('--collection <name>', 'of a Zotero data folder: only what is in this collection and below')
    .option('--restore', 'take papers that were removed before, too')
    .option('--dry-run', 'say what would be stored, store nothing')
    .option(
      '--shard <i/n>',
      'only records that fall on part I of N by their ids: for N machines with the same files',
      shardIn,
    )
    .option('--embed-only', 'read nothing: embed what is stored and has no vectors yet')
    .option(
      '--expect <papers>',
      'on a cluster that has no such library yet: papers to come, such as 30M',
      papersIn,
    )
    .option('--watch', 'keep following the files and folders: what changes is added, until Ctrl-C')
    .action(async (files: string[], flags: GlobalFlags & Flags) => {
      if (files.includes('-') && io.stdin.isTTY === true) {
        throw new FieldmapError(
          'usage',
          'Standard input is a terminal: expected papers to be piped in.',
          'Run `fieldmap add FILE`, or pipe: `cat FILE | fieldmap add -`.',
        );
      }
      if (flags.watch && (files.includes('-') || flags.dryRun)) {
        throw new FieldmapError(
          'usage',
          '--watch follows files and folders: it goes neither with - nor with --dry-run.',
          'Run `fieldmap add FOLDER --watch`.',
        );
      }
      refuseNothing(files, flags);
      refuseMissing(files);
      const signal = io.interruptible();
      do {
        const isWhole = await (flags.watch ? addOrWait : addOnce)(io, files, flags, signal);
        if (!isWhole) setExit(EXIT.partly);
        if (flags.watch && !flags.quiet) io.stderr.write('Following; Ctrl-C ends.\n');
      } while (flags.watch && (await nextChange(files, signal)));
    });
};

function refuseNothing(files: readonly string[], { embedOnly }: Flags): void {
  if (embedOnly && files.length > 0)
    throw new FieldmapError('usage', '--embed-only reads no files.', 'Run `fieldmap add --embed-only`.');
  if (!embedOnly && files.length === 0)
    throw new FieldmapError('usage', "missing required argument 'file'.", 'Run `fieldmap add FILE`.');
}

/** A name that was mistyped leaves no library behind, and nothing half done. */
function refuseMissing(files: readonly string[]): void {
  const missing = files.filter((file) => file !== '-' && !existsSync(file));
  if (missing.length === 0) return;
  const names = missing.map(plain).join(', ');
  throw new FieldmapError(
    'input',
    `There ${missing.length === 1 ? 'is no file' : 'are no files'} ${names}.`,
    names.includes('\ufffd')
      ? 'A name that is not UTF-8 cannot be opened: rename the file.'
      : 'Check the path; nothing was read.',
  );
}

/** `Column=field`; the name of a column may hold equals signs. */
function columnsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at < 1 || at === pair.length - 1)
        throw new FieldmapError(
          'usage',
          `--map-column takes COLUMN=FIELD, not "${pair}".`,
          'For example `fieldmap add FILE.csv --map-column "Paper name=title"`.',
        );
      return [
        pair.slice(0, at).trim(),
        pair
          .slice(at + 1)
          .trim()
          .toLowerCase(),
      ];
    }),
  );
}

/** A folder that is empty, or holds nothing that can be read yet, is no reason to stop following it. */
async function addOrWait(
  io: Io,
  files: readonly string[],
  flags: GlobalFlags & Flags,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return await addOnce(io, files, flags, signal);
  } catch (error) {
    if (!(error instanceof FieldmapError && error.code === 'input')) throw error;
    io.stderr.write(`${error.message}\n`);
    return true;
  }
}

/** `3/16` */
function shardIn(text: string): Shard {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/u.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of && shard.of <= MOST_SHARDS) return shard;
  throw new FieldmapError(
    'usage',
    `--shard takes I/N with I from 1 to N, not "${text}".`,
    'For example `fieldmap add FILE --shard 3/16` on the third of sixteen machines.',
  );
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** `30M`, `1.5k`, `250000` */
function papersIn(text: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kmg]?)$/iu.exec(text) ?? [];
  const papers = Math.ceil(Number(number) * UNITS[unit.toLowerCase()]!);
  if (papers >= 1 && papers <= MOST_EXPECTED) return papers;
  throw new FieldmapError(
    'usage',
    `--expect takes a number of papers up to 1G, not "${text}".`,
    'For example `--expect 30M`.',
  );
}

const MOST_EXPECTED = 1e9;
const MOST_SHARDS = 10_000;

/**
 * Whether every record was taken. The library is open only while it is being added to: others may read and write
 * between.
 */
async function addOnce(
  io: Io,
  files: readonly string[],
  flags: GlobalFlags & Flags,
  signal: AbortSignal,
): Promise<boolean> {
  let whole = true;
  const mode = flags.dryRun ? 'rehearse' : flags.embedOnly ? 'write' : 'create';
  const expected = flags.expect === undefined ? {} : { expected: flags.expect };
  const shard = flags.shard === undefined ? {} : { shard: flags.shard };
  await withLibrary(io, flags, { mode, signal, ...expected }, async (session) => {
    const inputs = files.map((file): Input =>
      file === '-' ? { name: '-', bytes: io.stdin } : { name: file, path: file },
    );
    const report = await session.library.add(inputs, {
      ...(flags.format !== undefined && { format: flags.format }),
      ...(flags.collection !== undefined && { collection: flags.collection }),
      ...(flags.mapColumn !== undefined && { columns: columnsOf(flags.mapColumn) }),
      ...(flags.restore && { restore: true }),
      ...(flags.dryRun && { dryRun: true }),
      ...shard,
    });
    if (flags.json) session.printJson(report);
    else session.print(renderAdd(report, flags.dryRun === true));
    if (!flags.json) for (const line of renderSkipped(report)) session.remark(line);
    if (!flags.json && report.removed > 0)
      session.remark('What was removed stays out. To take it back: add the file again with --restore.');
    if (report.interrupted) {
      throw new FieldmapError(
        'interrupted',
        `Stopped: ${counted(report.pending, 'paper')} stored but not embedded yet; everything done so far is kept.`,
        'Run the same command again to go on where it stopped.',
      );
    }
    whole = report.skipped.length === 0;
  });
  return whole;
}

function renderAdd(report: AddReport, dryRun: boolean): string {
  // Where no paper was before, there was none to update: what changed one that is new is the same paper once more.
  const first = report.papers === report.new;
  const joined = report.merged + (first ? report.updated : 0);
  const parts = [
    `${counted(report.read, 'record')} read`,
    `${count(report.new)} new`,
    ...(joined > 0 ? [`${count(joined)} joined with a paper already here`] : []),
    `${count(first ? 0 : report.updated)} updated`,
    `${count(report.unchanged)} unchanged`,
    ...(report.removed > 0 ? [`${count(report.removed)} left out (removed before)`] : []),
    ...(report.skipped.length > 0 ? [`${count(report.skipped.length)} skipped`] : []),
  ];
  if (dryRun) return `Would store: ${parts.join(', ')}. Nothing was changed.`;
  const embedded =
    report.embedded > 0
      ? ` ${counted(report.embedded, 'paper')} embedded${report.truncated > 0 ? `, ${count(report.truncated)} of them read only to their first 4,096 tokens` : ''}.`
      : '';
  return `${parts.join(', ')}.${embedded}\nThe library holds ${counted(report.papers, 'paper')}.`;
}

function renderSkipped(report: AddReport): string[] {
  const lines = report.skipped
    .slice(0, NAMED)
    .map(({ file, line, reason }) => `skipped ${plain(file)}${line > 0 ? `:${line}` : ''}: ${plain(reason)}`);
  const more = report.skipped.length - NAMED;
  return more > 0 ? [...lines, `… and ${count(more)} more; --json names them all.`] : lines;
}
