/** `screen`: what it needs, what it counts, and the replay of a finished review. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Screening, Simulation } from '../../src/library/index.js';
import { run, temporaryFolder } from '../helpers/cli.js';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
afterAll(() => folder.remove());

/** Forty papers, every fourth about cells: `p0`, `p4`, … */
const isAboutCells = (i: number): boolean => i % 4 === 0;
const ids = Array.from({ length: 40 }, (_, i) => `p${i}`);
const wanted = ids.filter((_, i) => isAboutCells(i));
const NUMBERS = 'zero one two three four five six seven eight nine'.split(' ');

const saved = (name: string, content: unknown): string => {
  const path = join(folder.path, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const screened = async (...flags: string[]): Promise<Screening> =>
  JSON.parse((await run(library, ['screen', '--json', ...flags])).stdout) as Screening;

beforeAll(async () => {
  const lines = ids.map((id, i) => {
    const about = isAboutCells(i) ? 'protein cell' : 'star image';
    const own = `${NUMBERS[Math.floor(i / 10)]!} ${NUMBERS[i % 10]!}`;
    return JSON.stringify({
      id,
      title: `${about} ${own} ${i * 7919}`,
      abstract: `This ${about} work number ${own} has ${i * 104729} of ${about}.`,
    });
  });
  const ran = await run(library, ['add', saved('papers.jsonl', lines.join('\n')), '--json']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ new: 40, papers: 40 });
});

describe('screen refuses', () => {
  it('to guess before anything is included', async () => {
    const { code, stdout, stderr } = await run(library, ['screen']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('No paper is included yet');
    expect(stderr).toContain('`fieldmap mark ID --include`');
  });

  it.each([
    ['missing.json', null, 'there is no such file'],
    ['broken.json', '["p0", ', 'is no JSON'],
    ['objects.json', [{ id: 'p0' }], 'is a list of something else than ids'],
    ['other.json', { included: [] }, 'is no file of marks'],
    ['one.json', ['p0'], '1 papers included and 39 excluded, expected at least 2 and 1'],
    ['strangers.json', ['x', 'y', 'z'], '0 papers included and 40 excluded'],
  ])('%s', async (name, content, message) => {
    const path = content === null ? join(folder.path, name) : saved(name, content);
    const { code, stdout, stderr } = await run(library, ['screen', '--simulate', path]);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('screen', () => {
  it('offers the likeliest first, leaves out what is decided, and counts', async () => {
    await run(library, ['mark', 'p0', 'p4', '--include']);
    await run(library, ['mark', 'p1', '--exclude', '--reason', 'stars']);
    await run(library, ['mark', 'p8', '--maybe']);
    const answer = await screened();
    expect(answer).toMatchObject({
      papers: 40,
      decided: 4,
      included: 2,
      excluded: 1,
      maybe: 1,
      left: 36,
      last: { decided: 4, included: 2 },
    });
    expect(
      answer.next
        .slice(0, 7)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(wanted.filter((id) => !['p0', 'p4', 'p8'].includes(id)).sort());
    expect(answer.next.map(({ isDoubtful }) => isDoubtful).lastIndexOf(true)).toBe(9);
  });

  it('prints them for people, with how many of the last decisions included a paper', async () => {
    const { stdout } = await run(library, ['screen', '-n', '2']);
    expect(stdout).toContain('4 papers decided: 2 included, 1 excluded, 1 maybe; 36 left.');
    expect(stdout).toContain('Of the last 4 decisions 2 included a paper.');
    expect(stdout).toMatch(/^1 {2}protein cell/);
  });

  it('counts the last fifty decisions in the order they were made', async () => {
    await run(library, ['mark', ...ids.slice(10), '--exclude']);
    await run(library, ['mark', 'p0', '--note', 'noted later']);
    const { last, left } = await screened('-n', '1');
    expect({ last, left }).toEqual({ last: { decided: 34, included: 2 }, left: 6 });
    await run(library, ['mark', ...ids.slice(0, 10), '--exclude']);
    await run(library, ['mark', 'p0', '--include']);
    const { stdout } = await run(library, ['screen']);
    expect(stdout).toContain('Every paper is decided on.');
  });
});

describe('screen --simulate', () => {
  it('replays a list of included ids from one paper of each kind', async () => {
    const path = saved('included.json', [...wanted, 'stranger']);
    const { stdout } = await run(library, ['screen', '--simulate', path, '--json', '--seed', '3']);
    const done = JSON.parse(stdout) as Simulation;
    expect(done).toMatchObject({
      papers: 40,
      included: 10,
      unknown: ['stranger'],
      readForAll: done.readFor95,
    });
    // The two kinds share no word: whoever reads by kind finds the other nine at once, doubtful ones aside.
    expect(done.readForAll).toBeLessThan(12);
    expect(done.workSaved).toBeCloseTo(1 - done.readFor95 / 38 - 0.05, 10);
    expect(done.curve.at(-1)).toEqual({ read: 38, found: 9, recall: 1 });
    expect(done.start).toHaveLength(2);
    const text = await run(library, ['screen', '--simulate', path, '--seed', '3']);
    expect(text.stdout).toContain(`95 % are found after ${done.readFor95} papers`);
    expect(text.stdout).toContain('Not in this library: 1 id.');
  });

  it('replays a file of marks: what was not decided is not read', async () => {
    const mark = (id: string, decision: string | null): object => ({ id, decision });
    const marks = [
      ...wanted.slice(0, 5).map((id) => mark(id, 'include')),
      mark('p1', 'exclude'),
      mark('p2', 'exclude'),
      mark('p3', 'maybe'),
      mark('p5', null),
    ];
    const path = saved('review.json', { name: 'fieldmap-marks', version: 1, marks });
    const { stdout } = await run(library, ['screen', '--simulate', path, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ papers: 7, included: 5, unknown: [] });
  });
});
