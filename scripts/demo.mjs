// The main job on real papers, each step as the command a user would type: read, ask, compare, map.
// `npm run demo -- FILE` does the same with a file of your own.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const own = process.argv[2];
// npm runs this in the repository's folder; a relative path is meant from where the user stands.
const file = own === undefined ? 'data/daily-papers.txt' : resolve(process.env.INIT_CWD ?? '.', own);
process.chdir(root);

const library = 'out/demo-library';
rmSync(library, { recursive: true, force: true });
const started = performance.now();

fieldmap('add', file);
fieldmap('map', '--title', own === undefined ? 'Daily papers: interpretable features' : basename(file));
const map = JSON.parse(readFileSync('out/topic-map.json', 'utf8'));
const { question, paper } = own === undefined ? demoChoice(map) : ownChoice(map);
fieldmap('ask', question, '-n', '5');
fieldmap('similar', paper, '-n', '5');

const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`
Done in ${seconds} s. Open the map in a browser:

  ${resolve('out/map.html')}

Beside it: out/topic-map.json (everything, for programs) and out/papers.csv (for a spreadsheet). Try next:

  npx fieldmap ask "${question}" --explain --library ${library}
  npx fieldmap topics --library ${library}
  npx fieldmap show ${quoted(paper)} --library ${library}
  npx fieldmap export --topic ${map.topics.at(0)?.id ?? 't1'} --format csv --library ${library}
  npx fieldmap status --library ${library}`);

/** Shows the command, then runs it. A failure ends the demo with the command's own exit code. */
function fieldmap(...words) {
  console.log(`\n$ fieldmap ${words.map(quoted).join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['dist/cli/bin.js', ...words, '--library', library], {
    stdio: 'inherit',
  });
  // 3: done in part, with bad records named and skipped; there is still something to show.
  if (status !== 0 && status !== 3) process.exit(status ?? 1);
}

function demoChoice(map) {
  return {
    question: 'How can sparse autoencoders help with medical images?',
    paper: map.papers.find((paper) => paper.title.startsWith('Transcoders Find'))?.id ?? map.papers[0].id,
  };
}

/** For papers we do not know: ask for the largest topic, compare with the paper that stands for it. */
function ownChoice(map) {
  const leaves = map.topics.filter((topic) => !map.topics.some((child) => child.parent === topic.id));
  const largest = leaves.sort((a, b) => b.size - a.size)[0];
  return {
    question: largest?.label ?? map.papers[0].title,
    paper: largest?.exemplars[0] ?? map.papers[0].id,
  };
}

function quoted(word) {
  return /^[\w./:@-]+$/.test(word) ? word : `"${word.replaceAll(/["$`\\]/g, '\\$&')}"`;
}
