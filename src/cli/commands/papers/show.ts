import { pick, showFields, type OptionsOf } from '../../../questions/index.js';
import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import { tableWidth } from '../../output.js';
import { addQuestionFlags } from '../../question-flags.js';
import { renderShown } from '../../render-shown.js';
import { withLibrary, type Register } from '../../session.js';

/** Papers of a topic shown at once. */
const PAGE = 50;

const EXAMPLES = `
Examples:
  fieldmap show 10.1000/xyz
  fieldmap show t7 -n 20 --offset 20
  fieldmap show unplaced`;

export const register: Register = (program, io) => {
  const command = addMapFlag(addGlobalFlags(program.command('show')))
    .description('everything about one paper or one topic')
    .argument(
      '<id>',
      "a paper's id, DOI or unambiguous part of its title, or a topic's id or label; unplaced: the papers in no topic",
    )
    .addHelpText('after', EXAMPLES);
  addQuestionFlags(command, showFields).action(
    async (id: string, flags: GlobalFlags & OptionsOf<typeof showFields>) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const page = pick(showFields, flags);
        const shown = await session.library.show(id, flags.json ? page : { count: PAGE, ...page });
        if (flags.json) session.printJson(shown);
        else
          session.print(
            renderShown(shown, {
              paint: session.paint,
              width: session.width,
              tableWidth: tableWidth(io),
              offset: flags.offset ?? 0,
            }),
          );
      });
    },
  );
};
