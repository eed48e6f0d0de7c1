import type { Followed } from '../../../library/index.js';
import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { fittedTable, plain, tableWidth } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

const EXAMPLES = `
Examples:
  fieldmap follow 10.1000/xyz
  fieldmap follow
  fieldmap unfollow 10.1000/xyz`;

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('follow'))
    .description('have `fieldmap new` tell of papers like these; without any: which are followed')
    .argument('[id...]', 'ids, DOIs or unambiguous parts of titles')
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: ids.length > 0 ? 'write' : 'read' }, async (session) => {
        const { library } = session;
        const papers = ids.length > 0 ? await library.follow(ids) : await library.followed();
        if (flags.json) session.printJson({ followed: papers.map(named) });
        else if (papers.length === 0) session.remark('No paper is followed: run `fieldmap follow ID`.');
        else if (ids.length > 0) for (const { title } of papers) session.print(`Followed: ${plain(title)}`);
        else {
          const rows = papers.map(({ id, title }) => [plain(id), plain(title)]);
          session.print(fittedTable(rows, [], tableWidth(io)));
        }
      });
    });

  addGlobalFlags(program.command('unfollow'))
    .description('follow these papers no more')
    .argument('<id...>', 'ids, DOIs or unambiguous parts of titles')
    .addHelpText('after', EXAMPLES)
    .action(async (ids: string[], flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const papers = await session.library.unfollow(ids);
        if (flags.json) session.printJson({ unfollowed: papers.map(named) });
        else for (const { title } of papers) session.remark(`Followed no more: ${plain(title)}`);
      });
    });
};

function named({ id, title }: Followed): { readonly id: string; readonly title: string } {
  return { id, title };
}
