import { FieldmapError } from '../../../errors.js';
import type { Evaluation } from '../../../library/index.js';
import { addGlobalFlags, wholeNumber, type GlobalFlags } from '../../options.js';
import { count, counted, table } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

interface Flags {
  readonly queries?: string;
  readonly qrels?: string;
  readonly self?: true;
  readonly samples: number;
}

export const register: Register = (program, io) => {
  addGlobalFlags(program.command('eval'))
    .description('how good search is here: against judged questions, or on papers that are to be found again')
    .option('--queries <file>', 'questions: JSONL with {"id", "text"}')
    .option('--qrels <file>', "judgements: question, paper, grade; or TREC's four columns")
    .option('--self', 'without judgements: find papers by their title, a mistyped title and a sentence')
    .option('--samples <number>', 'with --self: papers drawn', wholeNumber(1), 200)
    .action(async (flags: GlobalFlags & Flags) => {
      const { queries, qrels, self, samples } = flags;
      const judged = queries !== undefined && qrels !== undefined && !self;
      if (!judged && (!self || queries !== undefined || qrels !== undefined)) {
        throw new FieldmapError(
          'usage',
          'Expected either --queries and --qrels, or --self.',
          'Run `fieldmap eval --queries FILE.jsonl --qrels FILE.tsv` or `fieldmap eval --self`.',
        );
      }
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const report = await session.library.evaluate(judged ? { queries, qrels } : { self: samples });
        if (flags.json) session.printJson(report);
        else session.print(renderEvaluation(report));
      });
    });
};

function renderEvaluation({ papers, measures, indexRecall }: Evaluation): string {
  const names = Object.keys(measures[0]!.metrics) as (keyof Evaluation['measures'][number]['metrics'])[];
  const rows = measures.map(({ questions, count: asked, mode, metrics }) => [
    questions,
    count(asked),
    mode,
    ...names.map((name) => {
      const { mean, low, high } = metrics[name];
      return `${mean.toFixed(4)} (${low.toFixed(3)}-${high.toFixed(3)})`;
    }),
  ]);
  const recall =
    indexRecall === null
      ? ''
      : `\n\nThe index finds ${(100 * indexRecall).toFixed(2)} % of the 10 exact nearest papers.`;
  return `${counted(papers, 'paper')}; mean and 95 % bootstrap interval, rankings cut at 100.\n\n${table(
    [['questions', '', 'mode', ...names], ...rows],
    ['left', 'right'],
  )}${recall}`;
}
