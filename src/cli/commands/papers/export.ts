import {
  exportFields,
  filterFields,
  toOptions,
  without,
  type Filter,
  type OptionsOf,
} from '../../../questions/index.js';
import { addGlobalFlags, type GlobalFlags } from '../../options.js';
import { addQuestionFlags, questionFlag } from '../../question-flags.js';
import { writeAll } from '../../io.js';
import { counted, plain } from '../../output.js';
import { withLibrary, type Register } from '../../session.js';

interface Flags extends Filter, OptionsOf<typeof exportFields> {
  readonly embeddings?: string;
}

export const register: Register = (program, io) => {
  const command = addGlobalFlags(program.command('export'))
    .description(
      'take a selection away: the whole library, the hits of a question, a topic, a range of years',
    )
    .argument('[question]', 'export the hits of this question, best first (default: every paper)')
    .addOption(questionFlag('format', exportFields.format).conflicts('json'))
    .option('--embeddings <file>', 'write the vectors of all papers, with ids: .npy or .parquet');
  addQuestionFlags(command, { ...without(exportFields, 'format'), ...filterFields }).action(
    async (question: string | undefined, flags: GlobalFlags & Flags) => {
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
          ...toOptions(exportFields, flags),
          ...(flags.json && { format: 'jsonl' as const }),
          ...(question !== undefined && { question }),
        });
        await writeAll(io.stdout, pieces);
      });
    },
  );
};
