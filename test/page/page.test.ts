/** The page as a reader meets it: opened from a file, no network. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPage } from '../../src/page/render-page.js';
import type { PageMap } from '../../src/page/types.js';
import { temporaryFolder } from '../helpers/cli.js';
import { noChromium, openBrowser, openFile, type Opened } from './browser.js';

const HOSTILE = [
  '<img src=x onerror="window.hacked = 1">', '</script><script>window.hacked = 1</script>', 'line\u2028separator',
  '\u202egnp.exe', 'x'.repeat(5000), '${window.hacked = 1}', '<!--<script>', '"\'&amp;',
];

function paper(i: number, title: string, topic: string | null): PageMap['papers'][number] {
  return {
    id: `p${i}`, title, authors: i === 0 ? ['Ada Lovelace'] : [], year: 2000 + i, venue: null, doi: null,
    url: i === 1 ? 'javascript:window.hacked=1' : 'https://example.org/', x: i % 4, y: Math.floor(i / 4), topic, nearestTopic: 't1',
    strength: 1, placeTrust: 0.5, neighbors: [{ id: `p${(i + 1) % 9}`, similarity: 0.5 }],
  };
}

const MAP: PageMap = {
  title: 'A map <b>of</b> titles',
  made: { sentence: 'Made by hand.' },
  papers: [paper(0, 'Sparse autoencoders', 't1'), ...HOSTILE.map((title, i) => paper(i + 1, title, i < 4 ? 't1' : null))],
  topics: [{
    id: 't1', label: '<i>features</i>', terms: [{ term: 'sparse', weight: 1 }], size: 5, exemplars: ['p0'], parent: null, x: 1, y: 1, years: {},
  }],
  unplaced: { count: 4 },
  quality: { trustworthiness: 0.9, neighborsKept: 0.5 },
};
const ABSTRACTS = ['We learn features.', ...HOSTILE];

describe('renderPage', () => {
  it('gives the same bytes for the same map', () => {
    expect(renderPage(MAP, ABSTRACTS)).toBe(renderPage(MAP, ABSTRACTS));
  });

  it('keeps titles out of the markup and lets only its own script run', () => {
    const html = renderPage(MAP, ABSTRACTS);
    expect(html).not.toContain('onerror');
    expect(html).toContain('<title>A map &#60;b&#62;of&#60;/b&#62; titles · fieldmap</title>');
    expect(html).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
    expect(html).not.toContain('unsafe');
  });

  it('may ask its own server, and only where there is one', () => {
    expect(renderPage(MAP, ABSTRACTS)).toContain("connect-src 'none'");
    const live = renderPage(MAP, ABSTRACTS, { live: true });
    expect(live).toContain("connect-src 'self'");
    expect(live).toContain('<html lang="en" data-live>');
  });

  it('is smaller without abstracts', () => {
    expect(renderPage(MAP, null).length).toBeLessThan(renderPage(MAP, ABSTRACTS).length);
  });
});

describe.skipIf(noChromium)('in a browser', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'map.html');
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(file, renderPage(MAP, ABSTRACTS));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    folder.remove();
  });

  async function checkCalm({ page, requests, errors }: Opened): Promise<void> {
    expect(requests).toEqual([]);
    expect(errors).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.context().close();
  }

  it('opens from a file, asks nobody for anything, and runs nothing that a title holds', async () => {
    const opened = await openFile(browser, file);
    const { page } = opened;
    for (let i = 0; i < MAP.papers.length; i++) {
      await page.evaluate(`location.hash = '#paper=p${i}'`);
      await page.waitForFunction(`document.querySelector('#side h2')?.textContent.length > 0`);
    }
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    await checkCalm(opened);
  });

  it('finds words as they are typed, and says how many papers have them', async () => {
    const opened = await openFile(browser, file);
    const { page } = opened;
    await page.fill('#search', 'spars auto');
    await page.getByText('1 paper found').waitFor();
    expect(await page.locator('.paper').allTextContents()).toEqual(['Sparse autoencoders 2000']);
    await page.fill('#search', 'lovelace');
    await page.getByText('1 paper found').waitFor();
    await page.fill('#search', 'nothing like it');
    await page.getByText('No paper has all these words.').waitFor();
    await checkCalm(opened);
  });

  it('shows a paper on a click in a list, its neighbours as links, and goes back', async () => {
    const opened = await openFile(browser, file, { hash: '#q=autoencoders' });
    const { page } = opened;
    await page.locator('.paper').first().click();
    await page.getByText('We learn features.').waitFor();
    expect(page.url()).toContain('#paper=p0');
    await page.goBack();
    await page.getByText('1 paper found').waitFor();
    await checkCalm(opened);
  });

  it('shows a card under the pointer and opens the paper on a click on the map', async () => {
    const opened = await openFile(browser, file);
    const { page } = opened;
    const box = (await page.locator('canvas').boundingBox())!;
    for (let y = 60; y < box.height && (await page.locator('#hover').isHidden()); y += 12) {
      for (let x = 20; x < box.width && (await page.locator('#hover').isHidden()); x += 12) await page.mouse.move(box.x + x, box.y + y);
    }
    const title = await page.locator('#hover strong').textContent();
    expect(MAP.papers.map((one) => one.title)).toContain(title);
    await checkCalm(opened);
  });

  it('opens a topic from the list and from its address', async () => {
    const opened = await openFile(browser, file, { hash: '#topic=t1' });
    const { page } = opened;
    await page.locator('#side h2', { hasText: '<i>features</i>' }).waitFor();
    expect(await page.locator('.papers li').count()).toBe(5);
    await page.locator('.topic', { hasText: 'unplaced' }).click();
    await page.locator('#side h2', { hasText: 'unplaced' }).waitFor();
    expect(await page.locator('.papers li').count()).toBe(4);
    await checkCalm(opened);
  });

  it('is worked by keys: / to the search, Tab to the lists, Escape to clear', async () => {
    const opened = await openFile(browser, file);
    const { page } = opened;
    await page.keyboard.press('/');
    await page.keyboard.type('autoencoders');
    await page.getByText('1 paper found').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#side').waitFor({ state: 'hidden' });
    await page.locator('canvas').focus();
    for (const key of ['ArrowLeft', '+', '-', '0']) await page.keyboard.press(key);
    await checkCalm(opened);
  });

  it('fits a phone', async () => {
    const opened = await openFile(browser, file, { width: 390 });
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await checkCalm(opened);
  });
});
