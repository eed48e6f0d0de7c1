import {
  filterFields,
  similarFields,
  toOptions,
  type Filter,
  type OptionsOf,
} from '../../../questions/index.js';
import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import { addQuestionFlags } from '../../question-flags.js';
import { addFormatFlags, formatOf, type FormatFlags } from '../../render/hit-format.js';
import { plain, wrap } from '../../render/output.js';
import { renderReasons } from '../../render/hits.js';
import { withLibrary, type Register } from '../../session.js';
import { printAnswer } from './ask.js';

interface Flags extends Filter, OptionsOf<typeof similarFields>, FormatFlags {}

export const register: Register = (program, io) => {
  const command = addMapFlag(addGlobalFlags(program.command('similar')))
    .description('the papers most like one or several given ones')
    .argument(
      '<id|title|doi|file...>',
      'ids, unambiguous parts of titles, DOIs, or text files with a draft abstract; - reads one from standard input',
    );
  addFormatFlags(command);
  addQuestionFlags(command, { ...similarFields, ...filterFields }).action(
    async (targets: string[], flags: GlobalFlags & Flags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const form = formatOf(flags);
        const answer = await session.library.similar(targets, {
          ...toOptions(similarFields, flags),
          stdin: io.stdin,
        });
        await printAnswer(session, answer);
        if (flags.json || form !== undefined || answer.hits.length === 0) return;
        if (flags.explain) session.print(`\n${renderReasons(answer.hits, session.width)}`);
        const between = answer.topics.map(({ label, hits }) => `${plain(label)} (${hits})`);
        if (between.length > 0)
          session.print(`\n${wrap(`Topics of these: ${between.join(', ')}`, session.width)}`);
        if (answer.apart.length > 0)
          session.print(wrap(`In none of these: ${answer.apart.map(plain).join(', ')}`, session.width));
      });
    },
  );
};
