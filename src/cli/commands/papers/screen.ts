import type { Screening, Simulation } from '../../../library/index.js';
import { countsOf, KEYS, screenByKeys } from '../../screening.js';
import { addCountFlag, addGlobalFlags, type GlobalFlags } from '../../options.js';
import { count, counted, plain, table, wrap, type Paint } from '../../render/output.js';
import { renderPapers } from '../../render/hits.js';
import { withLibrary, type Register } from '../../session.js';

const EXAMPLES = `
At a terminal it shows one paper after another and takes single keys (${KEYS});
after so many decisions as -n says the order is made anew. Elsewhere, with --json, or
piped, it prints the list.

Examples:
  fieldmap screen -n 20
  fieldmap mark ID ID --exclude && fieldmap screen
  fieldmap screen --simulate included.json`;

export const register: Register = (program, io) => {
  const command = addGlobalFlags(program.command('screen'))
    .description('the papers of a review to decide on next, by what was included and excluded so far')
    .option(
      '--simulate <file>',
      'replay a finished review: a JSON list of the included ids, or a file of marks',
    )
    .addHelpText('after', EXAMPLES);
  addCountFlag(command).action(async (flags: GlobalFlags & { count: number; simulate?: string }) => {
    const atTerminal = io.stdin.isTTY === true && io.stdout.isTTY === true;
    const byKeys = atTerminal && flags.json !== true && flags.simulate === undefined;
    await withLibrary(io, flags, { mode: byKeys ? 'write' : 'read' }, async (session) => {
      const { library, paint, width } = session;
      if (flags.simulate !== undefined) {
        const simulation = await library.simulateScreening(flags.simulate);
        if (flags.json) session.printJson(simulation);
        else session.print(renderSimulation(simulation));
        return;
      }
      if (byKeys) {
        await screenByKeys(session, flags.count);
        return;
      }
      const screening = await library.screen({ count: flags.count });
      if (flags.json) session.printJson(screening);
      else session.print(renderScreening(screening, paint, width));
    });
  });
};

function renderScreening(screening: Screening, paint: Paint, width: number): string {
  const { next } = screening;
  const counts = countsOf(screening, width);
  if (next.length === 0) return `${counts}\n\nEvery paper is decided on.`;
  const papers = renderPapers(
    next.map(({ paper, score, isDoubtful }, i) => ({
      rank: i + 1,
      paper,
      fact: `${isDoubtful ? 'doubtful, ' : ''}${score.toFixed(2)}`,
    })),
    paint,
    width,
  );
  return [
    papers,
    counts,
    wrap('Decide with `fieldmap mark ID --include` or `--exclude --reason R`.', width),
  ].join('\n\n');
}

function renderSimulation(simulation: Simulation): string {
  const { papers, included, unknown, start, curve, readFor95, readForAll, workSaved } = simulation;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows = curve.map(({ read, found, recall }) => [count(read), count(found), percent(recall)]);
  return [
    `${counted(papers, 'paper')}, ${count(included)} of them included; begun with ${start.map(plain).join(' and ')}.` +
      (unknown.length > 0 ? ` Not in this library: ${counted(unknown.length, 'id')}.` : ''),
    table([['read', 'found', 'recall'], ...rows], ['right', 'right', 'right']),
    `95 % are found after ${counted(readFor95, 'paper')}, all after ${count(readForAll)}.\nWork saved over random order at 95 % recall: ${workSaved.toFixed(3)}`,
  ].join('\n\n');
}
