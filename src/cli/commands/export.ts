import { Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat } from '../../library/index.js';
import {
  addFilterFlags,
  addGlobalFlags,
  toFilter,
  wholeNumber,
  type FilterFlags,
  type GlobalFlags,
} from '../options.js';
import { writeAll } from '../io.js';
import { counted, plain } from '../output.js';
import { withLibrary, type Register } from '../session.js';

interface Flags extends FilterFlags {
  readonly format: ExportFormat;
  readonly count?: number;
  readonly embeddings?: string;
}

export const register: Register = (program, io) => {
  const command = addGlobalFlags(program.command('export'))
    .description(
      'take a selection away: the whole library, the hits of a question, a topic, a range of years',
    )
    .argument('[question]', 'export the hits of this question, best first (default: every paper)')
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(EXPORT_FORMATS)
        .default('csv')
        .conflicts('json'),
    )
    .option('-n, --count <number>', 'how many (default: all; with a question 100)', wholeNumber(1));
  command.option('--embeddings <file>', 'write the vectors of all papers, with ids: .npy or .parquet');
  addFilterFlags(command).action(async (question: string | undefined, flags: GlobalFlags & Flags) => {
    await withLibrary(io, flags, { mode: 'read' }, async (session) => {
      if (flags.embeddings !== undefined) {
        const report = await session.library.exportEmbeddings(flags.embeddings);
        if (flags.json) session.printJson(report);
        else
          session.print(
            `${counted(report.papers, 'vector')} of ${report.dimensions} numbers written: ${report.files.map(plain).join(', ')}`,
          );
        return;
      }
      const pieces = session.library.export({
        format: flags.json ? 'jsonl' : flags.format,
        filter: toFilter(flags),
        ...(question !== undefined && { question }),
        ...(flags.count !== undefined && { count: flags.count }),
      });
      await writeAll(io.stdout, pieces);
    });
  });
};
