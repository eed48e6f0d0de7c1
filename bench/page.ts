/**
 * The map page in Chromium without a graphics card: milliseconds a frame of panning by each way to draw points, and how
 * large the page is and when it is there. `npx tsx bench/page.ts [LIBRARY]`: a library of the ACL corpus; without, one
 * is made from ../shared/corpora (58,919 abstracts: ten minutes on two cores).
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';
import type * as Package from '../src/index.js';
import { renderPage } from '../src/page/render-page.js';
import type { PageMap } from '../src/page/types.js';
import { benchLibrary, DIST } from './libraries.js';

const FRAMES = 40;
const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  await measurePainters(browser);
  await measurePages(browser);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

async function measurePainters(browser: Browser): Promise<void> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('page/painters.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
  });
  const page = join(folder, 'painters.html');
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><body style="margin:0"><script>${bundle.outputFiles[0]!.text}</script>`,
  );
  console.log('points   pixels       way      median ms   p95 ms   (16.7: as fast as the screen)');
  for (const [width, height] of [
    [1280, 800],
    [3840, 2160],
  ] as const) {
    for (const count of [58_919, 100_000]) {
      for (const way of ['pixels', 'webgl', 'paths']) {
        const tab = await browser.newPage({ viewport: { width, height } });
        await tab.goto(`file://${page}`);
        const { median, p95 } = await tab.evaluate<{ median: number; p95: number }>(
          `pan(${JSON.stringify(way)}, ${count}, ${width}, ${height}, ${FRAMES})`,
        );
        console.log(
          `${String(count).padEnd(8)} ${`${width}x${height}`.padEnd(12)} ${way.padEnd(8)} ${median.toFixed(1).padStart(9)} ${p95.toFixed(1).padStart(8)}`,
        );
        await tab.close();
      }
    }
  }
}

async function measurePages(browser: Browser): Promise<void> {
  const dir = process.argv[2] ?? (await benchLibrary('acl-anthology'));
  const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
  const library = await openLibrary({ dir, mode: 'write' });
  await library.map({ out: folder });
  await library.close();
  const { map, abstracts } = await readPage(join(folder, 'topic-map.json'), dir);
  console.log(
    'papers   abstracts   MB      painted ms   all there ms   search ms   (wanted: 2.5 MB and 1,000 ms; 30 MB and 4,000 ms)',
  );
  for (const every of [Math.floor(map.papers.length / 2000), 1]) {
    for (const isSlim of [false, true]) {
      const part = every === 1 ? { map, abstracts } : thinned(map, abstracts, every);
      const path = join(folder, 'page.html');
      writeFileSync(path, renderPage(part.map, isSlim ? null : part.abstracts));
      const { painted, ready, searched } = await open(browser, path);
      console.log(
        `${String(part.map.papers.length).padEnd(8)} ${(isSlim ? 'without' : 'with').padEnd(11)} ${(statSync(path).size / 1e6).toFixed(2).padEnd(7)} ${painted.toFixed(0).padStart(9)} ${ready.toFixed(0).padStart(12)} ${searched.toFixed(0).padStart(11)}`,
      );
    }
  }
}

/** The map with the abstracts that the library holds. */
async function readPage(path: string, dir: string): Promise<{ map: PageMap; abstracts: string[] }> {
  const map = JSON.parse(readFileSync(path, 'utf8')) as PageMap;
  const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
  const library = await openLibrary({ dir, mode: 'read' });
  const abstractOf = new Map<string, string>();
  let text = '';
  for await (const piece of library.export({ format: 'jsonl' })) text += piece;
  await library.close();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const { id, abstract } = JSON.parse(line) as { id: string; abstract: string };
    abstractOf.set(id, abstract);
  }
  return { map, abstracts: map.papers.map(({ id }) => abstractOf.get(id) ?? '') };
}

function thinned(
  map: PageMap,
  abstracts: readonly string[],
  every: number,
): { map: PageMap; abstracts: string[] } {
  const kept = <T>(all: readonly T[]): T[] => all.filter((_, i) => i % every === 0).slice(0, 2000);
  return { map: { ...map, papers: kept(map.papers) }, abstracts: kept(abstracts) };
}

/** When points and labels are drawn and when abstracts can be searched too, from the start of loading; how long words take to be found. */
async function open(
  browser: Browser,
  path: string,
): Promise<{ painted: number; ready: number; searched: number }> {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await tab.addInitScript(`new MutationObserver(() => {
    for (const name of ['painted', 'ready']) if (name in document.documentElement.dataset) window[name + 'At'] ??= performance.now();
  }).observe(document, { attributes: true, subtree: true })`);
  await tab.goto(`file://${path}`);
  await tab.waitForSelector('html[data-ready]');
  const [painted, ready] = await tab.evaluate<[number, number]>('[window.paintedAt, window.readyAt]');
  const searched = await tab.evaluate<number>(`new Promise((resolve) => {
    const begun = performance.now();
    new MutationObserver(() => resolve(performance.now() - begun)).observe(document.querySelector('#side .content'), { childList: true });
    const input = document.querySelector('#search');
    input.value = 'sparse attention model';
    input.dispatchEvent(new Event('input'));
  })`);
  await tab.close();
  return { painted, ready, searched };
}
