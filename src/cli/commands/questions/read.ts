import type { ReadingList } from '../../../library/index.js';
import {
  filterFields,
  readFields,
  toOptions,
  type Filter,
  type OptionsOf,
} from '../../../questions/index.js';
import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import { counted, plain, wrap, type Paint } from '../../render/output.js';
import { addQuestionFlags } from '../../question-flags.js';
import { renderPapers } from '../../render/hits.js';
import { withLibrary, type Register } from '../../session.js';

type Flags = Filter & OptionsOf<typeof readFields>;

const EXAMPLES = `
Examples:
  fieldmap read t7
  fieldmap read "sparse autoencoders" -n 5 --recent
  fieldmap read --founding`;

export const register: Register = (program, io) => {
  const command = addMapFlag(addGlobalFlags(program.command('read')))
    .description(
      'what to read first: the central paper, then one for each further side, each with the sentence that says why',
    )
    .argument('[topic|question]', "a topic's id or label, or a question (default: the whole library)");
  addQuestionFlags(command, { ...readFields, ...filterFields }).addHelpText('after', EXAMPLES);
  command.action(async (about: string | undefined, flags: GlobalFlags & Flags) => {
    await withLibrary(io, flags, { mode: 'read' }, async (session) => {
      const list = await session.library.read(about, toOptions(readFields, flags));
      if (flags.json) session.printJson(list);
      else {
        for (const note of list.notes) session.remark(note);
        if (list.papers.length > 0) session.print(renderList(list, session.paint, session.width));
      }
    });
  });
};

const ROLES: Readonly<Record<ReadingList['papers'][number]['role'], string>> = {
  central: 'central',
  aspect: 'another side',
  recent: 'recent',
  founding: 'founding',
};

function renderList({ of, title, among, papers }: ReadingList, paint: Paint, width: number): string {
  const whole = of === 'library' ? 'the library' : `“${plain(title)}”`;
  const entries = papers.map(({ role, covers, ...entry }, i) => ({
    ...entry,
    rank: i + 1,
    fact: `${ROLES[role]}, nearest to ${counted(covers, 'paper')}`,
  }));
  return [
    wrap(
      `${counted(papers.length, 'paper')} to read first, of ${counted(among, 'paper')} on ${whole}:`,
      width,
    ),
    renderPapers(entries, paint, width),
  ].join('\n\n');
}
