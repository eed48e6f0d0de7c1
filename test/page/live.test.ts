/** The page with a server behind it: a stand-in that answers as `fieldmap serve` does. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPage } from '../../src/page/render-page.js';
import { noChromium, openBrowser, openPage } from './browser.js';
import { ABSTRACTS, MAP } from './maps.js';

describe.skipIf(noChromium)('the live page', () => {
  const html = renderPage(MAP, ABSTRACTS, { live: true });
  const state = { tag: '"1"', answers: true };
  let server: Server;
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
      if (pathname === '/') response.setHeader('content-type', 'text/html').end(html);
      else if (pathname === '/api/map')
        response
          .writeHead(request.headers['if-none-match'] === state.tag ? 304 : 200, { etag: state.tag })
          .end();
      else if (!state.answers) response.writeHead(503).end('{}');
      else if (pathname === '/api/ask' && searchParams.get('n') === '50') {
        const sentence = { text: `Because of ${searchParams.get('q')}.` };
        const hits = [
          { id: 'p3', sentence },
          { id: 'not on this map', sentence },
          { id: 'p0', sentence: null },
        ];
        const notes =
          searchParams.get('q') === 'why?' ? [] : ['No word of the question is in any paper <i>.'];
        response.end(JSON.stringify({ hits: searchParams.get('q') === '-sparse' ? [] : hits, notes }));
      } else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });

  it('asks the server, shows the sentences that answer, and lights the papers', async () => {
    const { page, errors } = await openPage(browser, address);
    await page.fill('#search', 'why?');
    await page.locator('#side h2', { hasText: 'The 2 nearest papers, best first' }).waitFor();
    expect(await page.locator('#side .paper bdi').allTextContents()).toEqual([
      MAP.papers[3]!.title,
      'Sparse autoencoders',
    ]);
    expect(await page.locator('.sentence').allTextContents()).toEqual(['Because of why?.']);
    expect(await page.locator('#count').textContent()).toBe('2 of 9 papers');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('says what the server says of its answer, and how many of its papers other wishes leave', async () => {
    const { page } = await openPage(browser, address, { hash: '#years=2000-2001' });
    await page.fill('#search', 'zzqqxx');
    await page.locator('#side h2', { hasText: '1 of the 2 nearest papers, best first' }).waitFor();
    expect(await page.locator('#side h2 + .quiet').allTextContents()).toEqual([
      'No word of the question is in any paper <i>.',
    ]);
    await page.fill('#search', '-sparse');
    await page.locator('#side h2', { hasText: 'No paper found' }).waitFor();
    await page.locator('#side h2 + .quiet', { hasText: 'No word of the question' }).waitFor();
    await page.context().close();
  });

  it('falls back to words, and says so, when the server does not answer', async () => {
    state.answers = false;
    const { page } = await openPage(browser, address, { hash: '#q=sparse' });
    await page.getByText('The server does not answer: these papers have the words.').waitFor();
    expect(await page.locator('#side h2').textContent()).toMatch(/^1 paper with all the words/);
    state.answers = true;
    await page.context().close();
  });

  it('offers to reload when there is a new map', async () => {
    const { page } = await openPage(browser, address);
    await expect
      .poll(() => page.evaluate('performance.getEntriesByName(location.origin + "/api/map").length'))
      .toBe(1);
    state.tag = '"2"';
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await page.getByText('There is a new map.').waitFor();
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Reload' }).click()]);
    await page.context().close();
  });
});
