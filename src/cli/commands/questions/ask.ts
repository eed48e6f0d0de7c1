import { Option } from 'commander';
import { FieldmapError } from '../../../errors.js';
import { formatRun, type Answer, type Asked } from '../../../library/index.js';
import { askFields, filterFields, toOptions, type Filter, type OptionsOf } from '../../../questions/index.js';
import { addGlobalFlags, addMapFlag, afterHelp, someText, type GlobalFlags } from '../../options.js';
import { addQuestionFlags } from '../../question-flags.js';
import { addFormatFlags, formatOf, printHits, type FormatFlags } from '../../render/hit-format.js';
import { writeAll } from '../../io.js';
import { plain } from '../../render/output.js';
import { renderMoved } from '../../render/concepts.js';
import { renderHits } from '../../render/hits.js';
import { withLibrary, type Register, type Session } from '../../session.js';

interface Flags extends Filter, OptionsOf<typeof askFields>, FormatFlags {
  readonly queries?: string;
  readonly trec?: true;
  readonly save?: string;
}

const SCORES = `Scores lie between 0 and 1. 1 is the paper that was asked for, or as good a match as can be expected; 0 is no more like the question than any two papers here are alike. With --explain: words (BM25), meaning (of the whole paper), sentence (meaning of its best one), related words (of the best hits), neighbours (how the papers most like it score).`;

export const register: Register = (program, io) => {
  const command = addMapFlag(addGlobalFlags(program.command('ask')))
    .description('the papers that answer a question, best first, each with the sentence that matched')
    .argument(
      '[question]',
      'a question or keywords; "quoted phrase", -word, AND OR NOT ( ) word* ti: ab: au: py:, a title, an author, a DOI or an arXiv id',
    )
    .option('--queries <file>', 'answer every line of a JSONL file: {"id", "text"} or {"id", "paper"}')
    .option('--trec', 'with --queries: print a TREC run')
    .addOption(
      new Option('--save <name>', 'keep the question under a name, for `fieldmap searches run NAME --new`')
        .argParser(someText(100))
        .conflicts('queries'),
    );
  addFormatFlags(command, ['json', 'queries']);
  command.addHelpText('after', afterHelp(io, SCORES));
  addQuestionFlags(command, { ...askFields, ...filterFields }).action(
    async (question: string | undefined, flags: GlobalFlags & Flags) => {
      checkUsage(question, flags);
      await withLibrary(io, flags, { mode: flags.save === undefined ? 'read' : 'write' }, async (session) => {
        if (flags.queries !== undefined) await askAll(session, flags.queries);
        else await askOne(session, question!);
      });
    },
  );
};

function checkUsage(given: string | undefined, flags: Flags): void {
  formatOf(flags);
  const question = given?.trim() === '' ? undefined : given;
  if ((question === undefined) === (flags.queries === undefined)) {
    throw new FieldmapError(
      'usage',
      question === undefined ? 'A question is missing.' : 'A question and --queries do not go together.',
      'Run `fieldmap ask "your question"` or `fieldmap ask --queries FILE.jsonl --trec`.',
    );
  }
  if (flags.trec && flags.queries === undefined) {
    throw new FieldmapError(
      'usage',
      '--trec needs --queries FILE.',
      'Run `fieldmap ask --queries FILE.jsonl --trec`.',
    );
  }
}

async function askOne(session: Session<Flags>, question: string): Promise<void> {
  const { flags, library } = session;
  const answer = await library.ask(question, toOptions(askFields, flags));
  await printAnswer(session, answer);
  if (flags.save === undefined) return;
  await library.saveSearch(flags.save, question, toOptions(askFields, flags));
  session.remark(
    `Saved. Run \`fieldmap searches run "${plain(flags.save)}" --new\` when papers have come in.`,
  );
}

/** Hits for people, JSON for programs or a bibliography; remarks on standard error. */
export async function printAnswer(session: Session<FormatFlags>, answer: Answer): Promise<void> {
  const { flags } = session;
  if (flags.json) {
    session.printJson(answer);
    return;
  }
  for (const note of answer.notes) session.remark(note);
  if (formatOf(flags) !== undefined) {
    await printHits(session, answer);
  } else if (answer.hits.length > 0) {
    session.print(renderHits(answer.hits, session.paint, session.width, answer.explanation));
    const ranks = answer.hits.map(({ rank }) => rank);
    if (answer.steered) session.print(`\n${renderMoved(answer.steered, ranks, session.width)}`);
  }
}

async function askAll(session: Session<Flags>, file: string): Promise<void> {
  const { flags, library } = session;
  await writeAll(
    session.io.stdout,
    lines(library.askAll({ path: file }, toOptions(askFields, flags)), flags.trec),
  );
}

async function* lines(answers: AsyncIterable<Asked>, trec: boolean | undefined): AsyncGenerator<string> {
  for await (const { id, answer, run } of answers)
    yield trec ? formatRun(id, run, 'fieldmap') : `${JSON.stringify({ id, ...answer })}\n`;
}
