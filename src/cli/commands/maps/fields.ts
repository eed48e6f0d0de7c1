import { addGlobalFlags, addMapFlag, afterHelp, type GlobalFlags } from '../../options.js';
import { renderFields, renderMeeting } from '../../render/fields.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  addMapFlag(addGlobalFlags(program.command('fields')))
    .description(
      'the research fields of the papers: how many, over the years, and which meet in which topics',
    )
    .option('--all', 'fields of fewer papers than one in a hundred too')
    .addHelpText(
      'after',
      afterHelp(
        io,
        'Fields are those of the vocabulary that topics are named from (OpenAlex; another with `map --vocabulary FILE`).\n' +
          'A paper has one to three: those whose name and description are nearest to it. `ask --field NAME` keeps to one.',
      ),
    )
    .action(async (flags: GlobalFlags & { all?: true }) => {
      await withLibrary(io, flags, { mode: 'read', signal: io.interruptible() }, async (session) => {
        const found = await session.library.fields();
        if (flags.json) {
          session.printJson(found);
          return;
        }
        session.print(renderFields(found, session, flags.all === true));
        const meeting = renderMeeting(found, session);
        if (meeting !== '') session.print(`\n${meeting}`);
      });
    });
};
