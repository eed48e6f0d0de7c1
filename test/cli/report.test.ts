import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeFlow, type Flow } from '../../src/map-output/write-flow.js';
import { run, temporaryFolder } from '../helpers/cli.js';

const line = (paper: object): string => `${JSON.stringify(paper)}\n`;

async function review(): Promise<string> {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const dir = folder.path;
  const twin = {
    title: 'A trial of cats and their sleep',
    authors: ['Ada Lovelace'],
    year: 2020,
    doi: '10.1/a',
  };
  const other = (id: string) => ({ id, title: `On ${id}`, abstract: `A dog ${id}.` });
  writeFileSync(
    join(dir, 'one.jsonl'),
    line({ id: 'a', ...twin }) + ['p1', 'p2', 'p3'].map((id) => line(other(id))).join(''),
  );
  writeFileSync(join(dir, 'two.jsonl'), line({ id: 'b', ...twin }) + line(other('p4')));
  await run(dir, ['add', join(dir, 'one.jsonl'), join(dir, 'two.jsonl')]);
  await run(dir, ['mark', 'a', '--include']);
  await run(dir, ['mark', 'p1', 'p2', '--exclude', '--reason', 'wrong <population>']);
  await run(dir, ['mark', 'p3', '--maybe']);
  return dir;
}

describe('report refuses', () => {
  it.each(['prisma.pdf', 'prisma', '.svg.exe'])('to write %j', async (name) => {
    const dir = await review();
    const { code, stderr } = await run(dir, ['report', '--out', join(dir, name)]);
    expect(code).toBe(2);
    expect(stderr).toContain('expected a name that ends in .svg or .json.');
    expect(existsSync(join(dir, name))).toBe(false);
  });
});

it('report, status and duplicates count the same records', async () => {
  const dir = await review();
  const { stdout } = await run(dir, ['report']);
  expect(stdout).toMatch(
    /6 records identified\n +4 {2}.*one\.jsonl\n +2 {2}.*two\.jsonl\n {2}1 duplicate record removed/,
  );
  expect(stdout).toContain(
    '4 of 5 papers screened, 1 not decided yet\n  2 excluded\n         2  wrong <population>\n  1 undecided',
  );
  expect(stdout).toContain('1 study included');
  expect((await run(dir, ['status'])).stdout).toMatch(/records +6, 1 of them joined with another/);
  expect((await run(dir, ['duplicates'])).stdout).toContain('1 record joined');
});

it('report writes the diagram, and the numbers for programs', async () => {
  const dir = await review();
  const numbers = JSON.parse((await run(dir, ['report', '--json'])).stdout) as Flow;
  expect(numbers).toMatchObject({
    identified: 6,
    duplicates: 1,
    papers: 5,
    screened: 4,
    excluded: 2,
    included: 1,
    left: 1,
  });
  await run(dir, ['report', '--out', join(dir, 'prisma.json')]);
  expect(JSON.parse(readFileSync(join(dir, 'prisma.json'), 'utf8'))).toEqual(numbers);
  expect((await run(dir, ['report', '--out', join(dir, 'prisma.svg')])).code).toBe(0);
  const svg = readFileSync(join(dir, 'prisma.svg'), 'utf8');
  for (const text of [
    'Records identified (n = 6)',
    'Duplicate records removed (n = 1)',
    'wrong &lt;population&gt; (n = 2)',
    'Studies included in review (n = 1)',
  ])
    expect(svg).toContain(text);
});

it('many reasons are counted together, and no text is markup', () => {
  const reasons = Array.from({ length: 20 }, (_, i) => ({ reason: `r${i} "&`, papers: 1 }));
  const svg = writeFlow({
    sources: [],
    identified: 20,
    duplicates: 0,
    papers: 20,
    screened: 20,
    excluded: 20,
    reasons,
    maybe: 0,
    included: 0,
    left: 0,
  });
  expect(svg).toContain('8 others (n = 8)');
  expect(svg).toContain('r0 &quot;&amp; (n = 1)');
  expect(svg).not.toMatch(/r\d+ "&/);
});
