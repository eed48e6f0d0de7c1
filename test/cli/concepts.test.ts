/** Concepts from the command line: misuse first, then what a person reads. */
import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from '../helpers/cli.js';

const SUBJECTS = ['cat', 'dog', 'graph', 'neural', 'protein', 'star'];
const PAPERS = Array.from({ length: 60 }, (_, i) => {
  const [a, b] = [SUBJECTS[i % 6]!, SUBJECTS[(i + 1 + (Math.floor(i / 6) % 3)) % 6]!];
  return {
    id: `p${i}`,
    title: `On ${a} ${i}`,
    abstract: `${a} ${a} ${b}. A ${b} again.`,
    year: 2010 + (i % 10),
  };
});

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const small = join(folder.path, 'small');
beforeAll(async () => {
  for (const [dir, papers] of [
    [library, PAPERS],
    [small, PAPERS.slice(0, 2)],
  ] as const) {
    const file = `${dir}.jsonl`;
    writeFileSync(file, papers.map((paper) => JSON.stringify(paper)).join('\n'));
    await run(dir, ['add', file]);
  }
});
afterAll(() => folder.remove());

describe('misuse', () => {
  it.each([
    [['compare', 'p0', 'p1'], 1, 'has no concepts yet.\nRun `fieldmap concepts` first: it learns them.\n'],
    [['ask', 'cat', '--more', 'dog'], 1, 'has no concepts yet.'],
    [['ask', 'cat', '--more', ' '], 2, 'Expected some text.'],
    [['compare', 'p0'], 2, "missing required argument 'other'"],
    [['concepts', '-n', '0'], 2, 'Expected a whole number of at least 1.'],
  ])('%j is refused', async (argv, code, message) => {
    const ran = await run(library, argv);
    expect(ran.stderr).toContain(message);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' });
  });

  it('two papers are too few to learn from', async () => {
    const { code, stderr } = await run(small, ['concepts']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'expected at least 15 embedded papers, got 2.\nAdd more papers: fieldmap add FILE\n',
    );
  });
});

describe('once learned', () => {
  it('are listed, each with papers and id', async () => {
    const { code, stdout, stderr } = await run(library, ['concepts']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^12 concepts, learned from 60 papers; \d+ of them have no clear name\.$/m);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(12);
    for (const line of lines) expect(line).toMatch(/^ +\d+ {2}\S.* \[c\d+\]$/);
  });

  it('are the same as JSON', async () => {
    const { stdout } = await run(library, ['concepts', '--json', '-n', '3']);
    const { concepts, learnedFrom } = JSON.parse(stdout) as {
      concepts: { id: string }[];
      learnedFrom: number;
    };
    expect([concepts.length, learnedFrom]).toEqual([3, 60]);
    const shown = await run(library, ['concepts', 'show', concepts[0]!.id]);
    expect(shown.stdout).toContain(`[${concepts[0]!.id}]`);
    expect(shown.stdout).toContain('Told apart on papers held back');
  });

  it('tell what two papers share, in parts that add up', async () => {
    const { code, stdout } = await run(library, ['compare', 'p0', 'p6']);
    expect(code).toBe(0);
    const shares = [...stdout.matchAll(/^ *(-?\d\.\d{3}) {2}/gm)].map(([, share]) => Number(share));
    const together = shares.pop()!;
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(together, 2);
  });

  it('explain a hit and steer a search', async () => {
    expect((await run(library, ['ask', 'cat', '--explain', '-n', '1'])).stdout.replace(/\s+/g, ' ')).toMatch(
      /alike \d\.\d\d = what all papers share/,
    );
    const { stdout } = await run(library, ['ask', 'cat', '--more', 'c1', '-n', '2']);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/Steered: more of .* \[c1\]\. Ranks: 1 /);
    expect((await run(library, ['similar', 'p0', '--less', 'c1', '-n', '2'])).stdout).toContain(
      'Steered: less of',
    );
    expect((await run(library, ['similar', 'p0', '--explain', '-n', '2'])).stdout).toContain('alike ');
  });
});

it('a library that has concepts is only read', async () => {
  await run(library, ['concepts']);
  const writer = new Database(join(library, 'fieldmap.sqlite'));
  // Whoever would write now has to wait, and gives up.
  writer.exec('BEGIN IMMEDIATE');
  try {
    for (const argv of [['concepts'], ['concepts', 'cat'], ['concepts', 'show', 'c1']])
      expect((await run(library, argv)).code).toBe(0);
  } finally {
    writer.exec('ROLLBACK');
    writer.close();
  }
});
