import type { Status } from '../../../library/index.js';
import { addGlobalFlags, addMapFlag, type GlobalFlags } from '../../options.js';
import { count, counted, plain, table } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  addMapFlag(addGlobalFlags(program.command('status')))
    .description('what is in the library')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const status = await session.library.status();
        if (flags.json) session.printJson(status);
        else session.print(renderStatus(status));
      });
    });
};

/** Years that are counted one by one. */
const YEARS = 8;

function renderStatus(status: Status): string {
  const rows: string[][] = [
    ['library', plain(status.library)],
    [
      'records',
      `${count(status.records)}${status.records > status.papers ? `, ${count(status.records - status.papers)} of them joined with another: see \`fieldmap duplicates\`` : ''}`,
    ],
    ['papers', count(status.papers)],
    [
      'with abstract',
      `${count(status.withAbstract)}${status.withoutAbstract > 0 ? `, ${count(status.withoutAbstract)} without` : ''}`,
    ],
    [
      'embedded',
      `${count(status.embedded)}${status.truncated > 0 ? `, ${count(status.truncated)} not read to their end: see \`fieldmap doctor\`` : ''}`,
    ],
    ['model', status.model === null ? 'none yet' : status.model.id],
    [
      'map',
      status.map === null
        ? 'none yet: run `fieldmap map`'
        : `${counted(status.map.topics, 'topic')}, ${counted(status.map.papers, 'paper')}`,
    ],
  ];
  const years = status.years.flatMap(({ year }) => (year === null ? [] : [year]));
  if (years.length > 0) rows.push(['years', `${years[0]} to ${years.at(-1)}`]);
  const sources = status.sources.map(({ source, records }) => [count(records), plain(source)]);
  const byYear = status.years
    .slice(-YEARS)
    .map(({ year, papers }) => `${year ?? 'no year'}: ${count(papers)}`);
  if (byYear.length > 0 && years.length > 0)
    rows.push([byYear.length < status.years.length ? 'last years' : 'by year', byYear.join(', ')]);
  return `${table(rows)}${sources.length > 0 ? `\n\n${table([['records', 'source'], ...sources], ['right'])}` : ''}`;
}
