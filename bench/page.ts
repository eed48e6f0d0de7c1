/**
 * The map page in Chromium without a graphics card: milliseconds a frame of panning by each way to draw points, and how
 * large the page is and when it is there. `npx tsx bench/page.ts [LIBRARY] [--pages]`: a library of the ACL corpus; without, one
 * is made from ../shared/corpora (58,919 abstracts: ten minutes on two cores). `--pages`: without the ways to draw.
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
const LARGE = 300_000;
const QUESTIONS = [
  'sparse attention model',
  'How do people trust robots?',
  'recommenders',
  'Does back-translation help neural machine translation of low-resource languages?',
  '"word sense disambiguation" -wordnet',
  'evaluation of summaries by large language models',
  'hallucinashun',
];
const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  if (!process.argv.includes('--pages')) await measurePainters(browser);
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
  const dir =
    process.argv.slice(2).find((word) => word !== '--pages') ?? (await benchLibrary('acl-anthology'));
  const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
  const library = await openLibrary({ dir, mode: 'write' });
  await library.map({ out: folder });
  await library.close();
  const { map, abstracts } = await readPage(join(folder, 'topic-map.json'), dir);
  console.log(
    'papers   abstracts  MB      painted ms     all there ms             question ms  frame ms   in brackets: of a processor   ' +
      '(wanted at 58,919: 30 MB, 500, 4,000, 150; at 300,000 without abstracts: 33 a frame)',
  );
  const thin = thinned(map, abstracts, Math.floor(map.papers.length / 2000));
  await measurePage(browser, thin.map, thin.abstracts);
  await measurePage(browser, map, abstracts);
  await measurePage(browser, map, null);
  await measurePage(browser, repeated(map, LARGE), null);
}

async function measurePage(browser: Browser, map: PageMap, abstracts: string[] | null): Promise<void> {
  const path = join(folder, 'page.html');
  writeFileSync(path, renderPage(map, abstracts));
  const { painted, ready, readyBusy, searched, slowest, questionBusy, frame } = await open(browser, path);
  console.log(
    [
      String(map.papers.length).padEnd(8),
      (abstracts === null ? 'without' : 'with').padEnd(10),
      (statSync(path).size / 1e6).toFixed(2).padEnd(7),
      painted.toFixed(0).padStart(10),
      `${ready.toFixed(0)} (${readyBusy.toFixed(0)})`.padStart(16),
      `${searched.toFixed(0)}, at most ${slowest.toFixed(0)} (${questionBusy.toFixed(0)})`.padStart(24),
      frame.toFixed(1).padStart(9),
    ].join(' '),
  );
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

/** When points and labels are drawn and when abstracts can be searched too, from the start of loading; how long questions take, and a frame of panning. */
async function open(
  browser: Browser,
  path: string,
): Promise<
  Record<'painted' | 'ready' | 'readyBusy' | 'searched' | 'slowest' | 'questionBusy' | 'frame', number>
> {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await tab.addInitScript(`new MutationObserver(() => {
    for (const name of ['painted', 'ready']) if (name in document.documentElement.dataset) window[name + 'At'] ??= performance.now();
  }).observe(document, { attributes: true, subtree: true })`);
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  /** Milliseconds that the page has kept a processor busy: says more than a clock on a shared machine. */
  const processor = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ProcessTime')?.value ?? 0);
  };
  await tab.goto(`file://${path}`);
  await tab.waitForSelector('html[data-ready]', { timeout: 180_000 });
  const readyBusy = await processor();
  const [painted, ready] = await tab.evaluate<[number, number]>('[window.paintedAt, window.readyAt]');
  const times: number[] = [];
  const busy: number[] = [];
  for (const question of QUESTIONS) {
    const before = await processor();
    times.push(await tab.evaluate<number>(asking(question)));
    busy.push((await processor()) - before);
  }
  times.sort((x, y) => x - y);
  const searched = times[times.length >> 1]!;
  const slowest = times.at(-1)!;
  const questionBusy = busy.sort((x, y) => x - y)[busy.length >> 1]!;
  const frame = await tab.evaluate<number>(panning());
  await tab.close();
  return { painted, ready, readyBusy, searched, slowest, questionBusy, frame };
}

/** Milliseconds from typing a question to the list that answers it. */
function asking(question: string): string {
  return `new Promise((resolve) => {
    const begun = performance.now();
    const content = document.querySelector('#side .content');
    const input = document.querySelector('#search');
    const watch = new MutationObserver(() => {
      if (content.dataset.question !== input.value) return;
      watch.disconnect();
      resolve(performance.now() - begun);
    });
    watch.observe(content, { attributes: true });
    input.focus();
    input.value = ${JSON.stringify(question)};
    input.dispatchEvent(new Event('input'));
  })`;
}

/** The median of the milliseconds from frame to frame while the whole map is dragged. */
function panning(): string {
  return `(async () => {
  document.activeElement.blur();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  const canvas = document.querySelector('canvas.above');
  canvas.setPointerCapture = () => {};
  const send = (type, x) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: x, clientY: 400, button: 0, bubbles: true }));
  send('pointerdown', 500);
  const gaps = [];
  let before = await new Promise(requestAnimationFrame);
  for (let i = 0; i < 45; i++) {
    send('pointermove', 500 + 60 * Math.sin(i / 6));
    const now = await new Promise(requestAnimationFrame);
    if (i >= 5) gaps.push(now - before);
    before = now;
  }
  send('pointerup', 500);
  return gaps.sort((a, b) => a - b)[20];
})()`;
}

/** `count` papers without abstracts: those of the map again and again, each a little beside its place. */
function repeated(map: PageMap, count: number): PageMap {
  const papers = Array.from({ length: count }, (_, i) => {
    const one = map.papers[i % map.papers.length]!;
    const round = Math.floor(i / map.papers.length);
    return {
      ...one,
      id: `${one.id}~${round}`,
      x: one.x + 0.03 * round * Math.sin(i),
      y: one.y + 0.03 * round * Math.cos(i),
      neighbors: [],
    };
  });
  return { ...map, papers };
}
