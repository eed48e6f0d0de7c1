// Packs the package, installs the tarball into an empty folder and uses it there as a stranger would.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fieldmap-package-'));
const run = (command, args, options = {}) =>
  execFileSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  });

try {
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
  // GPU libraries are not in the npm registry and not needed: README, "Install".
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, tarball)], {
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
  });

  const page = join(root, 'data', 'daily-papers.txt');
  const fieldmap = (...args) => run(join(folder, 'node_modules', '.bin', 'fieldmap'), args);
  fieldmap('add', page, '--quiet');
  const { hits } = JSON.parse(fieldmap('ask', 'sparse autoencoders for medical images', '--json'));
  if (!(hits.length === 10 && hits[0].rank === 1)) throw new Error('ask gave no ten hits');
  fieldmap('map', '--quiet');
  const map = JSON.parse(readFileSync(join(folder, 'out', 'topic-map.json'), 'utf8'));
  if (map.papers.length !== 54) throw new Error(`the map has ${map.papers.length} papers, not 54`);

  writeFileSync(
    join(folder, 'use.mjs'),
    `import { openLibrary } from 'fieldmap';
     const library = await openLibrary({ dir: 'library' });
     console.log((await library.status()).papers);
     await library.close();`,
  );
  if (run(process.execPath, ['use.mjs']).trim() !== '54')
    throw new Error('the library does not count 54 papers');
  console.log('The tarball installs and works.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
