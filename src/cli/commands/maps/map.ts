import { Option } from 'commander';
import { join } from 'node:path';
import { DEFAULTS } from '../../../config.js';
import type { MapReport } from '../../../library/index.js';
import { leavesOf } from '../../../looks/index.js';
import { FieldmapError } from '../../../errors.js';
import { EXIT } from '../../exit.js';
import { addGlobalFlags, afterHelp, someText, wholeNumber, type GlobalFlags } from '../../options.js';
import { counted, plain } from '../../render/output.js';
import { renderDiff, renderTopics } from '../../render/topics.js';
import { withLibrary, type Register, type Session, type SetExit } from '../../session.js';

interface Flags {
  readonly out?: string;
  readonly name?: string;
  readonly granularity?: 'coarse' | 'medium' | 'fine';
  readonly topics?: number;
  readonly minSize?: number;
  readonly assignAll?: true;
  readonly refit?: true;
  readonly relabel?: true;
  readonly diff?: true;
  readonly verify?: string;
  readonly vocabulary?: string;
  readonly nameWith?: string;
  readonly allowRemote?: true;
  readonly title?: string;
  readonly abstracts: boolean;
  readonly svg?: true;
  readonly png?: true;
  readonly graphml?: true;
  readonly atlas?: true;
}

const SETTINGS =
  "Without --refit, --granularity, --topics, --min-size and --assign-all, the standing map's settings hold. With any " +
  'of these, the settings are those on the command line and the defaults for the rest. Settings that are not those of ' +
  'the standing map need --refit, which makes topics and places anew (`fieldmap topics undo` takes it back), or --name, ' +
  'which makes another map beside it. Title stays until another is given.';

const EXAMPLES = `
Examples:
  fieldmap map --title "Our field"
  fieldmap map --name trial --granularity fine
  fieldmap map --refit --diff`;

export const register: Register = (program, io, setExit) => {
  addGlobalFlags(program.command('map'))
    .description('topics, labels and coordinates: topic-map JSON, tables and one self-contained HTML page')
    .option(
      '--out <dir>',
      `where the files go (default: ${DEFAULTS.out}; of a map with a name ${DEFAULTS.out}/NAME)`,
      someText(4096),
    )
    .option('--name <name>', 'make this map, beside the others that the library keeps', someText(200))
    .addOption(
      new Option('--granularity <grain>', 'how fine the topics are (default: medium)').choices([
        'coarse',
        'medium',
        'fine',
      ]),
    )
    .option('--topics <number>', 'how many topics (default: as many as the papers have)', wholeNumber(1))
    .option('--min-size <number>', 'papers a topic must have', wholeNumber(1))
    .option('--assign-all', 'leave no paper unplaced: each goes to its nearest topic')
    .option(
      '--refit',
      'topics and places anew, ids and north kept (default: new papers are placed on the standing map)',
    )
    .option('--relabel', 'name all topics anew from their papers; names given by hand stay')
    .option(
      '--vocabulary <file>',
      'names to choose from: tab-separated id, name and, if known, broader, description (default: OpenAlex’s topics)',
    )
    .option(
      '--name-with <url>',
      'let a model on an OpenAI-compatible server of this machine (Ollama, llama.cpp) name the topics: URL or URL#model',
      someText(4096),
    )
    .option(
      '--allow-remote',
      'with --name-with: the server may be another machine; terms and titles go there',
    )
    .option('--diff', 'tell what changed since the last map')
    .option(
      '--verify <file>',
      'make the map of a topic-map.json again and say whether it is the same; writes nothing',
    )
    .option('--title <text>', "the map's title (default: the library's name)", someText(200))
    .option('--no-abstracts', 'a slim page, without abstracts')
    .option('--svg', 'write map.svg, a still picture, as well')
    .option('--png', 'write map.png, the same in pixels, as well')
    .option('--graphml', 'write neighbors.graphml, the neighbour graph, as well')
    .option('--atlas', 'write the files that embedding-atlas loads as well')
    .addHelpText('after', afterHelp(io, SETTINGS))
    .addHelpText('after', EXAMPLES)
    .action(async (flags: GlobalFlags & Flags) => {
      const mode = flags.verify === undefined ? 'write' : 'read';
      const named = flags.name === undefined ? {} : { map: flags.name, newMap: true };
      await withLibrary<Flags>(io, flags, { mode, ...named }, (session) => mapOrVerify(session, setExit));
    });
};

