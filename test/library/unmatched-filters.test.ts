import { expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers } from '../cli/four-papers.js';

const { library } = fourPapers();

it.each([
  [
    ['--author', 'Lovlace'],
    'No paper passes the filter.\nNo paper has the author "Lovlace"; the nearest is "Ada Lovelace".\n',
  ],
  [['--author', 'ada lovelase'], 'No paper has the author "ada lovelase"; the nearest is "Ada Lovelace".\n'],
  [
    ['--venue', 'Journal of Bats'],
    'No paper has the venue "Journal of Bats"; the nearest is "Journal of Cats".\n',
  ],
  [['--label', 'astra'], 'No paper has the label "astra"; the nearest is "astro".\n'],
  [['--source', 'paper.jsonl'], 'papers.jsonl".\n'],
  [['--label', 'chemistry', '--author', 'Turing'], 'No paper has the label "chemistry".\n'],
  [['--label', 'astro', '--author', 'Turing'], 'No paper passes the filter.\n'],
])('%j that no paper passes', async (flags, said) => {
  const { stderr } = await run(library, ['ask', 'cat', ...flags]);
  expect(stderr.endsWith(said)).toBe(true);
});
