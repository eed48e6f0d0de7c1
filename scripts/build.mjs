// Bundles src/ into dist/ (one file for each program, thread and folder, with what they share in chunks), writes its types
// beside it, and the page. Run by `npm ci` (prepare) and before the tests.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Taken into dist/, since every start of the program loads them: as packages of many files or of all languages they took
 * 28 and 27 ms of the 165 ms of `fieldmap --help`. Their licences go with them.
 */
const BUNDLED = ['stopword', 'string-width'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// Installed from a tarball there is nothing to build: dist/ is in it.
if (!existsSync('src')) process.exit(0);
rmSync('dist', { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
await bundle();
run('scripts/write-schema.mjs');
run('scripts/embed-vocabulary.mjs');
run('scripts/build-page.mjs');
writeFileSync('dist/LICENSES.txt', BUNDLED.map(licenceOf).join('\n'));
chmodSync('dist/cli/bin.js', 0o755);

function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name}\n\n${readFileSync(`${folder}/${file}`, 'utf8')}`;
}

/** Chunks lie directly in dist/, as `config.ts` does in src/: paths of the package's files are the same from both. */
async function bundle() {
  const { build } = await import('esbuild');
  const programs = ['index', 'config', 'cli/bin', 'server/host'];
  const threads = ['embed/worker', 'ingest/pdf/pdf-worker', 'labels/label-worker', 'projection/umap-worker'];
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const installed = Object.keys({ ...dependencies, ...optionalDependencies });
  const doors = readdirSync('src').filter((room) => existsSync(`src/${room}/index.ts`));
  await build({
    entryPoints: [...programs, ...threads, ...doors.map((room) => `${room}/index`)].map(
      (name) => `src/${name}.ts`,
    ),
    outbase: 'src',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    external: installed.filter((name) => !BUNDLED.includes(name)),
    platform: 'node',
    format: 'esm',
    target: 'node20.15',
    chunkNames: '[name]-[hash]',
    logLevel: 'warning',
  });
}

function run(...command) {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
