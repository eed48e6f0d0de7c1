// Bundles the page's client into dist/page/: one script, one style sheet.
import { build } from 'esbuild';

await build({
  entryPoints: { page: 'src/page/client/main.ts' },
  outdir: 'dist/page',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome103', 'firefox113', 'safari16.4'],
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
});
await build({
  entryPoints: ['src/page/client/page.css'],
  outdir: 'dist/page',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
});
