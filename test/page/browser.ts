/** The machine's own Chromium, with no way out to any network. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** Without a Chromium these tests are left out, with a word; where FIELDMAP_REQUIRE_CHROMIUM is set, they fail. */
export const noChromium = CHROMIUM === undefined && process.env['FIELDMAP_REQUIRE_CHROMIUM'] === undefined;
if (noChromium) console.warn('No Chromium on this machine: the tests of the page in a browser are left out.');

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Opened {
  readonly page: Page;
  /** Addresses asked for, the file itself left out; errors of the page. */
  readonly requests: string[];
  readonly errors: string[];
}

export interface OpenOptions extends BrowserContextOptions {
  readonly hash?: string;
}

/** Opens an address and waits until map and search are there. Nothing moves by itself: flights are jumps. */
export async function openPage(
  browser: Browser,
  address: string,
  { hash = '', ...options }: OpenOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    offline: address.startsWith('file:'),
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:'))
      requests.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(address + hash);
  await page.waitForSelector('html[data-ready]');
  return { page, requests, errors };
}
