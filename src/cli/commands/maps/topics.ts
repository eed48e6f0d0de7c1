import type { Command } from 'commander';
import type { Io } from '../../io.js';
import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import { counted, plain, table } from '../../render/output.js';
import { renderOverTime, renderRule, renderTopics } from '../../render/topics.js';
import { showFields, type OptionsOf } from '../../../questions/index.js';
import { addQuestionFlags } from '../../question-flags.js';
import { printShown } from '../papers/show.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  const topics = program
    .command('topics')
    .description('the topics of the last map: list, rename, merge, undo, what lies between two');
  for (const add of [addList, addShow, addRename, addMerge, addUndo, addRules, addBorders, addBridges])
    add(topics, io);
};

function addList(topics: Command, io: Io): void {
  addMapFlag(addGlobalFlags(topics.command('list', { isDefault: true })))
    .description('which there are')
    .option('--over-time', 'papers by year, growth, and which topics are emerging')
    .action(async (flags: GlobalFlags & { overTime?: true }) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const { topics: all, unplaced } = await session.library.topics();
        if (flags.json) session.printJson({ topics: all, unplaced });
        else
          session.print(
            flags.overTime
              ? renderOverTime(all, session.width)
              : renderTopics(all, unplaced, session.paint, session.width),
          );
      });
    });
}

/** As `show`, for a topic alone. */
function addShow(topics: Command, io: Io): void {
  const command = addMapFlag(addGlobalFlags(topics.command('show')))
    .description('one topic: what it is about in three sentences of its papers, its terms, its papers')
    .argument('<topic>', 'its id or label');
  addQuestionFlags(command, showFields).action(
    async (topic: string, flags: GlobalFlags & OptionsOf<typeof showFields>) => {
      await withLibrary(io, flags, { mode: 'read' }, (session) =>
        printShown(session, topic, { only: 'topic' }),
      );
    },
  );
}

function addRename(topics: Command, io: Io): void {
  addMapFlag(addGlobalFlags(topics.command('rename')))
    .description('give a topic a name that later maps keep')
    .argument('<topic>', 'its id or label')
    .argument('<name>', 'the new name')
    .action(async (topic: string, name: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const renamed = await session.library.renameTopic(topic, name);
        if (flags.json) session.printJson(renamed);
        else
          session.print(
            `${plain(renamed.id)} is called "${plain(renamed.label)}". Run \`fieldmap map\` to write the files anew.`,
          );
      });
    });
}

function addMerge(topics: Command, io: Io): void {
  addMapFlag(addGlobalFlags(topics.command('merge')))
    .description('join topics into the first; later maps keep them joined')
    .argument('<topic...>', 'two or more ids or labels')
    .action(async (names: string[], flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const merged = await session.library.mergeTopics(names);
        if (flags.json) session.printJson(merged);
        else
          session.print(
            `${plain(merged.id)} "${plain(merged.label)}" now has ${merged.size} papers. Run \`fieldmap map\` to write the files anew.`,
          );
      });
    });
}

function addUndo(topics: Command, io: Io): void {
  addMapFlag(addGlobalFlags(topics.command('undo')))
    .description('take back the last rename, merge or refit of the map; again, the one before it')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const undone = await session.library.undoTopics();
        if (flags.json) session.printJson(undone);
        else
          session.print(
            `Taken back: ${plain(undone.what)}. ${undone.unmapped > 0 ? `${counted(undone.unmapped, 'paper')} that came since ${undone.unmapped === 1 ? 'is' : 'are'} not on the map: r` : 'R'}un \`fieldmap map\` to write the files anew.`,
          );
      });
    });
}

/** Below the rules. */
const COUNTING = 'A term that a paper has more than once counts twice.';

function addRules(topics: Command, io: Io): void {
  addMapFlag(addGlobalFlags(topics.command('rules')))
    .description('each topic as a rule over terms, with precision and recall on papers held back')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const rules = await session.library.topicRules();
        if (flags.json) session.printJson({ rules });
        else
          session.print(
            [...rules.map((one) => renderRule(one, session.paint, session.width)), COUNTING].join('\n\n'),
          );
      });
    });
}

function addBorders(topics: Command, io: Io): void {
  addMapFlag(addGlobalFlags(topics.command('borders')))
    .description('near topics that hardly any paper joins')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const found = await session.library.borders();
        if (flags.json) session.printJson({ borders: found });
        else if (found.length === 0) session.print('There are too few topics to tell.');
        else {
          session.print(
            table(
              [
                ['cosine', 'links', 'topics'],
                ...found.map(({ topics: [a, b], similarity, density }) => [
                  similarity.toFixed(2),
                  `×${density.toFixed(2)}`,
                  `${plain(a.label)} [${plain(a.id)}] | ${plain(b.label)} [${plain(b.id)}]`,
                ]),
              ],
              ['right', 'right'],
            ),
          );
        }
      });
    });
}

function addBridges(topics: Command, io: Io): void {
  addMapFlag(addGlobalFlags(topics.command('bridges')))
    .description('the papers that stand between two topics')
    .argument('<topic>', 'id or label of one')
    .argument('<other>', 'id or label of the other')
    .action(async (a: string, b: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const found = await session.library.bridges(a, b);
        if (flags.json) {
          session.printJson(found);
          return;
        }
        const [one, other] = found.topics;
        session.print(`Between "${plain(one!.label)}" and "${plain(other!.label)}":\n`);
        if (found.papers.length === 0) session.print('No paper has nearest papers in both.');
        else {
          session.print(
            table(
              [
                ['to the one', 'other', 'paper'],
                ...found.papers.map(({ similarities, title, id }) => [
                  ...similarities.map((value) => value.toFixed(2)),
                  `${plain(title)} [${plain(id)}]`,
                ]),
              ],
              ['right', 'right'],
            ),
          );
        }
        if (found.sharedTerms.length > 0)
          session.print(`\nTerms of both: ${found.sharedTerms.map(plain).join(', ')}`);
      });
    });
}
