// Compiles src/ to dist/ and bundles the page into it. Run by `npm ci` (prepare) and before the tests.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// Installed from a tarball there is nothing to build: dist/ is in it.
if (!existsSync('src')) process.exit(0);
rmSync('dist', { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
run('scripts/write-schema.mjs');
run('scripts/embed-vocabulary.mjs');
if (existsSync('scripts/build-page.mjs')) run('scripts/build-page.mjs');
chmodSync('dist/cli/bin.js', 0o755);

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
