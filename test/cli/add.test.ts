/** Adding: what is written where, each exit code. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers, PAPERS } from './four-papers.js';

const { folder, library, file } = fourPapers();

describe('add', () => {
  it('does nothing twice', async () => {
    const { code, stdout } = await run(library, ['add', file]);
    expect(code).toBe(0);
    expect(stdout).toBe('4 records read, 0 new, 0 updated, 4 unchanged.\nThe library holds 4 papers.\n');
  });

  it('does nothing twice to a folder that its own library and map lie in', async () => {
    const service = join(folder, 'service');
    const [own, out] = [join(service, 'library'), join(service, 'out')];
    mkdirSync(service);
    writeFileSync(join(service, 'papers.jsonl'), readFileSync(file));
    expect((await run(own, ['add', service])).code).toBe(0);
    expect((await run(own, ['map', '--out', out, '--svg', '--graphml', '--atlas'])).code).toBe(0);
    expect(await run(own, ['add', service])).toEqual({
      code: 0,
      stdout: '4 records read, 0 new, 0 updated, 4 unchanged.\nThe library holds 4 papers.\n',
      stderr:
        `Passed over as no list of papers: ${own} (a library); ${join(out, 'atlas-labels.json')}, ${join(out, 'atlas.jsonl')} ` +
        'and 6 more (files of a map). To have a file read, name it.\n',
    });
  });

  it('calls the same paper in two files joined the first time, and updated what is read anew with another text', async () => {
    const [one, two] = [join(folder, 'one.jsonl'), join(folder, 'two.jsonl')];
    const line = (abstract: string): string =>
      `${JSON.stringify({ title: 'Maps of the deep sea', authors: ['Ada Lovelace'], doi: '10.1000/sea', abstract })}\n`;
    writeFileSync(one, line(''));
    writeFileSync(two, line('We map the deep sea.') + line('We map the deep sea.'));
    const own = join(folder, 'joined');
    const first =
      'Would store: 3 records read, 1 new, 2 joined with a paper already here, 0 updated, 0 unchanged. Nothing was changed.\n';
    expect((await run(own, ['add', one, two, '--dry-run'])).stdout).toBe(first);
    expect((await run(own, ['add', one, two])).stdout).toContain(
      '3 records read, 1 new, 2 joined with a paper already here, 0 updated, 0 unchanged.',
    );
    writeFileSync(two, line('We map the sea, deep and shallow.'));
    expect((await run(own, ['add', one, two])).stdout).toContain(
      '2 records read, 0 new, 1 updated, 1 unchanged.',
    );
  });

  it('keeps both papers of two tables that count their rows from 1, and says so', async () => {
    const [cats, wells] = [join(folder, 'cats.csv'), join(folder, 'wells.csv')];
    writeFileSync(cats, 'id,title,abstract\n1,Cats and dogs,A cat.\n');
    writeFileSync(wells, 'id,title,abstract\n1,Quantum wells,A well.\n');
    const { code, stdout, stderr } = await run(join(folder, 'tables'), ['add', cats, wells]);
    expect(code).toBe(0);
    expect(stdout).toContain('2 records read, 2 new, 0 updated, 0 unchanged.');
    expect(stderr).toContain('wells.csv: 1 paper has the id of another paper and is kept as 1~2.');
  });

  it('keeps both papers when a table is replaced by another one of the same name', async () => {
    const [table, own] = [join(folder, 'rows.csv'), join(folder, 'replaced')];
    writeFileSync(table, 'id,title,abstract\n1,Rivers under the ice,A river.\n');
    await run(own, ['add', table]);
    writeFileSync(table, 'id,title,abstract\n1,Bees of the coast,A bee.\n');
    const { stdout, stderr } = await run(own, ['add', table]);
    expect(stdout).toContain('1 record read, 1 new, 0 updated, 0 unchanged.');
    expect(stderr).toContain('1 paper has the id of another paper and is kept as 1~2.');
    expect((await run(own, ['export', '--format', 'jsonl'])).stdout.trim().split('\n')).toHaveLength(2);
  });

  it('says that a damaged index is made anew, but not that adding made one old', async () => {
    const own = join(folder, 'damaged');
    await run(own, ['add', file]);
    writeFileSync(
      join(folder, 'more.jsonl'),
      '{"id": "more", "title": "One more star", "abstract": "A star."}\n',
    );
    expect((await run(own, ['add', join(folder, 'more.jsonl')])).stderr).not.toContain('rebuilt');
    const index = readFileSync(join(own, 'lexical.idx'));
    index[index.length - 1]! ^= 1;
    writeFileSync(join(own, 'lexical.idx'), index);
    const { code, stderr } = await run(own, ['ask', 'star']);
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('The full-text index is rebuilt because it is damaged (checksum).'),
    ]);
  });

  it('skips a bad record, names it by line, and ends with exit code 3', async () => {
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(bad, `${JSON.stringify(PAPERS[0])}\n{"id": "half", \n${JSON.stringify(PAPERS[1])}\n`);
    const { code, stdout, stderr } = await run(join(folder, 'other'), ['add', bad]);
    expect(code).toBe(3);
    expect(stdout).toContain('2 records read, 2 new, 0 updated, 0 unchanged, 1 skipped.');
    expect(stderr).toContain(`skipped ${bad}:2: `);
  });

  it('reads standard input', async () => {
    const { code, stdout } = await run(join(folder, 'piped'), ['add', '-', '--json'], {
      stdin: readFileSync(file),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ read: 4, new: 4, embedded: 4, pending: 0, skipped: [] });
  });

  it('calls standard input by its name, and a file of a folder once', async () => {
    const empty = await run(join(folder, 'nothing'), ['add', '-'], { stdin: '' });
    expect(empty).toMatchObject({ code: 1, stderr: 'fieldmap: Standard input is empty.\n' });
    const inbox = join(folder, 'with-empty');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'a.jsonl'), '');
    writeFileSync(join(inbox, 'b.jsonl'), JSON.stringify(PAPERS[0]));
    const { code, stderr } = await run(join(folder, 'mixed'), ['add', inbox]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: `skipped ${join(inbox, 'a.jsonl')}: is empty.\n` });
  });

  it('of nothing but bad records leaves a library that every command takes for an empty one', async () => {
    const own = join(folder, 'all-bad');
    const { code, stdout } = await run(own, ['add', '-'], { stdin: '{"id": "x"}\n' });
    expect({ code, stdout }).toEqual({
      code: 3,
      stdout: '0 records read, 0 new, 0 updated, 0 unchanged, 1 skipped.\nThe library holds 0 papers.\n',
    });
    expect(await run(own, ['ask', 'cat'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'The library has no papers yet: run `fieldmap add FILE`.\n',
    });
    expect((await run(own, ['status'])).code).toBe(0);
    expect((await run(own, ['export', '--format', 'jsonl'])).stdout).toBe('');
    for (const argv of [
      ['map'],
      ['concepts'],
      ['topics'],
      ['similar', 'cat'],
      ['eval', '--self'],
      ['compare', 'a', 'b'],
      ['doctor'],
    ]) {
      expect((await run(own, argv)).stderr).not.toContain('bug');
    }
  });

  it('says when the format named finds no paper', async () => {
    const { code, stdout, stderr } = await run(join(folder, 'misnamed'), ['add', file, '--format', 'ris']);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `skipped ${file}: no paper is in it, read as ris\n`,
    });
    expect(stdout).toContain('0 records read');
  });

  it('with --dry-run stores nothing', async () => {
    const dry = join(folder, 'dry');
    const { code, stdout } = await run(dry, ['add', file, '--dry-run']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Would store: 4 records read, 4 new, 0 updated, 0 unchanged. Nothing was changed.\n',
    });
    expect(existsSync(join(dry, 'fieldmap.sqlite'))).toBe(false);
  });

  it('stopped in the middle says how to go on, ends with exit code 130, and goes on', async () => {
    const stopped = join(folder, 'stopped');
    const already = new AbortController();
    already.abort();
    const first = await run(stopped, ['add', file], { signal: already.signal });
    expect(first.code).toBe(130);
    expect(first.stderr).toContain('Run the same command again to go on where it stopped.');
    const second = await run(stopped, ['add', file]);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('The library holds 4 papers.');
  });

  it.skipIf(process.getuid?.() === 0)('in a folder that is read-only fails and says where', async () => {
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    const { code, stderr } = await run(join(locked, 'library'), ['add', file]);
    expect(code).toBe(1);
    expect(stderr).toContain(`Cannot write ${locked}`);
  });
});

describe('add --watch', () => {
  it('goes neither with standard input nor with --dry-run', async () => {
    expect((await run(library, ['add', '-', '--watch'])).code).toBe(2);
    expect((await run(library, ['add', file, '--watch', '--dry-run'])).stderr).toContain(
      '--watch follows files and folders',
    );
  });

  it('adds what comes into a folder until it is stopped', async () => {
    const inbox = join(folder, 'inbox');
    const mine = join(folder, 'watched');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'one.jsonl'), JSON.stringify(PAPERS[0]));
    const stop = new AbortController();
    const running = run(mine, ['add', inbox, '--watch'], { signal: stop.signal });
    await vi.waitFor(async () => expect((await run(mine, ['status'])).stdout).toContain('papers         1'), {
      timeout: 20_000,
      interval: 100,
    });
    // Watching starts a moment after the papers are in: the file is written again until it has been seen.
    await vi.waitFor(
      async () => {
        writeFileSync(join(inbox, 'two.jsonl'), JSON.stringify(PAPERS[1]));
        await vi.waitFor(
          async () => expect((await run(mine, ['status'])).stdout).toContain('papers         2'),
          { timeout: 3000, interval: 100 },
        );
      },
      { timeout: 20_000 },
    );
    stop.abort();
    expect((await running).stdout).toContain('The library holds 2 papers.');
  });
});

describe('duplicates', () => {
  it('names what was joined with the evidence, and takes it apart for good', async () => {
    const mine = join(folder, 'duplicates');
    const paper = {
      title: 'Sparse maps of neural language models',
      authors: ['Ada Lovelace', 'Alan Turing'],
      year: 2020,
      abstract: 'We draw a map.',
    };
    const { stdout: added } = await run(mine, ['add', '-', '--json'], {
      stdin: [
        { ...paper, id: 'a', doi: '10.1000/x' },
        { ...paper, id: 'b', doi: '10.1000/X' },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    });
    expect(JSON.parse(added)).toMatchObject({ read: 2, new: 1, merged: 1, papers: 1 });
    expect((await run(mine, ['duplicates'])).stdout).toContain('same doi 10.1000/x');
    expect((await run(mine, ['duplicates', 'split', 'b'])).code).toBe(0);
    expect(JSON.parse((await run(mine, ['status', '--json'])).stdout)).toMatchObject({
      papers: 2,
      embedded: 2,
    });
  });
});
