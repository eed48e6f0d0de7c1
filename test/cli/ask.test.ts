/** Questions and papers like one: what is written where, each exit code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers, PAPERS } from './four-papers.js';

const { folder, library, file } = fourPapers();

describe('ask', () => {
  it('prints hits for people', async () => {
    const { code, stdout, stderr } = await run(library, ['ask', 'which protein is in the cell?', '-n', '2']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toBe('1  Protein cells');
    expect(stdout).toContain('“A protein folds in the cell.”');
  });

  it('prints hits for programs', async () => {
    const { stdout } = await run(library, ['ask', 'cat', '-n', '1', '--json']);
    const { hits, lexicalMatched } = JSON.parse(stdout) as { hits: object[]; lexicalMatched: boolean };
    expect(lexicalMatched).toBe(true);
    expect(hits).toMatchObject([{ id: 'cats', title: 'Cat graphs', rank: 1, paper: { year: 2020 } }]);
  });

  it('applies filters before ranking', async () => {
    const { stdout } = await run(library, ['ask', 'cat', '--year', '2022', '--json']);
    const ids = (JSON.parse(stdout) as { hits: { id: string }[] }).hits.map(({ id }) => id);
    expect(ids.sort()).toEqual(['cells', 'stars']);
  });

  it.each([
    '"',
    'a OR (',
    'NEAR',
    '*',
    'col:',
    '-',
    'the of and',
    'xqzzyv',
    '什么是猫',
    `${'cat '.repeat(5000)}`,
  ])('takes odd question %# without an error', async (question) => {
    const { code } = await run(library, ['ask', question]);
    expect(code).toBe(0);
  });

  it('says when no word matched', async () => {
    const { stderr } = await run(library, ['ask', 'xqzzyv']);
    expect(stderr).toContain(
      'No word of the question is in any paper: these are the nearest by meaning alone, which may be far.',
    );
  });

  it.each([
    [['--', '-cat'], 'The question only says what to leave out: add what to look for.'],
    [['the of and'], 'The question has only words that are in every text: '],
    [['cat', '--year', '2022'], 'No paper that passes the filter has a word of the question: '],
    [['protein', '--and', 'xqzzyv'], 'One of the questions has no word that is in any paper: '],
    [['protien'], 'No paper has "protien": searched for protein as well.'],
    [['10.9999/none'], 'No paper here has the identifier 10.9999/none.'],
  ])('says why no word matched: %j', async (args, note) => {
    expect((await run(library, ['ask', ...args])).stderr).toContain(note);
  });

  it('writes a TREC run for a file of questions', async () => {
    const queries = join(folder, 'queries.jsonl');
    writeFileSync(queries, '{"id": "q1", "text": "protein"}\n{"id": 2, "paper": "cats"}\n');
    const { code, stdout } = await run(library, ['ask', '--queries', queries, '--trec', '-n', '2']);
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' '));
    expect(lines.map(([id, q0, , rank, , tag]) => [id, q0, rank, tag])).toEqual([
      ['q1', 'Q0', '1', 'fieldmap'],
      ['q1', 'Q0', '2', 'fieldmap'],
      ['2', 'Q0', '1', 'fieldmap'],
      ['2', 'Q0', '2', 'fieldmap'],
    ]);
    expect(lines[0]![2]).toBe('cells');
    expect(lines.filter(([id]) => id === '2').map(([, , paper]) => paper)).not.toContain('cats');
  });

  it('passes over hits, and says when none are left', async () => {
    const ids = async (...more: string[]): Promise<string[]> =>
      (
        JSON.parse((await run(library, ['ask', 'cat', '--json', ...more])).stdout) as {
          hits: { id: string }[];
        }
      ).hits.map(({ id }) => id);
    expect(await ids('--offset', '1')).toEqual((await ids()).slice(1));
    const { code, stderr } = await run(library, ['ask', 'cat', '--offset', '99']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'There are no more than 99 hits to pass over.\n' });
  });

  it('refuses a file without questions', async () => {
    const queries = join(folder, 'none.jsonl');
    writeFileSync(queries, ' \n');
    const { code, stderr } = await run(library, ['ask', '--queries', queries, '--trec']);
    expect(code).toBe(1);
    expect(stderr).toContain(`${queries} has no questions.`);
  });

  it('names the line of a question that is none', async () => {
    const queries = join(folder, 'broken.jsonl');
    writeFileSync(queries, '{"id": "q1", "text": "protein"}\n{"id": "q2"}\n');
    const { code, stderr } = await run(library, ['ask', '--queries', queries, '--trec']);
    expect(code).toBe(1);
    expect(stderr).toContain(`${queries}:2: no id with a text or a paper.`);
  });
});

describe('similar', () => {
  it('leaves the paper itself out', async () => {
    const { stdout } = await run(library, ['similar', 'cats', '--json']);
    expect((JSON.parse(stdout) as { hits: { id: string }[] }).hits.map(({ id }) => id)).not.toContain('cats');
  });

  it('reads a draft from standard input', async () => {
    const { stdout } = await run(library, ['similar', '-', '-n', '1', '--json'], {
      stdin: 'My draft\n\nThe protein in a cell.',
    });
    expect(JSON.parse(stdout)).toMatchObject({ hits: [{ id: 'cells' }] });
  });

  it('says nothing more when there is no other paper', async () => {
    const alone = join(folder, 'alone');
    await run(alone, ['add', '-'], { stdin: JSON.stringify(PAPERS[0]) });
    expect(await run(alone, ['similar', 'cats'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No other paper to compare with.\n',
    });
  });

  it('refuses a draft that is no text', async () => {
    const { code, stderr } = await run(library, ['similar', '-'], {
      stdin: Uint8Array.from({ length: 300 }, (_, i) => i % 7),
    });
    expect(code).toBe(1);
    expect(stderr).toContain('standard input is binary, not text');
  });

  it('refuses an empty draft', async () => {
    const { code, stderr } = await run(library, ['similar', '-'], { stdin: ' \n' });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'fieldmap: The draft in standard input is empty.\nPut a title or an abstract into it.\n',
    });
  });
});

describe('saved searches', () => {
  it('finds only what came in since the last run', async () => {
    const mine = join(folder, 'searches');
    await run(mine, ['add', file]);
    expect((await run(mine, ['searches', 'run', 'weekly'])).stderr).toContain(
      'No search is saved as "weekly"',
    );
    await run(mine, ['ask', 'cat', '--save', 'weekly']);
    expect((await run(mine, ['searches'])).stdout).toBe('weekly  cat\n');
    expect((await run(mine, ['searches', 'run', 'weekly', '--new'])).stderr).toContain(
      'Nothing new since the last run.',
    );
    await run(mine, ['add', '-'], {
      stdin: JSON.stringify({ id: 'new', title: 'A new cat', abstract: 'Another cat.' }),
    });
    const { stdout } = await run(mine, ['searches', 'run', 'weekly', '--new', '--json']);
    expect((JSON.parse(stdout) as { hits: { id: string }[] }).hits.map(({ id }) => id)).toEqual(['new']);
  });
});

describe('eval', () => {
  it('refuses judgements without questions', async () => {
    expect((await run(library, ['eval', '--qrels', 'x'])).code).toBe(2);
  });

  it('names the line that is no question, or asks about a paper', async () => {
    const qrels = join(folder, 'some-qrels.tsv');
    writeFileSync(qrels, 'q1\tcells\t1\n');
    for (const [line, why] of [
      ['{"id": "q2"}', 'no id with a text or a paper.'],
      ['{"id": "q2", "paper": "cats"}', 'a paper, not a text.'],
      ['{', 'not JSON'],
    ] as const) {
      const queries = join(folder, 'bad-eval.jsonl');
      writeFileSync(queries, `\ufeff{"id": "q1", "text": "protein cell"}\n${line}\n`);
      const { code, stderr } = await run(library, ['eval', '--queries', queries, '--qrels', qrels]);
      expect(code).toBe(1);
      expect(stderr).toContain(`${queries}:2: ${why}`);
    }
  });

  it('measures against judgements', async () => {
    const queries = join(folder, 'eval.jsonl');
    const qrels = join(folder, 'qrels.tsv');
    writeFileSync(queries, '{"id": "q1", "text": "protein cell"}\n{"id": "q2", "text": "dog"}\n');
    writeFileSync(qrels, 'q1\tcells\t1\nq2\tdogs\t1\n');
    const { stdout } = await run(library, [
      'eval',
      '--queries',
      queries,
      '--qrels',
      qrels,
      '--json',
      '--quiet',
    ]);
    const { measures } = JSON.parse(stdout) as {
      measures: { mode: string; metrics: Record<string, { mean: number }> }[];
    };
    expect(
      measures.map(({ mode, metrics }) => [mode, metrics['ndcg@10']!.mean, metrics['mrr']!.mean]),
    ).toEqual([
      ['lexical', 1, 1],
      ['dense', 1, 1],
      ['hybrid', 1, 1],
    ]);
  });

  it('finds papers again where there are no judgements', async () => {
    const { stdout } = await run(library, ['eval', '--self', '--json', '--quiet']);
    expect(JSON.parse(stdout)).toMatchObject({ papers: 4, indexRecall: 1 });
  });
});
