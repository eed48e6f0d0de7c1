import { FieldmapError } from '../../../errors.js';
import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { counted } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('remove'))
    .description('take papers out of the library; named by id, they stay out when their file is added again')
    .argument('[id...]', 'ids of papers')
    .option('--source <file>', 'all papers that came from this file alone; adding it again brings them back')
    .action(async (ids: string[], flags: GlobalFlags & { source?: string }) => {
      if (ids.length === 0 && flags.source === undefined) {
        throw new FieldmapError(
          'usage',
          'Nothing to remove: expected ids or --source FILE.',
          'Run `fieldmap status` for the sources, or `fieldmap ask` for ids.',
        );
      }
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const report = await session.library.remove({
          ids,
          ...(flags.source !== undefined && { source: flags.source }),
        });
        if (flags.json) session.printJson(report);
        else
          session.print(
            `${counted(report.removed, 'paper')} removed. The library holds ${counted(report.papers, 'paper')}.`,
          );
        if (ids.length > 0) session.remark('To take it back: add its file again with --restore.');
      });
    });
};
