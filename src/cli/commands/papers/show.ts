import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { renderShown } from '../../render.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('show'))
    .description('everything about one paper or one topic')
    .argument('<id>', "a paper's id, DOI or unambiguous part of its title, or a topic's id")
    .action(async (id: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const shown = await session.library.show(id);
        if (flags.json) session.printJson(shown);
        else session.print(renderShown(shown, session.paint, session.width));
      });
    });
};
