import type { Cited } from '../../../library/index.js';
import { addCountFlag, addGlobalFlags, type GlobalFlags } from '../../options.js';
import { count, counted, plain, table } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

export const register: Register = (program, io) => {
  const command = addGlobalFlags(program.command('cited')).description(
    "what the library's papers cite most and the library lacks, where the exports told references",
  );
  addCountFlag(command).action(async (flags: GlobalFlags & { count: number }) => {
    await withLibrary(io, flags, { mode: 'read' }, async (session) => {
      const found = await session.library.cited({ limit: flags.count });
      if (flags.json) session.printJson(found);
      else session.print(renderCited(found));
    });
  });
};

function renderCited({ papers, withReferences, inside, outside, missing }: Cited): string {
  if (withReferences === 0)
    return (
      `Of none of the ${counted(papers, 'paper')} references are known.\n` +
      'OpenAlex, Crossref, Semantic Scholar and Scopus exports have them: for Scopus tick "References", for Semantic ' +
      'Scholar ask for the field references.externalIds,references.title.'
    );
  const rows = missing.map(({ citedBy, title, year, id }) => [
    count(citedBy),
    `${plain(title === '' ? (id ?? '') : title)}${year === null ? '' : ` (${year})`}${title === '' || id === null ? '' : ` ${plain(id)}`}`,
  ]);
  const head =
    `References of ${count(withReferences)} of ${counted(papers, 'paper')} are known: ${count(inside)} to papers of the library, ` +
    `the others to ${counted(outside, 'work')} that it lacks.`;
  return rows.length === 0 ? head : `${head}\n\n${table([['cited by', 'work'], ...rows], ['right'])}`;
}
