import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import { addFormatFlags, type FormatFlags } from '../../render/hit-format.js';
import { plain, table } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';
import { printAnswer } from './ask.js';

export const register: Register = (program, io) => {
  const searches = program
    .command('searches')
    .description('the questions that were saved with `ask --save NAME`');

  addGlobalFlags(searches.command('list', { isDefault: true }))
    .description('which there are')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const saved = await session.library.searches();
        if (flags.json) session.printJson({ searches: saved });
        else if (saved.length === 0)
          session.remark('No searches are saved: run `fieldmap ask "QUESTION" --save NAME`.');
        else session.print(table(saved.map(({ name, question }) => [plain(name), plain(question)])));
      });
    });

  addFormatFlags(addMapFlag(addGlobalFlags(searches.command('run'))))
    .description('ask a saved question again')
    .argument('<name>', 'its name')
    .option('--new', 'only papers added since it was last run')
    .action(async (name: string, flags: GlobalFlags & { new?: true } & FormatFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const { answer } = await session.library.runSearch(name, { fresh: flags.new === true });
        if (flags.new && answer.hits.length === 0 && !flags.json)
          session.remark('Nothing new since the last run.');
        else await printAnswer(session, answer);
      });
    });

  addGlobalFlags(searches.command('remove'))
    .description('forget a saved question')
    .argument('<name>', 'its name')
    .action(async (name: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        await session.library.removeSearch(name);
        session.remark(`Forgotten: ${plain(name)}`);
      });
    });
};
