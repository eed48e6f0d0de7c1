import { FieldmapError } from '../../../errors.js';
import { writeFileInPieces } from '../../../io/index.js';
import type { ExportFormat } from '../../../library/index.js';
import {
  exportFields,
  filterFields,
  toOptions,
  without,
  type Filter,
  type OptionsOf,
} from '../../../questions/index.js';
import { addGlobalFlags, addMapFlag, someText, type GlobalFlags } from '../../options.js';
import { addQuestionFlags, questionFlag } from '../../question-flags.js';
import { writeAll } from '../../io.js';
import { counted, plain } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

interface Flags extends Filter, OptionsOf<typeof exportFields> {
  readonly embeddings?: string;
  readonly out?: string;
}

export const register: Register = (program, io) => {
  const command = addMapFlag(addGlobalFlags(program.command('export')))
    .description(
      'take a selection away: the whole library, the hits of a question, a topic, a range of years',
    )
    .argument('[question]', 'export the hits of this question, best first (default: every paper)')
    .addOption(questionFlag('format', exportFields.format).conflicts('json'))
    .option('-o, --out <file>', 'write to this file, in the format of its ending', someText(4096))
    .option('--embeddings <file>', 'write the vectors of all papers, with ids: .npy or .parquet');
  addQuestionFlags(command, { ...without(exportFields, 'format'), ...filterFields }).action(
    async (question: string | undefined, flags: GlobalFlags & Flags) => {
      const isChosen = command.getOptionValueSource('format') !== 'default';
      const format = flags.json ? 'jsonl' : isChosen ? flags.format : formatFor(flags.out);
      checkUsage(flags, format ?? 'csv');
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
          ...(format !== undefined && { format }),
          ...(question !== undefined && { question }),
        });
        if (flags.out === undefined) await writeAll(io.stdout, pieces);
        else session.remark(`Written: ${plain(await writeFileInPieces(flags.out, pieces))}`);
      });
    },
  );
};

const ENDINGS: Readonly<Record<string, ExportFormat>> = {
  bib: 'bib',
  ris: 'ris',
  json: 'csl',
  csv: 'csv',
  jsonl: 'jsonl',
  md: 'md',
};

/** The format that the file's ending names. @throws FieldmapError `usage` when it names none. */
function formatFor(file: string | undefined): ExportFormat | undefined {
  if (file === undefined) return undefined;
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const format = ENDINGS[ending];
  if (format !== undefined) return format;
  throw new FieldmapError(
    'usage',
    `${plain(file)} has ${ending === '' ? 'no ending' : `the ending .${plain(ending)}`}, which names no format; expected .bib, .ris, .json (CSL), .csv, .jsonl or .md.`,
    'Name the format: `fieldmap export -o FILE --format csv`.',
  );
}

function checkUsage(flags: Flags, format: ExportFormat): void {
  if (flags.columns !== undefined && format !== 'csv')
    throw new FieldmapError(
      'usage',
      `--columns goes with --format csv, not with ${format}.`,
      'Leave out one of the two.',
    );
}
