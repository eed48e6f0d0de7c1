/** Duplicates that a person judges, and papers that a person takes out for good. */
import { afterAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../helpers/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-duplicates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const abstract = 'Of forty children with infections we measured immunoglobulins, and found them low.';
const shared = { year: 2019, authors: ['Yui Tanaka'], abstract };
const PAPERS = [
  { id: 'a', title: 'Serum IgA in children', ...shared },
  { id: 'b', title: 'Serum IgG in children', ...shared },
  { id: 'c', title: 'Shift length in intensive care', ...shared, doi: '10.1/c', authors: ['C. Moreau'] },
  { id: 'd', title: 'Shift length in intensive care', ...shared, doi: '10.1/C', authors: ['Claire Moreau'] },
];
const stdin = PAPERS.map((paper) => JSON.stringify(paper)).join('\n');
let number = 0;
async function library(): Promise<string> {
  const dir = join(folder, String(number++));
  expect((await run(dir, ['add', '-'], { stdin })).code).toBe(0);
  return dir;
}

describe('duplicates', () => {
  it('says which id is unknown, and joins nothing', async () => {
    const dir = await library();
    const { code, stderr } = await run(dir, ['duplicates', 'join', 'a', 'nobody']);
    expect(code).toBe(1);
    expect(stderr).toContain('No paper has the id "nobody"; nothing was joined.');
    expect(JSON.parse((await run(dir, ['status', '--json'])).stdout)).toMatchObject({ papers: 3 });
  });

  it('shows both records of each pair and why, in lines no wider than the terminal', async () => {
    const dir = await library();
    const { stdout } = await run(dir, ['duplicates'], { columns: 60 });
    expect(stdout).toMatchInlineSnapshot(`
      "1 record joined, 1 near-miss.

      Joined as one paper:

      Shift length in intensive care
        c · C. Moreau · 2019 · -
      Shift length in intensive care
        d · Claire Moreau · 2019 · -
        same title, authors, year 2019

      Nearly the same, kept apart:

      Serum IgA in children
        a · Yui Tanaka · 2019 · -
      Serum IgG in children
        b · Yui Tanaka · 2019 · -
        same authors, year 2019; differs: a word of the title
        (iga, igg)

      One paper after all: fieldmap duplicates join ID ID

      Two papers after all: fieldmap duplicates split ID
      "
    `);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('gives a spreadsheet both records side by side', async () => {
    const { stdout } = await run(await library(), ['duplicates', '--csv']);
    expect(stdout).toMatchInlineSnapshot(`
      "﻿kind,id,title,authors,year,venue,source,other id,other title,other authors,other year,other venue,other source,same,differs
      joined,c,Shift length in intensive care,C. Moreau,2019,,'-,d,Shift length in intensive care,Claire Moreau,2019,,'-,"title; authors; year 2019",
      near-miss,a,Serum IgA in children,Yui Tanaka,2019,,'-,b,Serum IgG in children,Yui Tanaka,2019,,'-,"authors; year 2019","a word of the title (iga, igg)"
      "
    `);
  });

  it('a join by hand and its split take one another back, and outlast the file', async () => {
    const dir = await library();
    const papers = async (): Promise<number> =>
      (JSON.parse((await run(dir, ['status', '--json'])).stdout) as { papers: number }).papers;
    const joined = await run(dir, ['duplicates', 'join', 'b', 'a']);
    expect(joined.stdout).toBe('b is part of a from now on.\n');
    expect(joined.stderr).toContain('fieldmap duplicates split b');
    await run(dir, ['add', '-'], { stdin });
    expect(await papers()).toBe(2);
    await run(dir, ['duplicates', 'split', 'b']);
    await run(dir, ['add', '-'], { stdin });
    expect(await papers()).toBe(3);
  });
});

describe('remove', () => {
  it('keeps a paper out when its file is added again, and says how to take it back', async () => {
    const dir = await library();
    await run(dir, ['remove', 'c']);
    const again = await run(dir, ['add', '-'], { stdin });
    expect(again.stdout).toContain('2 unchanged, 2 left out (removed before).');
    expect(again.stderr).toContain('--restore');
    const back = await run(dir, ['add', '-', '--restore', '--json'], { stdin });
    expect(JSON.parse(back.stdout)).toMatchObject({ new: 1, merged: 1, removed: 0, papers: 3 });
  });
});
