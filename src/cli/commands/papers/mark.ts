import { Option } from 'commander';
import { createInterface } from 'node:readline/promises';
import { FieldmapError } from '../../../errors.js';
import type { ImportedMarks, Marking, MarkOptions } from '../../../library/index.js';
import { clipped } from '../../../text/index.js';
import type { Io } from '../../io.js';
import { addCountFlag, addGlobalFlags, collect, type GlobalFlags } from '../../options.js';
import { counted, plain } from '../../render/output.js';
import { renderMark } from '../../render/hits.js';
import { withLibrary, type Register, type Session } from '../../session.js';

interface Flags {
  readonly include?: true;
  readonly exclude?: true;
  readonly maybe?: true;
  readonly reason?: string;
  readonly star?: true;
  readonly tag?: string[];
  readonly note?: string;
  readonly clear?: true;
  readonly query?: string;
  readonly from?: string;
  readonly count: number;
}

const DECISIONS = ['include', 'exclude', 'maybe'] as const;

const EXAMPLES = `
Examples:
  fieldmap mark 10.1000/xyz --exclude --reason "wrong population"
  fieldmap mark --query "protocol of a trial" -n 50 --exclude --reason protocol
  fieldmap mark --from fieldmap-marks.json`;

export const register: Register = (program, io) => {
  const command = addGlobalFlags(program.command('mark'))
    .description('keep decisions, stars, tags and notes on papers')
    .argument(
      '[id...]',
      'ids, DOIs or unambiguous parts of titles; - reads them from standard input, one a line',
    );
  for (const decision of DECISIONS) {
    const others = DECISIONS.filter((other) => other !== decision);
    command.addOption(new Option(`--${decision}`, `decide: ${decision}`).conflicts(others));
  }
  command
    .option('--reason <text>', 'why, with a decision: what a flow diagram counts')
    .option('--star', 'a star')
    .option('--tag <tag>', 'a tag, added to those it has (may be repeated)', collect)
    .option('--note <text>', 'a note, in place of the one it has')
    .option('--clear', 'forget what was said before')
    .option('--query <question>', 'mark the hits of this question, as many as -n says')
    .option('--from <file>', 'take over the marks that the map page saved')
    .addHelpText('after', EXAMPLES);
  addCountFlag(command).action(async (ids: string[], flags: GlobalFlags & Flags) => {
    const change = changeOf(flags);
    checkUsage(ids, flags, change);
    await withLibrary(io, flags, { mode: 'write' }, async (session) => {
      if (flags.from !== undefined)
        return printImported(session, await session.library.importMarks(flags.from));
      const targets = flags.query === undefined ? await named(ids, io) : await hitsOf(session, flags.query);
      if (targets.length > 0) printMarking(session, await session.library.mark(targets, change));
    });
  });
};

function changeOf({ reason, star, tag, note, clear, ...flags }: Flags): MarkOptions {
  const decision = DECISIONS.find((name) => flags[name]);
  return {
    ...(decision && { decision }),
    ...(reason !== undefined && { reason }),
    ...(star && { star }),
    ...(tag && { tags: tag }),
    ...(note !== undefined && { note }),
    ...(clear && { clear }),
  };
}

function checkUsage(ids: readonly string[], flags: Flags, change: MarkOptions): void {
  const refuse = (what: string, hint: string): never => {
    throw new FieldmapError('usage', what, hint);
  };
  const ways = [ids.length > 0, flags.query !== undefined, flags.from !== undefined].filter(Boolean).length;
  if (ways !== 1)
    refuse(
      `${ways === 0 ? 'Which papers?' : 'These do not go together.'} Expected either ids, or --query QUESTION, or --from FILE.`,
      'Run `fieldmap mark ID --include`.',
    );
  const says = Object.keys(change).length > 0;
  if (flags.from !== undefined && says)
    refuse(
      'The file of --from says what is decided: no other flag goes with it.',
      'Run `fieldmap mark --from FILE`.',
    );
  if (flags.from === undefined && !says)
    refuse(
      'Mark them as what? Expected --include, --exclude, --maybe, --star, --tag, --note or --clear.',
      'Run `fieldmap mark ID --include`, or `fieldmap show ID` for what is said of a paper now.',
    );
  if (change.reason !== undefined && change.decision === undefined)
    refuse(
      '--reason says why a decision was made, and there is none.',
      'Run `fieldmap mark ID --exclude --reason "wrong population"`.',
    );
}

/** Names as given; for `-` the lines of standard input. */
async function named(ids: readonly string[], io: Io): Promise<string[]> {
  if (!ids.includes('-')) return [...ids];
  if (io.stdin.isTTY === true)
    throw new FieldmapError(
      'usage',
      'Standard input is the terminal: there are no ids to read.',
      'Run `fieldmap mark - --include < ids.txt`.',
    );
  let text = '';
  for await (const piece of io.stdin.setEncoding('utf8')) text += piece as string;
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return ids.flatMap((id) => (id === '-' ? lines : [id]));
}

/** Ids of the hits, after they were shown and, where a person sits at a terminal, agreed to. */
async function hitsOf(session: Session<Flags>, question: string): Promise<string[]> {
  const { hits, notes } = await session.library.ask(question, { count: session.flags.count });
  for (const note of notes) session.remark(note);
  const shown = hits.slice(0, 5).map(({ rank, title }) => `  ${rank}  ${clipped(plain(title), 80)}`);
  if (hits.length > shown.length) shown.push(`  … ${hits.length - shown.length} more`);
  session.remark(
    [`${counted(hits.length, 'hit')} of "${clipped(plain(question), 80)}":`, ...shown].join('\n'),
  );
  if (hits.length > 0 && !(await agreed(session, hits.length))) {
    session.remark('Nothing was marked.');
    return [];
  }
  return hits.map(({ id }) => id);
}

async function agreed({ io, flags }: Session<Flags>, papers: number): Promise<boolean> {
  if (io.stdin.isTTY !== true || io.stderr.isTTY !== true || flags.quiet) return true;
  io.stderr.write(`Mark ${papers === 1 ? 'it' : `these ${papers}`}? [y/N] `);
  const lines = createInterface({ input: io.stdin });
  try {
    for await (const line of lines) return /^y(es)?$/i.test(line.trim());
    return false;
  } finally {
    lines.close();
  }
}

function printMarking(session: Session<Flags>, { papers, redecided }: Marking): void {
  if (session.flags.json) {
    session.printJson({ papers, redecided });
    return;
  }
  if (papers.length <= 10)
    for (const { title, id, mark } of papers)
      session.print(
        `${clipped(plain(title), 70) || plain(id)}: ${mark === null ? 'nothing is said of it' : renderMark(mark)}`,
      );
  const again = redecided === 0 ? '' : `; ${counted(redecided, 'decision')} of before changed`;
  session.print(`${counted(papers.length, 'paper')} marked${again}.`);
}

function printImported(session: Session<Flags>, imported: ImportedMarks): void {
  if (session.flags.json) {
    session.printJson(imported);
    return;
  }
  const { marked, unknown, skipped } = imported;
  for (const why of skipped.slice(0, 10)) session.remark(`Passed over: ${plain(why)}`);
  if (skipped.length > 10) session.remark(`… ${skipped.length - 10} more`);
  if (unknown.length > 0)
    session.remark(
      `Not in this library: ${unknown.slice(0, 10).map(plain).join(', ')}${unknown.length > 10 ? `, … (${unknown.length})` : ''}. ` +
        'Run `fieldmap add` with the file they come from, then this again.',
    );
  session.print(`${counted(marked, 'paper')} marked.`);
}
