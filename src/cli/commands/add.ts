import { FieldmapError } from '../../errors.js';
import type { AddReport, Input } from '../../library.js';
import { EXIT } from '../exit.js';
import { addGlobalFlags, type GlobalFlags } from '../options.js';
import { counted, plain } from '../output.js';
import { withLibrary, type Register } from '../session.js';

interface Flags {
  readonly format?: string;
  readonly dryRun?: true;
}

/** How many skipped records are named one by one; --json names all. */
const NAMED = 10;

export const register: Register = (program, io, setExit) => {
  addGlobalFlags(program.command('add'))
    .description('read papers, store what is new or changed, embed and index it; run again, it does nothing twice')
    .argument('<file...>', 'files of papers; - reads standard input')
    .option('--format <name>', 'the files\' format (default: found from the content)')
    .option('--dry-run', 'say what would be stored, store nothing')
    .action(async (files: string[], flags: GlobalFlags & Flags) => {
      if (files.includes('-') && io.stdin.isTTY === true) {
        throw new FieldmapError('usage', 'Standard input is a terminal: expected papers to be piped in.',
          'Run `fieldmap add FILE`, or pipe: `cat FILE | fieldmap add -`.');
      }
      await withLibrary(io, flags, { mode: flags.dryRun ? 'rehearse' : 'create', signal: io.interruptible() }, async (session) => {
        const inputs = files.map((file): Input => (file === '-' ? { name: '-', bytes: io.stdin } : { name: file, path: file }));
        const report = await session.library.add(inputs, {
          ...(flags.format !== undefined && { format: flags.format }),
          ...(flags.dryRun && { dryRun: true }),
        });
        if (flags.json) session.printJson(report);
        else session.print(renderAdd(report, flags.dryRun === true));
        if (!flags.json) for (const line of renderSkipped(report)) session.remark(line);
        if (report.interrupted) {
          throw new FieldmapError('interrupted',
            `Stopped: ${counted(report.pending, 'paper')} stored but not embedded yet; everything done so far is kept.`,
            'Run the same command again to go on where it stopped.');
        }
        if (report.skipped.length > 0) setExit(EXIT.partly);
      });
    });
};

function renderAdd(report: AddReport, dryRun: boolean): string {
  const parts = [
    `${counted(report.read, 'paper')} read`,
    `${report.new} new`,
    `${report.updated} updated`,
    `${report.unchanged} unchanged`,
    ...(report.merged > 0 ? [`${report.merged} merged`] : []),
    ...(report.skipped.length > 0 ? [`${report.skipped.length} skipped`] : []),
  ];
  if (dryRun) return `Would store: ${parts.join(', ')}. Nothing was changed.`;
  const embedded = report.embedded > 0
    ? ` ${counted(report.embedded, 'paper')} embedded${report.truncated > 0 ? `, ${report.truncated} of them longer than the model reads` : ''}.`
    : '';
  return `${parts.join(', ')}.${embedded}\nThe library holds ${counted(report.papers, 'paper')}.`;
}

function renderSkipped(report: AddReport): string[] {
  const lines = report.skipped
    .slice(0, NAMED)
    .map(({ file, line, reason }) => `skipped ${plain(file)}${line > 0 ? `:${line}` : ''}: ${plain(reason)}`);
  const more = report.skipped.length - NAMED;
  return more > 0 ? [...lines, `… and ${more} more; --json names them all.`] : lines;
}
