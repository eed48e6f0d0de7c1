import type { ShowOptions } from '../../../library/index.js';
import { pick, showFields, type OptionsOf } from '../../../questions/index.js';
import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import { tableWidth } from '../../render/output.js';
import { addQuestionFlags } from '../../question-flags.js';
import { renderShown } from '../../render/shown.js';
import { withLibrary, type Register, type Session } from '../../session.js';

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
      await withLibrary(io, flags, { mode: 'read' }, (session) => printShown(session, id));
    },
  );
};

/** Prints a paper, or the page of a topic that the flags name. */
export async function printShown(
  session: Session<OptionsOf<typeof showFields>>,
  id: string,
  more: Pick<ShowOptions, 'only'> = {},
): Promise<void> {
  const { flags, paint, width } = session;
  const page = { ...pick(showFields, flags), ...more };
  const shown = await session.library.show(id, flags.json ? page : { count: PAGE, ...page });
  if (flags.json) session.printJson(shown);
  else {
    const look = { paint, width, tableWidth: tableWidth(session.io), offset: flags.offset ?? 0 };
    session.print(renderShown(shown, look));
  }
}
