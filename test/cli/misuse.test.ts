/** What is refused: wrong words on the command line, and names of nothing. */
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers } from './four-papers.js';

const { library } = fourPapers();

describe('misuse', () => {
  it.each([
    [['--frobnicate'], "unknown option '--frobnicate'"],
    [['ask', 'x', '--mod', 'dense'], "unknown option '--mod'"],
    [['ask', 'x', '-n', '0'], 'Expected a whole number of at least 1.'],
    [['ask', 'x', '--mode', 'magic'], 'Allowed choices are hybrid, dense, lexical.'],
    [
      ['ask', 'x', '--year', 'soon'],
      'Expected a year or a range, such as 2021, 2019..2024, 2019.. or ..2024.',
    ],
    [['ask'], 'A question is missing.'],
    [['ask', 'x', '--queries', 'q.jsonl'], 'A question and --queries do not go together.'],
    [['ask', 'x', '--trec'], '--trec needs --queries FILE.'],
    [['aks', 'x'], "unknown command 'aks'"],
    [['add'], "missing required argument 'file'"],
    [['add', 'x', '--shard', '5/4'], '--shard takes I/N with I from 1 to N, not "5/4".'],
    [['add', 'x', '--shard', '2'], '--shard takes I/N'],
    [['add', 'x', '--expect', 'many'], '--expect takes a number of papers up to 1G, not "many".'],
    [['add', 'x', '--embed-only'], '--embed-only reads no files.'],
    [['similar'], "missing required argument 'id|title|doi|file'"],
    [['export', '--format', 'docx'], 'Allowed choices are'],
    [['remove'], 'Nothing to remove: expected ids or --source FILE.'],
    [['map', '--topics', '0'], 'Expected a whole number of at least 1.'],
    [['map', '--title', ' '], 'Expected 1 to 200 characters.'],
    [['map', '--out', ''], 'Expected 1 to 4096 characters.'],
    [['ask', 'two', 'words'], 'Put what has blanks in it in quotes'],
    [
      ['ask', 'x', '--json', '--format', 'bib'],
      "option '--format <format>' cannot be used with option '--json'",
    ],
    [
      ['ask', '--queries', 'q.jsonl', '--save', 'mine'],
      "option '--save <name>' cannot be used with option '--queries <file>'",
    ],
    [['ask', 'x', '--save', ' '], 'Expected 1 to 100 characters.'],
    [['similar', 'cats', '--format', 'bib', '--json'], "cannot be used with option '--json'"],
    [['export', '--format', 'bib', '--json'], "cannot be used with option '--json'"],
    [['status', '--library', ''], 'Expected 1 to 4096 characters.'],
    [['similar', 'cats', '--not', 'cats'], '"Cat graphs" is to be both like and unlike.'],
    [
      ['topics', 't5'],
      "too many arguments for 'list'. Expected 0 arguments but got 1.\nRun `fieldmap show t5` for one topic",
    ],
    [['topics', 'show'], "missing required argument 'topic'"],
    [['topics', 'feature engineering'], 'Run `fieldmap show "feature engineering"` for one topic'],
    [['topics', '--quiet', 't5'], 'Run `fieldmap show ID` for one topic'],
    [
      ['topics', 'rename', 't5', 'two', 'words'],
      'Put what has blanks in it in quotes: `fieldmap topics rename "two words"`.',
    ],
    [['concepts', 'two', 'words'], 'Put what has blanks in it in quotes: `fieldmap concepts "two words"`.'],
    [['status', 'now'], 'Run `fieldmap --help`'],
    [
      ['ask', '-dogs wild'],
      'What begins with a minus and is no option goes after --: `fieldmap ask -- "-dogs wild"`.',
    ],
    [['ask', 'x', '--dogs'], "unknown option '--dogs'\nRun `fieldmap --help`"],
    [['ask', ''], 'A question is missing.'],
    [['ask', ' '], 'A question is missing.'],
    [['help', 'nothing'], 'There is no command "nothing".\nThere are: add, ask, '],
    [['help', 'topics', 'melt'], 'There is no command "topics melt".\nThere are: list, show, rename, '],
    [['help', 'ask', 'me'], 'There is no command "ask me".\nRun `fieldmap help ask`.'],
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

  it('takes a question that begins with a minus after --', async () => {
    const { code, stdout } = await run(library, ['ask', '--', '-cats dog']);
    expect(code).toBe(0);
    expect(stdout).toContain('Dog maps');
    expect(stdout).not.toContain('Cat graphs');
  });

  it.each([
    [['ask', 'cat', '--library', '/nonexistent/library'], '/nonexistent/library'],
    [['show', 'nobody'], 'Nothing here is called "nobody"'],
    [['similar', 'nobody'], 'No paper "nobody": it is no id, no DOI and no part of a title in this library.'],
    [['remove', 'nobody'], 'No paper has the id "nobody"; nothing was removed.'],
    [['ask', '--queries', '/nonexistent/q.jsonl'], 'Cannot read /nonexistent/q.jsonl'],
    [
      ['map', '--verify', '/nonexistent/map.json'],
      'Cannot read /nonexistent/map.json: there is no such file.\nGive the topic-map.json that `fieldmap map` wrote: `fieldmap map --verify out/topic-map.json`.',
    ],
    [['map', '--verify', tmpdir()], ': it is a folder.\nGive the topic-map.json'],
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
