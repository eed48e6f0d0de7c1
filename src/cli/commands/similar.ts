import { Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../library/index.js';
import {
  addCountFlag,
  addFilterFlags,
  addGlobalFlags,
  addSteerFlags,
  between,
  toFilter,
  toSteer,
  type FilterFlags,
  type GlobalFlags,
  type SteerFlags,
} from '../options.js';
import { plain, wrap } from '../output.js';
import { renderReasons } from '../render.js';
import { withLibrary, type Register } from '../session.js';
import { printAnswer } from './ask.js';

interface Flags extends FilterFlags, SteerFlags {
  readonly count: number;
  readonly not?: string[];
  readonly diverse?: number;
  readonly explain?: true;
  readonly format?: ExportFormat;
}

export const register: Register = (program, io) => {
  const command = addGlobalFlags(program.command('similar'))
    .description('the papers most like one or several given ones')
    .argument(
      '<id|title|doi|file...>',
      'ids, unambiguous parts of titles, DOIs, or text files with a draft abstract; - reads one from standard input',
    )
    .option(
      '--not <id>',
      'steer away from this paper (may be repeated)',
      (value: string, before: string[] | undefined) => [...(before ?? []), value],
    )
    .option('--diverse <share>', '0 to 1: how much to avoid hits that are alike (MMR)', between(0, 1))
    .addOption(
      new Option('--format <format>', 'write the hits as a bibliography')
        .choices(EXPORT_FORMATS)
        .conflicts('json'),
    )
    .option('--explain', 'show the best pair of sentences and the terms both share');
  addCountFlag(addFilterFlags(addSteerFlags(command))).action(
    async (targets: string[], flags: GlobalFlags & Flags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const answer = await session.library.similar(targets, {
          count: flags.count,
          filter: toFilter(flags),
          ...toSteer(flags),
          stdin: io.stdin,
          ...(flags.not && { not: flags.not }),
          ...(flags.diverse !== undefined && { diverse: flags.diverse }),
          ...(flags.explain && { explain: true }),
        });
        await printAnswer(session, answer);
        if (flags.json || flags.format !== undefined || answer.hits.length === 0) return;
        if (flags.explain) session.print(`\n${renderReasons(answer.hits, session.width)}`);
        const between = answer.topics.map(({ label, hits }) => `${plain(label)} (${hits})`);
        if (between.length > 0)
          session.print(`\n${wrap(`Topics of these: ${between.join(', ')}`, session.width)}`);
        if (answer.apart.length > 0)
          session.print(wrap(`In none of these: ${answer.apart.map(plain).join(', ')}`, session.width));
      });
    },
  );
};
