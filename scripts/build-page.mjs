// Bundles the page's client into dist/page/: one script, one style sheet.
import { build } from 'esbuild';

const { metafile } = await build({
  entryPoints: { page: 'src/page/client/main.ts' },
  outdir: 'dist/page',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome103', 'firefox113', 'safari16.4'],
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  // The folders' doors lead to code for Node too, which the page does not use and the bundler leaves out.
  external: ['node:*'],
  metafile: true,
});
const left = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
if (left.length > 0) throw new Error(`The page would need ${left.join(', ')}: browsers have none of it.`);
await build({
  entryPoints: ['src/page/client/page.css'],
  outdir: 'dist/page',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
});
