/**
 * The page's own ranking in a real browser against `ask --mode lexical` on the same library: nDCG@10 on SciFact (test and
 * training claims) and CISI. Each question is typed into the page's box and the list is read as a person would.
 * `npx tsx bench/page-ranking.ts`. Wanted: ≥ 0.92 × `ask --mode lexical`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { mean, measureAll } from '../src/evaluation/metrics.js';
import { isThere, libraryOf, readJudged, type JudgedQuestion } from './search/corpora.js';

const WANTED = 0.92;
const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  for (const [name, part] of [
    ['scifact', '-train'],
    ['scifact', ''],
    ['cisi', ''],
  ] as const)
    if (isThere(name)) await compare(browser, name, part);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

async function compare(browser: Browser, name: string, part: string): Promise<void> {
  const library = await libraryOf(name);
  const files = join(folder, name);
  await library.map({ out: files });
  const questions = readJudged(name, part);
  const judged = new Map(questions.map((question) => [question.id, question.judged]));
  const asked = new Map<string, string[]>();
  for (const { id, text } of questions) {
    const { hits } = await library.ask(text, { mode: 'lexical', count: 10 });
    asked.set(
      id,
      hits.map((hit) => hit.id),
    );
  }
  await library.close();
  const { rankings, milliseconds } = await typed(browser, join(files, 'map.html'), questions);
  const ndcg = (rankings: ReadonlyMap<string, string[]>): number =>
    mean(measureAll(rankings, judged), 'ndcg@10');
  const [page, ask] = [ndcg(rankings), ndcg(asked)];
  console.log(
    `${name}${part}, ${questions.length} questions: page ${page.toFixed(4)}, ask --mode lexical ${ask.toFixed(4)}, ` +
      `${(page / ask).toFixed(3)} × (wanted ≥ ${WANTED}); a question in ${milliseconds.toFixed(0)} ms at the median`,
  );
}

/** The ten papers that head the page's list for each question, by id, and how long the list took. */
async function typed(
  browser: Browser,
  file: string,
  questions: readonly JudgedQuestion[],
): Promise<{ rankings: Map<string, string[]>; milliseconds: number }> {
  const page: Page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`file://${file}`);
  await page.waitForSelector('html[data-ready]', { timeout: 120_000 });
  const rankings = new Map<string, string[]>();
  const times: number[] = [];
  for (const { id, text } of questions) {
    const { ids, ms } = await page.evaluate<{ ids: string[]; ms: number }>(asking(text));
    rankings.set(id, ids);
    times.push(ms);
  }
  await page.close();
  return { rankings, milliseconds: times.sort((a, b) => a - b)[times.length >> 1]! };
}

/** Types a question and waits for the list that answers it. */
function asking(text: string): string {
  return `new Promise((resolve) => {
    const begun = performance.now();
    const content = document.querySelector('#side .content');
    const input = document.querySelector('#search');
    const done = () => {
      if (content.dataset.question !== input.value) return;
      watch.disconnect();
      const ms = performance.now() - begun;
      resolve({ ms, ids: [...content.querySelectorAll('.paper')].slice(0, 10).map((one) => one.dataset.id) });
    };
    const watch = new MutationObserver(done);
    watch.observe(content, { attributes: true });
    input.focus();
    input.value = ${JSON.stringify(text)};
    input.dispatchEvent(new Event('input'));
  })`;
}
