import { extname } from 'node:path';
import { FieldmapError } from '../../../errors.js';
import { writeFileAtomically } from '../../../io/index.js';
import { flowSvg, type ReviewReport } from '../../../library/index.js';
import { addGlobalFlags, afterHelp, type GlobalFlags } from '../../options.js';
import { count, counted, plain } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

const EXAMPLES = `Examples:
  fieldmap report
  fieldmap report --out prisma.svg`;

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('report'))
    .description(
      'the numbers of a review: records by source, duplicates, screened, excluded by reason, included',
    )
    .option('--out <file>', 'write the PRISMA 2020 flow diagram: NAME.svg, or the numbers: NAME.json')
    .addHelpText(
      'after',
      afterHelp(
        io,
        'Decisions are made with `fieldmap mark ID --include` or `--exclude --reason R`. Stages that happen outside (reports sought and assessed in full) are not counted here.',
      ),
    )
    .addHelpText('after', `\n${EXAMPLES}`)
    .action(async (flags: GlobalFlags & { out?: string }) => {
      const ending = flags.out === undefined ? null : extname(flags.out).toLowerCase();
      if (ending !== null && ending !== '.svg' && ending !== '.json') {
        throw new FieldmapError(
          'usage',
          `Cannot tell what to write from "${flags.out}": expected a name that ends in .svg or .json.`,
          'Run `fieldmap report --out prisma.svg`.',
        );
      }
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const report = await session.library.reviewReport();
        if (flags.out !== undefined) {
          const text = ending === '.svg' ? flowSvg(report) : `${JSON.stringify(report, null, 2)}\n`;
          writeFileAtomically(flags.out, text);
          session.print(`Written: ${plain(flags.out)}`);
        } else if (flags.json) session.printJson(report);
        else session.print(renderReport(report));
      });
    });
};

/** The stages of the diagram as lines. */
export function renderReport(report: ReviewReport): string {
  const { sources, identified, duplicates, papers, screened, excluded, reasons, maybe, included, left } =
    report;
  const indented = (number: number, text: string): string => `    ${count(number).padStart(6)}  ${text}`;
  return [
    'Identification',
    `  ${counted(identified, 'record')} identified`,
    ...sources.map(({ source, records }) => indented(records, plain(source))),
    `  ${counted(duplicates, 'duplicate record')} removed`,
    'Screening',
    `  ${count(screened)} of ${counted(papers, 'paper')} screened${left > 0 ? `, ${count(left)} not decided yet` : ''}`,
    `  ${count(excluded)} excluded`,
    ...reasons.map((one) =>
      indented(one.papers, one.reason === '' ? '(no reason given)' : plain(one.reason)),
    ),
    ...(maybe > 0 ? [`  ${count(maybe)} undecided (maybe)`] : []),
    'Included',
    `  ${counted(included, 'study', 'studies')} included`,
  ].join('\n');
}
