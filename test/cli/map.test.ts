/** The map and its topics, looked at and edited by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers } from './four-papers.js';

const { folder, library, file } = fourPapers();

describe('map and topics', () => {
  it('topics before the first map says which command makes one', async () => {
    const { code, stderr } = await run(library, ['topics']);
    expect({ code, stderr: stderr.replace(library, 'LIBRARY') }).toEqual({
      code: 1,
      stderr: 'fieldmap: The library LIBRARY has no map yet.\nRun `fieldmap map` first.\n',
    });
  });

  it('map into a file fails and says so', async () => {
    const { code, stderr } = await run(library, ['map', '--out', file]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `fieldmap: ${file} is a file, not a folder.\nChoose a folder with --library DIR or --out DIR.\n`,
    });
  });

  it('map writes its files, and the same bytes again', async () => {
    const out = join(folder, 'out');
    const { code, stdout } = await run(library, ['map', '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toContain('4 papers, ');
    const first = readFileSync(join(out, 'topic-map.json'));
    await run(library, ['map', '--out', out]);
    expect(readFileSync(join(out, 'topic-map.json')).equals(first)).toBe(true);
    expect((JSON.parse(first.toString()) as { papers: object[] }).papers).toHaveLength(4);
  });
});

describe('the settings of a map', () => {
  const mine = join(folder, 'settings');
  const out = join(folder, 'settings-out');
  const made = async (...flags: string[]): Promise<object> => {
    const { code, stderr } = await run(mine, ['map', '--out', out, ...flags]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { seed, parameters } = (
      JSON.parse(readFileSync(join(out, 'topic-map.json'), 'utf8')) as {
        made: { seed: number; parameters: object };
      }
    ).made;
    return { seed, ...parameters };
  };
  const defaults = {
    seed: 42,
    granularity: 'medium',
    topics: null,
    minSize: null,
    assignAll: false,
    neighbors: 15,
  };

  it('hold while none is given, and are undone by a refit that gives no others, but for the seed', async () => {
    await run(mine, ['add', file]);
    expect(await made('--topics', '2', '--assign-all')).toEqual({ ...defaults, topics: 2, assignAll: true });
    expect(await made()).toEqual({ ...defaults, topics: 2, assignAll: true });
    expect((await run(mine, ['map', '--out', out])).stdout).toContain(
      'since the last map, made with --topics 2 --assign-all; --refit makes it anew.',
    );
    expect(await made('--refit')).toEqual(defaults);
    expect((await run(mine, ['map', '--out', out])).stdout).toContain(
      'since the last map; --refit makes it anew.',
    );
    expect(await made('--refit', '--min-size', '4', '--seed', '7')).toEqual({
      ...defaults,
      seed: 7,
      minSize: 4,
    });
    expect(await made('--refit', '--topics', '2')).toEqual({ ...defaults, seed: 7, topics: 2 });
    expect(await made('--refit', '--granularity', 'medium')).toEqual({ ...defaults, seed: 7 });
  });

  it('given as they stand leave the standing map alone', async () => {
    await made('--refit', '--topics', '2');
    expect((await run(mine, ['map', '--topics', '2', '--out', out])).stdout).toContain(
      'Nothing is new since the last map',
    );
  });

  it('of the standing map do not leak into the check of one made before', async () => {
    const other = join(folder, 'checked');
    await run(other, ['add', file]);
    await run(other, ['map', '--out', out]);
    await run(other, ['map', '--refit', '--topics', '2', '--out', join(folder, 'checked-out')]);
    expect((await run(other, ['map', '--verify', join(out, 'topic-map.json')])).stdout).toContain(
      'Made again from the library: the same, byte for byte.',
    );
  });
});

describe('topics edited by hand', () => {
  it('keeps names over refits and refuses one that is taken or unknown', async () => {
    const { topics } = JSON.parse((await run(library, ['topics', '--json'])).stdout) as {
      topics: { id: string; label: string }[];
    };
    const { id } = topics.at(-1)!;
    expect((await run(library, ['topics', 'rename', 'nothing', 'x'])).stderr).toContain(
      'There is no topic "nothing" on the last map.',
    );
    expect((await run(library, ['topics', 'rename', id, ' '])).code).toBe(2);
    expect((await run(library, ['topics', 'rename', id, 'My own name'])).stdout).toContain(
      'is called "My own name"',
    );
    await run(library, ['map', '--refit', '--out', join(folder, 'refitted')]);
    const after = JSON.parse((await run(library, ['topics', '--json'])).stdout) as {
      topics: { id: string; label: string }[];
    };
    expect(after.topics.find((topic) => topic.id === id)?.label).toBe('My own name');
    const named = await run(library, ['map', '--relabel', '--out', join(folder, 'relabelled')]);
    expect(named.stdout).toContain('All topics were named anew.');
    expect(named.stdout).toContain('My own name');
  });

  it('refuses what lies between a topic and itself', async () => {
    const { topics } = JSON.parse((await run(library, ['topics', '--json'])).stdout) as {
      topics: { id: string }[];
    };
    const { id } = topics.at(-1)!;
    const { code, stderr } = await run(library, ['topics', 'bridges', id, id]);
    expect(code).toBe(2);
    expect(stderr).toContain(`"${id}" and "${id}" are the same topic.`);
  });

  it('verifies a map it made, and not one of other papers', async () => {
    const mine = join(folder, 'verified');
    await run(mine, ['add', file]);
    const out = join(folder, 'verified-out');
    await run(mine, ['map', '--out', out]);
    const path = join(out, 'topic-map.json');
    expect(await run(mine, ['map', '--verify', path])).toMatchObject({
      code: 0,
      stdout: 'The same map. Made again from the library: the same, byte for byte.\n',
    });
    await run(mine, ['add', '-'], {
      stdin: JSON.stringify({ id: 'more', title: 'More dogs', abstract: 'A dog more.' }),
    });
    expect((await run(mine, ['map', '--verify', path])).code).toBe(1);
  });
});
