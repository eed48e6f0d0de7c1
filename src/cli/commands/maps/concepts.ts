import type { Command } from 'commander';
import { addGlobalFlags, afterHelp, wholeNumber, type GlobalFlags } from '../../options.js';
import { renderConcept, renderConcepts, renderLearned } from '../../render/concepts.js';
import type { Io } from '../../io.js';
import { withLibrary, type Register } from '../../session.js';

/** A library that has concepts is only read: it may lie where nothing can be written. One that has none learns them. */
async function modeFor(io: Io, flags: GlobalFlags): Promise<'read' | 'write'> {
  const library = await io.open({ mode: 'read', ...(flags.library !== undefined && { dir: flags.library }) });
  try {
    return (await library.hasConcepts()) ? 'read' : 'write';
  } finally {
    await library.close();
  }
}

export const register: Register = (program, io) => {
  const concepts = program
    .command('concepts')
    .description('what the papers are made of, in words: list, show one, learn anew');
  registerList(concepts, io);
  registerShow(concepts, io);
  registerLearn(concepts, io);
};

function registerList(concepts: Command, io: Io): void {
  addGlobalFlags(concepts.command('list', { isDefault: true }))
    .description('all concepts as a tree, or those nearest to a query')
    .argument('[query]', 'words or a question')
    .option('-n, --count <number>', 'how many; default: all, 10 with a query', wholeNumber(1))
    .addHelpText(
      'after',
      afterHelp(
        io,
        'The first use learns them (20 s for 10,000 papers, 70 s for 58,919). Papers added later are described by the same concepts.',
      ),
    )
    .action(async (query: string | undefined, flags: GlobalFlags & { count?: number }) => {
      await withLibrary(
        io,
        flags,
        { mode: await modeFor(io, flags), signal: io.interruptible() },
        async (session) => {
          const list = await session.library.concepts(query);
          const shown = { ...list, concepts: list.concepts.slice(0, flags.count) };
          if (flags.json) {
            session.printJson(shown);
            return;
          }
          session.print(
            renderConcepts(
              shown.concepts,
              query === undefined && flags.count === undefined,
              session.paint,
              session.width,
            ),
          );
          if (query === undefined) session.remark(renderLearned(list));
          for (const note of list.notes) session.remark(note);
        },
      );
    });
}

function registerShow(concepts: Command, io: Io): void {
  addGlobalFlags(concepts.command('show'))
    .description('one concept: its terms, papers, years, broader and narrower ones')
    .argument('<concept>', 'its id or label')
    .action(async (name: string, flags: GlobalFlags) => {
      await withLibrary(
        io,
        flags,
        { mode: await modeFor(io, flags), signal: io.interruptible() },
        async (session) => {
          const concept = await session.library.showConcept(name);
          if (flags.json) session.printJson(concept);
          else session.print(renderConcept(concept, session.paint, session.width));
        },
      );
    });
}

function registerLearn(concepts: Command, io: Io): void {
  addGlobalFlags(concepts.command('learn'))
    .description('learn them anew, for a library that has grown; ids stay where a concept is nearly the same')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write', signal: io.interruptible() }, async (session) => {
        const list = await session.library.learnConcepts();
        if (flags.json) session.printJson(list);
        else session.print(renderLearned(list));
      });
    });
}
