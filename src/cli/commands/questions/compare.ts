import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { renderComparison } from '../../render/concepts.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('compare'))
    .description("two papers side by side: the concepts that both have, and each one's own")
    .argument('<paper>', 'id, DOI or unambiguous part of the title')
    .argument('<other>', 'the same of the other')
    .action(async (a: string, b: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const comparison = await session.library.compare(a, b);
        if (flags.json) session.printJson(comparison);
        else session.print(renderComparison(comparison, session.paint, session.width));
      });
    });
};
