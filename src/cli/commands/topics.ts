import { addGlobalFlags, type GlobalFlags } from '../options.js';
import { renderTopics } from '../render.js';
import { withLibrary, type Register } from '../session.js';

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('topics'))
    .description('the topics of the last map')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const { topics, unplaced } = await session.library.topics();
        if (flags.json) session.printJson({ topics, unplaced });
        else session.print(renderTopics(topics, unplaced, session.paint, session.width));
      });
    });
};
