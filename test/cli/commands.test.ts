/** Every command as a person types it: misuse first, each exit code, what is written where. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run, temporaryFolder } from '../helpers/cli.js';

const PAPERS = [
  { id: 'cats', title: 'Cat graphs', abstract: 'The cat sits on a graph. A neural cat learns to search.', authors: ['Ada Lovelace'], year: 2020, venue: 'Journal of Cats' },
  { id: 'dogs', title: 'Dog maps', abstract: 'A dog draws a map. The map shows every dog.', authors: ['Alan Turing'], year: 2021 },
  { id: 'stars', title: 'Sparse stars', abstract: 'A star is sparse. We image each star.', authors: ['Vera Rubin'], year: 2022, labels: ['astro'] },
  { id: 'cells', title: 'Protein cells', abstract: 'A protein folds in the cell. Language models read the protein.', year: 2022 },
];

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const file = join(folder.path, 'papers.jsonl');
beforeAll(async () => {
  writeFileSync(file, PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
  const { code, stderr } = await run(library, ['add', file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
afterAll(() => folder.remove());

describe('misuse', () => {
  it.each([
    [['--frobnicate'], "unknown option '--frobnicate'"],
    [['ask', 'x', '--mod', 'dense'], "unknown option '--mod'"],
    [['ask', 'x', '-n', '0'], "Expected a whole number of at least 1."],
    [['ask', 'x', '--mode', 'magic'], 'Allowed choices are hybrid, dense, lexical.'],
    [['ask', 'x', '--year', 'soon'], 'Expected a year or a range, such as 2021, 2019..2024, 2019.. or ..2024.'],
    [['ask'], 'A question is missing.'],
    [['ask', 'x', '--queries', 'q.jsonl'], 'A question and --queries do not go together.'],
    [['ask', 'x', '--trec'], '--trec needs --queries FILE.'],
    [['aks', 'x'], "unknown command 'aks'"],
    [['add'], "missing required argument 'file'"],
    [['similar'], "missing required argument 'id|title|doi|file'"],
    [['export', '--format', 'docx'], "Allowed choices are"],
    [['remove'], 'Nothing to remove: expected ids or --source FILE.'],
    [['map', '--topics', '0'], 'Expected a whole number of at least 1.'],
  ])('%j is refused with exit code 2', async (argv, message) => {
    const { code, stdout, stderr } = await run(library, argv);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('without a command prints help and fails as usage', async () => {
    const { code, stderr } = await run(library, []);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: fieldmap');
  });

  it.each([
    [['ask', 'cat', '--library', '/nonexistent/library'], '/nonexistent/library'],
    [['show', 'nobody'], 'Nothing here is called "nobody"'],
    [['similar', 'nobody'], 'No paper "nobody": it is no id, no DOI and no part of a title in this library.'],
    [['remove', 'nobody'], 'No paper has the id "nobody"; nothing was removed.'],
    [['ask', '--queries', '/nonexistent/q.jsonl'], 'Cannot read /nonexistent/q.jsonl'],
    [['add', '/nonexistent/papers.bib'], '/nonexistent/papers.bib'],
  ])('%j fails with exit code 1', async (argv, message) => {
    const { code, stderr, stdout } = await run(library, argv);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('names the candidates when a title is ambiguous', async () => {
    const { code, stderr } = await run(library, ['similar', 's']);
    expect(code).toBe(2);
    expect(stderr).toContain('"s" is part of 4 titles; expected just one:\n  cats  Cat graphs\n');
  });
});

describe('add', () => {
  it('does nothing twice', async () => {
    const { code, stdout } = await run(library, ['add', file]);
    expect(code).toBe(0);
    expect(stdout).toBe('4 papers read, 0 new, 0 updated, 4 unchanged.\nThe library holds 4 papers.\n');
  });

  it('keeps both papers of two tables that count their rows from 1, and says so', async () => {
    const [cats, wells] = [join(folder.path, 'cats.csv'), join(folder.path, 'wells.csv')];
    writeFileSync(cats, 'id,title,abstract\n1,Cats and dogs,A cat.\n');
    writeFileSync(wells, 'id,title,abstract\n1,Quantum wells,A well.\n');
    const { code, stdout, stderr } = await run(join(folder.path, 'tables'), ['add', cats, wells]);
    expect(code).toBe(0);
    expect(stdout).toContain('2 papers read, 2 new, 0 updated, 0 unchanged.');
    expect(stderr).toContain('wells.csv: ids that other papers have already (rows counted from 1?): 1 kept as 1~2.');
  });

  it('says that a damaged index is made anew, but not that adding made one old', async () => {
    const own = join(folder.path, 'damaged');
    await run(own, ['add', file]);
    writeFileSync(join(folder.path, 'more.jsonl'), '{"id": "more", "title": "One more star", "abstract": "A star."}\n');
    expect((await run(own, ['add', join(folder.path, 'more.jsonl')])).stderr).not.toContain('rebuilt');
    const index = readFileSync(join(own, 'lexical.idx'));
    index[index.length - 1]! ^= 1;
    writeFileSync(join(own, 'lexical.idx'), index);
    const { code, stderr } = await run(own, ['ask', 'star']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('The full-text index is rebuilt because it is damaged (checksum).')]);
  });

  it('skips a bad record, names it by line, and ends with exit code 3', async () => {
    const bad = join(folder.path, 'bad.jsonl');
    writeFileSync(bad, `${JSON.stringify(PAPERS[0])}\n{"id": "half", \n${JSON.stringify(PAPERS[1])}\n`);
    const { code, stdout, stderr } = await run(join(folder.path, 'other'), ['add', bad]);
    expect(code).toBe(3);
    expect(stdout).toContain('2 papers read, 2 new, 0 updated, 0 unchanged, 1 skipped.');
    expect(stderr).toContain(`skipped ${bad}:2: `);
  });

  it('reads standard input', async () => {
    const { code, stdout } = await run(join(folder.path, 'piped'), ['add', '-', '--json'], { stdin: readFileSync(file) });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ read: 4, new: 4, embedded: 4, pending: 0, skipped: [] });
  });

  it('with --dry-run stores nothing', async () => {
    const dry = join(folder.path, 'dry');
    const { code, stdout } = await run(dry, ['add', file, '--dry-run']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Would store: 4 papers read, 4 new, 0 updated, 0 unchanged. Nothing was changed.\n' });
    expect(existsSync(join(dry, 'fieldmap.sqlite'))).toBe(false);
  });

  it('stopped in the middle says how to go on, ends with exit code 130, and goes on', async () => {
    const stopped = join(folder.path, 'stopped');
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
    const locked = join(folder.path, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    const { code, stderr } = await run(join(locked, 'library'), ['add', file]);
    expect(code).toBe(1);
    expect(stderr).toContain(`Cannot write ${locked}`);
  });
});

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

  it.each(['', '   ', '"', 'a OR (', 'NEAR', '*', 'col:', '-', 'the of and', 'xqzzyv', '什么是猫', `${'cat '.repeat(5000)}`])(
    'takes odd question %# without an error', async (question) => {
      const { code } = await run(library, ['ask', question]);
      expect(code).toBe(0);
    });

  it('says when no word matched', async () => {
    const { stderr } = await run(library, ['ask', 'xqzzyv']);
    expect(stderr).toContain('No word of the question is in any paper: these are the nearest by meaning alone, which may be far.');
  });

  it('writes a TREC run for a file of questions', async () => {
    const queries = join(folder.path, 'queries.jsonl');
    writeFileSync(queries, '{"id": "q1", "text": "protein"}\n{"id": 2, "paper": "cats"}\n');
    const { code, stdout } = await run(library, ['ask', '--queries', queries, '--trec', '-n', '2']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n').map((line) => line.split(' '));
    expect(lines.map(([id, q0, , rank, , tag]) => [id, q0, rank, tag])).toEqual([
      ['q1', 'Q0', '1', 'fieldmap'], ['q1', 'Q0', '2', 'fieldmap'], ['2', 'Q0', '1', 'fieldmap'], ['2', 'Q0', '2', 'fieldmap'],
    ]);
    expect(lines[0]![2]).toBe('cells');
    expect(lines.filter(([id]) => id === '2').map(([, , paper]) => paper)).not.toContain('cats');
  });

  it('names the line of a question that is none', async () => {
    const queries = join(folder.path, 'broken.jsonl');
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
    const { stdout } = await run(library, ['similar', '-', '-n', '1', '--json'], { stdin: 'My draft\n\nThe protein in a cell.' });
    expect(JSON.parse(stdout)).toMatchObject({ hits: [{ id: 'cells' }] });
  });

  it('refuses an empty draft', async () => {
    const { code, stderr } = await run(library, ['similar', '-'], { stdin: ' \n' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'fieldmap: The draft in standard input is empty.\nPut a title or an abstract into it.\n' });
  });
});

describe('map, topics, show, export, status, doctor', () => {
  it('topics before the first map says which command makes one', async () => {
    const { code, stderr } = await run(library, ['topics']);
    expect({ code, stderr: stderr.replace(library, 'LIBRARY') }).toEqual({ code: 1, stderr: 'fieldmap: The library LIBRARY has no map yet.\nRun `fieldmap map` first.\n' });
  });

  it('map writes its files, and the same bytes again', async () => {
    const out = join(folder.path, 'out');
    const { code, stdout } = await run(library, ['map', '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toContain('4 papers, ');
    const first = readFileSync(join(out, 'topic-map.json'));
    await run(library, ['map', '--out', out]);
    expect(readFileSync(join(out, 'topic-map.json')).equals(first)).toBe(true);
    expect((JSON.parse(first.toString()) as { papers: object[] }).papers).toHaveLength(4);
  });

  it('show finds a paper by a part of its title', async () => {
    const { code, stdout } = await run(library, ['show', 'dog map']);
    expect(code).toBe(0);
    expect(stdout).toContain('Dog maps');
    expect(stdout).toContain('Alan Turing');
  });

  it('export gives papers as JSON lines', async () => {
    const { stdout } = await run(library, ['export', '--format', 'jsonl', '--label', 'ASTRO']);
    expect(stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['stars']);
  });

  it.each(['bib', 'ris', 'csl', 'csv', 'jsonl', 'md'])('export --format %s reads back into the same papers where it is a bibliography', async (format) => {
    const { code, stdout } = await run(library, ['export', '--format', format]);
    expect(code).toBe(0);
    for (const title of PAPERS.map((paper) => paper.title)) expect(stdout).toContain(title);
    if (format === 'md') return;
    const again = join(folder.path, `again-${format}`);
    const read = await run(again, ['add', '-', '--json'], { stdin: stdout });
    expect(JSON.parse(read.stdout)).toMatchObject({ read: 4, new: 4, skipped: [] });
    const { stdout: papers } = await run(again, ['export', '--format', 'jsonl']);
    expect(papers.trimEnd().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(PAPERS.map(({ id }) => id));
  });

  it('export --embeddings writes vectors and ids, and refuses a name it cannot tell the format of', async () => {
    const refused = await run(library, ['export', '--embeddings', 'vectors.txt']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('expected a name that ends in .npy or .parquet');
    const path = join(folder.path, 'vectors.npy');
    const { stdout } = await run(library, ['export', '--embeddings', path]);
    expect(stdout).toContain('4 vectors of 32 numbers written');
    expect(readFileSync(join(folder.path, 'vectors.ids.txt'), 'utf8').trim().split('\n')).toEqual(PAPERS.map(({ id }) => id));
  });

  it('status counts', async () => {
    const { stdout } = await run(library, ['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ papers: 4, embedded: 4, truncated: 0, sources: [{ source: file, papers: 4 }] });
  });

  it('doctor finds nothing wrong', async () => {
    const { stdout } = await run(library, ['doctor', '--json']);
    expect((JSON.parse(stdout) as { checks: { name: string; ok: boolean }[] }).checks.filter(({ ok, name }) => !ok && name !== 'model')).toEqual([]);
  });
});

describe('saved searches', () => {
  it('finds only what came in since the last run', async () => {
    const mine = join(folder.path, 'searches');
    await run(mine, ['add', file]);
    expect((await run(mine, ['searches', 'run', 'weekly'])).stderr).toContain('No search is saved as "weekly"');
    await run(mine, ['ask', 'cat', '--save', 'weekly']);
    expect((await run(mine, ['searches'])).stdout).toBe('weekly  cat\n');
    expect((await run(mine, ['searches', 'run', 'weekly', '--new'])).stderr).toContain('Nothing new since the last run.');
    await run(mine, ['add', '-'], { stdin: JSON.stringify({ id: 'new', title: 'A new cat', abstract: 'Another cat.' }) });
    const { stdout } = await run(mine, ['searches', 'run', 'weekly', '--new', '--json']);
    expect((JSON.parse(stdout) as { hits: { id: string }[] }).hits.map(({ id }) => id)).toEqual(['new']);
  });
});

describe('duplicates', () => {
  it('names what was joined with the evidence, and takes it apart for good', async () => {
    const mine = join(folder.path, 'duplicates');
    const paper = { title: 'Sparse maps of neural language models', authors: ['Ada Lovelace', 'Alan Turing'], year: 2020, abstract: 'We draw a map.' };
    const { stdout: added } = await run(mine, ['add', '-', '--json'], {
      stdin: [{ ...paper, id: 'a', doi: '10.1000/x' }, { ...paper, id: 'b', doi: '10.1000/X' }].map((one) => JSON.stringify(one)).join('\n'),
    });
    expect(JSON.parse(added)).toMatchObject({ read: 2, new: 1, merged: 1, papers: 1 });
    expect((await run(mine, ['duplicates'])).stdout).toContain('b into a: same doi 10.1000/x');
    expect((await run(mine, ['duplicates', 'split', 'b'])).code).toBe(0);
    expect(JSON.parse((await run(mine, ['status', '--json'])).stdout)).toMatchObject({ papers: 2, embedded: 2 });
  });
});

describe('eval', () => {
  it('refuses judgements without questions', async () => {
    expect((await run(library, ['eval', '--qrels', 'x'])).code).toBe(2);
  });

  it('measures against judgements', async () => {
    const queries = join(folder.path, 'eval.jsonl');
    const qrels = join(folder.path, 'qrels.tsv');
    writeFileSync(queries, '{"id": "q1", "text": "protein cell"}\n{"id": "q2", "text": "dog"}\n');
    writeFileSync(qrels, 'q1\tcells\t1\nq2\tdogs\t1\n');
    const { stdout } = await run(library, ['eval', '--queries', queries, '--qrels', qrels, '--json', '--quiet']);
    const { measures } = JSON.parse(stdout) as { measures: { mode: string; metrics: Record<string, { mean: number }> }[] };
    expect(measures.map(({ mode, metrics }) => [mode, metrics['ndcg@10']!.mean, metrics['mrr']!.mean])).toEqual([
      ['lexical', 1, 1], ['dense', 1, 1], ['hybrid', 1, 1],
    ]);
  });

  it('finds papers again where there are no judgements', async () => {
    const { stdout } = await run(library, ['eval', '--self', '--json', '--quiet']);
    expect(JSON.parse(stdout)).toMatchObject({ papers: 4, indexRecall: 1 });
  });
});

describe('topics edited by hand', () => {
  it('keeps names over refits and refuses one that is taken or unknown', async () => {
    const { topics } = JSON.parse((await run(library, ['topics', '--json'])).stdout) as { topics: { id: string; label: string }[] };
    const { id } = topics.at(-1)!;
    expect((await run(library, ['topics', 'rename', 'nothing', 'x'])).stderr).toContain('There is no topic "nothing" on the last map.');
    expect((await run(library, ['topics', 'rename', id, ' '])).code).toBe(2);
    expect((await run(library, ['topics', 'rename', id, 'My own name'])).stdout).toContain('is called "My own name"');
    await run(library, ['map', '--refit', '--out', join(folder.path, 'refitted')]);
    const after = JSON.parse((await run(library, ['topics', '--json'])).stdout) as { topics: { id: string; label: string }[] };
    expect(after.topics.find((topic) => topic.id === id)?.label).toBe('My own name');
    const named = await run(library, ['map', '--relabel', '--out', join(folder.path, 'relabelled')]);
    expect(named.stdout).toContain('All topics were named anew.');
    expect(named.stdout).toContain('My own name');
  });

  it('verifies a map it made, and not one of other papers', async () => {
    const mine = join(folder.path, 'verified');
    await run(mine, ['add', file]);
    const out = join(folder.path, 'verified-out');
    await run(mine, ['map', '--out', out]);
    const path = join(out, 'topic-map.json');
    expect(await run(mine, ['map', '--verify', path])).toMatchObject({ code: 0, stdout: 'The same map. Made again from the library: the same, byte for byte.\n' });
    await run(mine, ['add', '-'], { stdin: JSON.stringify({ id: 'more', title: 'More dogs', abstract: 'A dog more.' }) });
    expect((await run(mine, ['map', '--verify', path])).code).toBe(1);
  });
});

describe('remove', () => {
  it('takes a paper out, and what it came from brings it back', async () => {
    const removed = await run(library, ['remove', 'stars']);
    expect(removed.stdout).toBe('1 paper removed. The library holds 3 papers.\n');
    const again = await run(library, ['add', file]);
    expect(again.stdout).toContain('1 new');
  });
});

describe('add --watch', () => {
  it('goes neither with standard input nor with --dry-run', async () => {
    expect((await run(library, ['add', '-', '--watch'])).code).toBe(2);
    expect((await run(library, ['add', file, '--watch', '--dry-run'])).stderr).toContain('--watch follows files and folders');
  });

  it('adds what comes into a folder until it is stopped', async () => {
    const inbox = join(folder.path, 'inbox');
    const mine = join(folder.path, 'watched');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'one.jsonl'), JSON.stringify(PAPERS[0]));
    const stop = new AbortController();
    const running = run(mine, ['add', inbox, '--watch'], { signal: stop.signal });
    await vi.waitFor(async () => expect((await run(mine, ['status'])).stdout).toContain('papers         1'), { timeout: 20_000, interval: 100 });
    // Watching starts a moment after the papers are in: the file is written again until it has been seen.
    await vi.waitFor(async () => {
      writeFileSync(join(inbox, 'two.jsonl'), JSON.stringify(PAPERS[1]));
      await vi.waitFor(async () => expect((await run(mine, ['status'])).stdout).toContain('papers         2'), { timeout: 3000, interval: 100 });
    }, { timeout: 20_000 });
    stop.abort();
    expect((await running).stdout).toContain('The library holds 2 papers.');
  });
});
