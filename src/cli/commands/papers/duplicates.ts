import type { Duplicates } from '../../../library/index.js';
import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { counted, plain } from '../../output.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  const duplicates = program
    .command('duplicates')
    .description('records that were joined as one paper, those that nearly were, and why');

  addGlobalFlags(duplicates.command('list', { isDefault: true }))
    .description('which there are')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const found = await session.library.duplicates();
        if (flags.json) session.printJson(found);
        else session.print(renderDuplicates(found));
      });
    });

  addGlobalFlags(duplicates.command('split'))
    .description('take a joined paper apart again, for good')
    .argument('<id>', "the id that was joined into another, or the paper's id for all of it")
    .action(async (id: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const [one, other] = await session.library.splitDuplicate(id);
        if (flags.json) session.printJson({ papers: [one, other] });
        else session.print(`${plain(one)} and ${plain(other)} are two papers from now on.`);
      });
    });
};

function renderDuplicates({ merges, nearMisses }: Duplicates): string {
  const evidence = ({ agree, differ }: Duplicates['merges'][number]['evidence']): string =>
    `same ${agree.map(plain).join(', ')}${differ.length > 0 ? `; differs: ${differ.map(plain).join(', ')}` : ''}`;
  const parts = [
    `${counted(merges.length, 'record')} joined, ${counted(nearMisses.length, 'near-miss', 'near-misses')}.`,
  ];
  if (merges.length > 0)
    parts.push(
      merges
        .map(({ id, joined, evidence: why }) =>
          joined === id
            ? `${plain(id)}: ${evidence(why)}`
            : `${plain(joined)} into ${plain(id)}: ${evidence(why)}`,
        )
        .join('\n'),
    );
  if (nearMisses.length > 0)
    parts.push(
      `Nearly the same, kept apart:\n${nearMisses.map(({ a, b, evidence: why }) => `${plain(a)} and ${plain(b)}: ${evidence(why)}`).join('\n')}`,
    );
  return parts.join('\n\n');
}