async function mapOrVerify(session: Session<Flags>, setExit: SetExit): Promise<void> {
  const { flags } = session;
  if (flags.verify !== undefined) {
    if (!(await verify(session, flags.verify))) setExit(EXIT.failed);
    return;
  }
  const report = await session.library.map(mapOptions(flags));
  if (flags.json) session.printJson(report);
  else session.print(renderReport(report, session));
}

/** Whether the file's map is the one that is made from the library. */
async function verify({ library, flags, ...session }: Session<Flags>, file: string): Promise<boolean> {
  const verdict = await library.verifyMap(file);
  if (flags.json) session.printJson(verdict);
  else session.print(`${verdict.same ? 'The same map.' : 'Not the same map.'} ${verdict.reason}`);
  return verdict.same;
}

function mapOptions(flags: Flags) {
  if (flags.allowRemote && flags.nameWith === undefined)
    throw new FieldmapError(
      'usage',
      '--allow-remote says where --name-with may go, which is not given.',
      'Add --name-with URL, or leave --allow-remote out.',
    );
  const { name, granularity, topics, minSize, vocabulary, nameWith, title, abstracts } = flags;
  return {
    out: flags.out ?? (name === undefined ? DEFAULTS.out : join(DEFAULTS.out, name)),
    abstracts,
    also: (['svg', 'png', 'graphml', 'atlas'] as const).filter((name) => flags[name]),
    ...(granularity && { granularity }),
    ...(topics !== undefined && { topics }),
    ...(minSize !== undefined && { minSize }),
    ...(vocabulary !== undefined && { vocabulary, relabel: true }),
    ...(nameWith !== undefined && { nameWith, allowRemote: flags.allowRemote === true }),
    ...(title !== undefined && { title }),
    ...(flags.assignAll && { assignAll: true }),
    ...(flags.refit && { refit: true }),
    ...(flags.relabel && { relabel: true }),
  };
}

function renderReport(report: MapReport, { flags, paint, width }: Session<Flags>): string {
  const { papers, about, topics, unplaced, how, placed, diff, files } = report;
  const held = heldSettings(report);
  const done =
    {
      new: '',
      refit: ' Topics and places were made anew.',
      extended: ` ${counted(placed, 'new paper')} placed on the standing map${held}; --refit makes it anew.`,
      same: flags.relabel ? '' : ` Nothing is new since the last map${held}; --refit makes it anew.`,
    }[how] + (flags.relabel ? ' All topics were named anew.' : '');
  return [
    `${counted(papers, 'paper')}${about === null ? '' : ` on ${midSentence(plain(about))}`}, ${counted(leavesOf(topics).length, 'topic')}, ${unplaced} unplaced.${done}`,
    renderTopics(topics, unplaced, paint, width),
    ...(flags.diff
      ? [diff === null ? 'This is the first map: nothing to compare with.' : renderDiff(diff, width)]
      : []),
    `Written: ${files.map(plain).join(', ')}`,
  ].join('\n\n');
}

/** With a small first letter, but for acronyms and the like. */
function midSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** `, made with --topics 5` where the standing map's settings are not the defaults, which --refit goes back to. */
function heldSettings({ parameters: { granularity, topics, minSize, assignAll } }: MapReport): string {
  const flags = [
    ...(granularity === 'medium' ? [] : [`--granularity ${granularity}`]),
    ...(topics === null ? [] : [`--topics ${topics}`]),
    ...(minSize === null ? [] : [`--min-size ${minSize}`]),
    ...(assignAll ? ['--assign-all'] : []),
  ];
  return flags.length === 0 ? '' : `, made with ${flags.join(' ')}`;
}
