import type { Command } from 'commander';
import type { Io } from '../../io.js';
import { addGlobalFlags, someText, type GlobalFlags } from '../../options.js';
import { count, counted, plain, table } from '../../render/output.js';
import { withLibrary, type Register } from '../../session.js';

const EXAMPLES = `
Examples:
  fieldmap map --name trial --granularity fine
  fieldmap topics --map trial
  fieldmap maps use trial`;

export const register: Register = (program, io) => {
  const maps = program
    .command('maps')
    .description('the maps that the library keeps beside one another: list, use, remove, load')
    .addHelpText('after', EXAMPLES);
  for (const add of [addList, addUse, addRemove, addLoad]) add(maps, io);
};

function addList(maps: Command, io: Io): void {
  addGlobalFlags(maps.command('list', { isDefault: true }))
    .description('which there are; * marks the one that is read where none is named')
    .action(async (flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'read' }, async (session) => {
        const found = await session.library.maps();
        if (flags.json) session.printJson(found);
        else if (found.maps.length === 0) session.remark('There is no map yet: run `fieldmap map`.');
        else {
          session.print(
            table(
              [
                ['', 'map', 'papers', 'topics', 'unplaced'],
                ...found.maps.map(({ name, papers, topics, unplaced, current }) => [
                  current ? '*' : '',
                  plain(name),
                  count(papers),
                  count(topics),
                  count(unplaced),
                ]),
              ],
              ['left', 'left', 'right', 'right', 'right'],
            ),
          );
        }
      });
    });
}

function addUse(maps: Command, io: Io): void {
  addGlobalFlags(maps.command('use'))
    .description('go by this map from now on, wherever none is named')
    .argument('<name>', 'its name')
    .action(async (name: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        await session.library.useMap(name);
        session.remark(`The library goes by the map "${plain(name)}".`);
      });
    });
}

function addRemove(maps: Command, io: Io): void {
  addGlobalFlags(maps.command('remove'))
    .description('forget a map, its names and merges; its files stay')
    .argument('<name>', 'its name')
    .action(async (name: string, flags: GlobalFlags) => {
      await withLibrary(io, flags, { mode: 'write' }, async (session) => {
        await session.library.removeMap(name);
        session.remark(`Forgotten: ${plain(name)}`);
      });
    });
}

function addLoad(maps: Command, io: Io): void {
  addGlobalFlags(maps.command('load'))
    .description('take up the map of a topic-map.json, as it is')
    .argument('<file>', 'a topic-map.json of papers of this library')
    .requiredOption('--name <name>', 'its name from now on', someText(200))
    .action(async (file: string, flags: GlobalFlags & { name: string }) => {
      await withLibrary(io, flags, { mode: 'write', map: flags.name, newMap: true }, async (session) => {
        const map = await session.library.loadMap(file);
        if (flags.json) session.printJson(map);
        else
          session.print(
            `"${plain(map.name)}" has ${counted(map.papers, 'paper')} in ${counted(map.topics, 'topic')}.`,
          );
      });
    });
}
