import { Option } from 'commander';
import { DEFAULTS } from '../../config.js';
import { addGlobalFlags, wholeNumber, type GlobalFlags } from '../options.js';
import { counted, plain } from '../output.js';
import { renderTopics } from '../render.js';
import { withLibrary, type Register } from '../session.js';

interface Flags {
  readonly out: string;
  readonly granularity?: 'coarse' | 'medium' | 'fine';
  readonly topics?: number;
  readonly minSize?: number;
  readonly title?: string;
}

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('map'))
    .description('topics, labels and coordinates: topic-map JSON, a CSV and one self-contained HTML page')
    .option('--out <dir>', 'where the files go', DEFAULTS.out)
    .addOption(new Option('--granularity <grain>', 'how fine the topics are').choices(['coarse', 'medium', 'fine']).default('medium'))
    .option('--topics <number>', 'how many topics (default: as many as the papers have)', wholeNumber(1))
    .option('--min-size <number>', 'papers a topic must have', wholeNumber(1))
    .option('--title <text>', 'the map\'s title (default: the library\'s name)')
    .action(async (flags: GlobalFlags & Flags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        const report = await session.library.map({
          out: flags.out,
          ...(flags.granularity !== undefined && { granularity: flags.granularity }),
          ...(flags.topics !== undefined && { topics: flags.topics }),
          ...(flags.minSize !== undefined && { minSize: flags.minSize }),
          ...(flags.title !== undefined && { title: flags.title }),
        });
        if (flags.json) {
          session.printJson(report);
          return;
        }
        const { papers, topics, unplaced, files } = report;
        session.print(`${counted(papers, 'paper')}, ${counted(topics.length, 'topic')}, ${unplaced} unplaced.\n`);
        session.print(renderTopics(topics, unplaced, session.paint, session.width));
        session.print(`\nWritten: ${files.map(plain).join(', ')}`);
      });
    });
};
