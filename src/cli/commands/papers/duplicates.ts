import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { plain } from '../../render/output.js';
import { duplicatesCsv, renderDuplicates } from '../../render/duplicates.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  const duplicates = program
    .command('duplicates')
    .description('records that were joined as one paper, those that nearly were, and why');

  addGlobalFlags(duplicates.command('list', { isDefault: true }))
    .description('which there are: both records and the evidence')
    .option('--csv', 'as a table for a spreadsheet, one pair a line')
    .action(async (flags: GlobalFlags & { csv?: true }) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const found = await session.library.duplicates();
        if (flags.json) session.printJson(found);
        else if (flags.csv) io.stdout.write(duplicatesCsv(found));
        else session.print(renderDuplicates(found, session.width));
      });
    });

  addGlobalFlags(duplicates.command('join'))
    .description('say that two papers are one, for good; takes a split back')
    .argument('<id>', 'one of them')
    .argument('<other>', 'the other')
    .action(async (id: string, other: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const [into, joined] = await session.library.joinDuplicates(id, other);
        if (flags.json) session.printJson({ paper: into, joined });
        else session.print(`${plain(joined)} is part of ${plain(into)} from now on.`);
        session.remark(`To take it back: fieldmap duplicates split ${plain(joined)}`);
      });
    });

  addGlobalFlags(duplicates.command('split'))
    .description('take a joined paper apart again, for good; takes a join back')
    .argument('<id>', "the id that was joined into another, or the paper's id for all of it")
    .action(async (id: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const [one, other] = await session.library.splitDuplicate(id);
        if (flags.json) session.printJson({ papers: [one, other] });
        else session.print(`${plain(one)} and ${plain(other)} are two papers from now on.`);
        session.remark(`To take it back: fieldmap duplicates join ${plain(one)} ${plain(other)}`);
      });
    });
};
