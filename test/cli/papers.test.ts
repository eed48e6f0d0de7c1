/** The papers of a library: looked at, taken away, counted, taken out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers, PAPERS } from './four-papers.js';

const { folder, library, file } = fourPapers();

describe('show', () => {
  it('show finds a paper by a part of its title', async () => {
    const { code, stdout } = await run(library, ['show', 'dog map']);
    expect(code).toBe(0);
    expect(stdout).toContain('Dog maps');
    expect(stdout).toContain('Alan Turing');
  });
});

describe('export', () => {
  it('export gives papers as JSON lines', async () => {
    const { stdout } = await run(library, ['export', '--format', 'jsonl', '--label', 'ASTRO']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual(['stars']);
  });

  it.each(['bib', 'ris', 'csl', 'csv', 'jsonl', 'md'])(
    'export --format %s reads back into the same papers where it is a bibliography',
    async (format) => {
      const { code, stdout } = await run(library, ['export', '--format', format]);
      expect(code).toBe(0);
      for (const title of PAPERS.map((paper) => paper.title)) expect(stdout).toContain(title);
      if (format === 'md') return;
      const again = join(folder, `again-${format}`);
      const read = await run(again, ['add', '-', '--json'], { stdin: stdout });
      expect(JSON.parse(read.stdout)).toMatchObject({ read: 4, new: 4, skipped: [] });
      const { stdout: papers } = await run(again, ['export', '--format', 'jsonl']);
      expect(
        papers
          .trimEnd()
          .split('\n')
          .map((line) => (JSON.parse(line) as { id: string }).id),
      ).toEqual(PAPERS.map(({ id }) => id));
    },
  );

  it('export --embeddings writes vectors and ids, and refuses a name it cannot tell the format of', async () => {
    const refused = await run(library, ['export', '--embeddings', 'vectors.txt']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('expected a name that ends in .npy or .parquet');
    const path = join(folder, 'vectors.npy');
    const { stdout } = await run(library, ['export', '--embeddings', path]);
    expect(stdout).toContain('4 vectors of 32 numbers written');
    expect(readFileSync(join(folder, 'vectors.ids.txt'), 'utf8').trim().split('\n')).toEqual(
      PAPERS.map(({ id }) => id),
    );
  });
});

describe('status and doctor', () => {
  it('status counts', async () => {
    const { stdout } = await run(library, ['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      papers: 4,
      embedded: 4,
      truncated: 0,
      sources: [{ source: file, papers: 4 }],
    });
  });

  it('doctor finds nothing wrong', async () => {
    const { stdout } = await run(library, ['doctor', '--json']);
    expect(
      (JSON.parse(stdout) as { checks: { name: string; ok: boolean }[] }).checks.filter(
        ({ ok, name }) => !ok && name !== 'model',
      ),
    ).toEqual([]);
  });
});

describe('remove', () => {
  it('of a paper and an unknown source removes nothing', async () => {
    const { code, stderr } = await run(library, ['remove', 'stars', '--source', 'nothing.bib']);
    expect(code).toBe(1);
    expect(stderr).toContain('No paper came from a source called "nothing.bib".');
    expect((await run(library, ['show', 'stars'])).code).toBe(0);
  });

  it('takes a paper out, and its file brings it back when asked to', async () => {
    const removed = await run(library, ['remove', 'stars']);
    expect(removed.stdout).toBe('1 paper removed. The library holds 3 papers.\n');
    const again = await run(library, ['add', file, '--restore']);
    expect(again.stdout).toContain('1 new');
  });
});
