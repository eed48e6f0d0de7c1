/** The map page: one HTML file that asks nobody for anything. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { PACKAGE_DIR } from '../config.js';
import { packMap } from './pack.js';
import { toPrintable } from './printable.js';
import { FIRST_COLUMNS, type PageMap } from './types.js';

export interface PageOptions {
  /**
   * The page comes from a server that also answers `/api/ask` and `/api/map`: its search box asks there, and it offers
   * to reload when there is a new map. Without, it may ask nobody for anything.
   */
  readonly live: boolean;
}

/**
 * The page of `map`. `abstracts`: one a paper, in the order of `map.papers`; null makes a slim page without them.
 * Titles and abstracts are data, packed and never markup; the policy in the file lets nothing run but the page's own
 * script, known by its hash. The same input gives the same bytes.
 */
export function renderPage(
  map: PageMap,
  abstracts: readonly string[] | null,
  { live }: PageOptions = { live: false },
): string {
  const script = bundled('page.js');
  const style = bundled('page.css');
  const { head, columns } = packMap(map, abstracts);
  const first = [packed('head', new TextEncoder().encode(JSON.stringify(head)))];
  const later: string[] = [];
  for (const [name, bytes] of columns) (FIRST_COLUMNS.has(name) ? first : later).push(packed(name, bytes));
  const policy =
    `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; ` +
    `img-src data:; connect-src ${live ? "'self'" : "'none'"}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"${live ? ' data-live' : ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(map.title)} · fieldmap</title>
<style>${style}</style>
</head>
<body>
<noscript>This map is drawn by JavaScript in this file; nothing is fetched from anywhere.</noscript>
${first.join('\n')}
<script>${script}</script>
${later.join('\n')}
</body>
</html>
`;
}

/** The script may begin to draw before what follows it has been read. */
function packed(name: string, bytes: Uint8Array): string {
  const deflated = deflateRawSync(bytes, { level: 9, memLevel: 9 });
  return `<script type="text/plain" id="data-${name}" data-size="${deflated.length}">${toPrintable(deflated)}</script>`;
}

/** Made by the build from `client/`; read from `dist/` when the sources are run, as in tests. */
function bundled(name: string): string {
  return readFileSync(join(PACKAGE_DIR, 'dist', 'page', name), 'utf8');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
