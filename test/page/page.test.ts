/** The page as a reader meets it: opened from a file, no network. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPapers } from '../../src/ingest/read-papers.js';
import { renderPage } from '../../src/page/render-page.js';
import type { Paper } from '../../src/types.js';
import { temporaryFolder } from '../helpers/cli.js';
import { noChromium, openBrowser, openPage, type Opened, type OpenOptions } from './browser.js';
import { ABSTRACTS, largeMap, MAP } from './maps.js';

describe.skipIf(noChromium)('the page in a browser', () => {
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

  /** Opens the page, lets `visit` use it, and sees that it asked nobody, ran nothing and broke nowhere. */
  async function visit(
    options: OpenOptions,
    use: (page: Page, opened: Opened) => Promise<void>,
  ): Promise<void> {
    const opened = await openPage(browser, `file://${file}`, options);
    await use(opened.page, opened);
    expect(opened.requests).toEqual([]);
    expect(opened.errors).toEqual([]);
    expect(await opened.page.evaluate('window.hacked')).toBeUndefined();
    await opened.page.context().close();
  }

  const side = (page: Page) => page.locator('#side h2');
  const count = (page: Page) => page.locator('#count');
  async function middleOf(page: Page): Promise<{ x: number; y: number }> {
    const box = (await page.locator('canvas.above').boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  async function drag(
    page: Page,
    from: { x: number; y: number },
    ...to: readonly (readonly [number, number])[]
  ): Promise<void> {
    await page.mouse.move(from.x + to[0]![0], from.y + to[0]![1]);
    await page.mouse.down();
    for (const [x, y] of to.slice(1)) await page.mouse.move(from.x + x, from.y + y);
    await page.mouse.up();
  }

  it('shows every paper, and runs nothing that a title or an abstract holds', () =>
    visit({}, async (page) => {
      for (const { id, title } of MAP.papers) {
        await page.evaluate(`location.hash = '#paper=${id}'`);
        await expect.poll(() => side(page).textContent()).toBe(title);
      }
      await page.locator('#side p', { hasText: 'says much' }).waitFor();
      expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    }));

  it('finds words in any form, and their beginnings as they are typed; what is near the best comes after, and says so', () =>
    visit({}, async (page) => {
      for (const q of ['spars auto', 'sparse autoencoder', 'How sparse are the autoencoders?']) {
        await page.fill('#search', q);
        await side(page).filter({ hasText: '1 paper with all the words, 3 near' }).waitFor();
        expect(await page.locator('.papers .paper').first().textContent(), q).toBe(
          'Sparse autoencoders 2000',
        );
        expect(await page.locator('.papers .paper mark').allTextContents()).toEqual([
          'Sparse',
          'autoencoders',
        ]);
      }
      expect(await page.locator('.sentence').nth(1).textContent()).toBe(
        'No word of the question, but near to “Sparse autoencoders”',
      );
      await page.fill('#search', 'babbage');
      await side(page).filter({ hasText: '1 paper found' }).waitFor();
      expect(await page.locator('.papers .paper').allTextContents()).toEqual(['Sparse autoencoders 2000']);
      expect(await count(page).textContent()).toBe('1 of 9 papers');
      await page.fill('#search', 'arse');
      await side(page).filter({ hasText: 'No paper found' }).waitFor();
      await page.getByText('In no paper: arse.').waitFor();
      await page.fill('#search', 'autoencoder windows');
      await side(page).filter({ hasText: 'No paper has all the words; 9 near, best first' }).waitFor();
    }));

  it('shows the sentence that has most of what was asked, its words marked', () =>
    visit({}, async (page) => {
      await page.fill('#search', 'learning the feature');
      await page.locator('.sentence', { hasText: 'We learn features.' }).waitFor();
      expect(await page.locator('.sentence mark').allTextContents()).toEqual(['learn', 'features']);
      await page.locator('.paper').first().click();
      await page.locator('.abstract mark').first().waitFor();
      expect(await page.locator('.abstract mark').allTextContents()).toEqual(['learn', 'features']);
    }));

  it('reads quoted phrases, -words, DOIs and ids as `ask` does', () =>
    visit({}, async (page) => {
      const find = async (q: string, heading: string) => {
        await page.fill('#search', q);
        await side(page).filter({ hasText: heading }).waitFor();
        return page.locator('#side .papers .paper bdi').allTextContents();
      };
      expect(await find('"window hacked"', '3 papers found')).toHaveLength(3);
      await find('"hacked window"', '3 papers with all the words');
      await page.getByText('No paper has the quoted phrase').waitFor();
      expect(await find('"learn features" stop', '1 paper found')).toEqual(['Sparse autoencoders']);
      expect(await find('hacked -script', '2 papers found')).not.toContain(
        '</script><script>window.hacked = 1</script>',
      );
      expect(await find('hacked -"img src"', '2 papers found')).not.toContain(MAP.papers[1]!.title);
      expect(await find('-hacked', '6 papers found')).toContain('Sparse autoencoders');
      for (const q of ['https://doi.org/10.1000/182', 'doi:10.1000/182', 'P0'])
        expect(await find(q, '1 paper found'), q).toEqual(['Sparse autoencoders']);
      expect(await find('10.1000/182 hacked', '4 papers found')).toHaveLength(4);
      await find('10.1000/183', 'No paper found');
      await page.getByText('No paper here has the identifier 10.1000/183.').waitFor();
    }));

  it('shows a paper on a click in a list, its neighbours as links that fly there, and goes back and forward', () =>
    visit({ hash: '#q=autoencoders' }, async (page) => {
      await page.locator('.paper').first().click();
      await page.getByText('We learn features.').waitFor();
      expect(page.url()).toContain('paper=p0');
      expect(
        await page
          .locator('.links a')
          .evaluateAll((links) => links.map((link) => (link as unknown as { href: string }).href)),
      ).toEqual(['https://doi.org/10.1000/182', 'https://example.org/']);
      await page.locator('#side .paper').nth(1).click();
      await side(page).filter({ hasText: '</script>' }).waitFor();
      await page.goBack();
      await page.getByText('We learn features.').waitFor();
      await page.goBack();
      await side(page).filter({ hasText: '1 paper with all the words' }).waitFor();
      await page.goForward();
      await page.getByText('We learn features.').waitFor();
    }));

  it('comes back to the same place by its address', () =>
    visit({ hash: '#view=1,0,30' }, async (page) => {
      await page.locator('canvas.above').focus();
      await page.keyboard.press('Enter');
      await side(page).filter({ hasText: '<img' }).waitFor();
      // The zoom is that of the map as it is now, beside the card.
      expect(page.url()).toMatch(/view=1,0,\d/);
    }));

  it('shows a card under the pointer, and keeps it on a click', () =>
    visit({ hash: '#view=0,0,30' }, async (page) => {
      const { x, y } = await middleOf(page);
      await page.mouse.move(x + 3, y + 3);
      await page.locator('#hover strong', { hasText: 'Sparse autoencoders' }).waitFor();
      await page.locator('#hover', { hasText: 'Ada Lovelace, Charles Babbage · 2000 · Notes' }).waitFor();
      expect(await page.locator('#hover span').last().textContent()).toBe('We learn features.');
      await page.mouse.click(x + 3, y + 3);
      await side(page).filter({ hasText: 'Sparse autoencoders' }).waitFor();
    }));

  it('opens a topic from the list and from its address, papers without one too', () =>
    visit({ hash: '#topic=t1' }, async (page) => {
      await side(page).filter({ hasText: '<i>features</i>' }).waitFor();
      expect(await count(page).textContent()).toBe('4 of 9 papers');
      await page.locator('#topics .topic', { hasText: 'unplaced' }).click();
      await side(page).filter({ hasText: 'unplaced' }).waitFor();
      expect(await page.locator('#side .papers li').count()).toBe(2);
      await page.locator('#topics .topic', { hasText: 'All papers' }).click();
      expect(await page.locator('#side .papers li').count()).toBe(9);
    }));

  it('compares two topics: terms of both, and papers between', () =>
    visit({ hash: '#topic=t1' }, async (page) => {
      await page.selectOption('#compare', { label: 'circuits' });
      await side(page).filter({ hasText: '<i>features</i> and circuits' }).waitFor();
      expect(await page.locator('#side h3 + p').allTextContents()).toEqual(['sparse', 'dense', 'wire']);
      // p2 and p3 have the nearest papers p3 p4 p5 and p4 p5 p6; only the first has some in both topics, as have p1 and p7.
      expect(await page.locator('#side .papers .paper').allTextContents()).toContain(
        '</script><script>window.hacked = 1</script> 2002',
      );
      expect(page.url()).toContain('compare=t2');
    }));

  it('picks papers by a line drawn round them, by shift and a click, and drops them again', () =>
    visit({ hash: '#view=0,0,30' }, async (page) => {
      const middle = await middleOf(page);
      const square = [
        [-30, -30],
        [30, -30],
        [30, 30],
        [-30, 30],
      ] as const;
      await page.keyboard.down('Shift');
      await drag(page, middle, ...square);
      await page.keyboard.up('Shift');
      await page.getByText('1 of 9 papers').waitFor();
      await page.getByRole('button', { name: 'Without 1 picked' }).click();
      await page.getByText('9 papers', { exact: true }).last().waitFor();
      await page.click('#lasso');
      await drag(page, await middleOf(page), ...square);
      await page.getByText('1 of 9 papers').waitFor();
      expect(await page.locator('#lasso').getAttribute('aria-pressed')).toBe('false');
      const now = await middleOf(page);
      await page.evaluate('location.hash = "#view=0,0,30"');
      await page.locator('#side').waitFor({ state: 'hidden' });
      await page.keyboard.down('Shift');
      await page.mouse.click(middle.x, middle.y);
      await page.getByText('1 of 9 papers').waitFor();
      await page.mouse.click(now.x, now.y);
      await page.getByText('9 papers', { exact: true }).last().waitFor();
    }));

  it('brushes years, by the mouse and by numbers', () =>
    visit({}, async (page) => {
      const strip = (await page.locator('.strip').boundingBox())!;
      await drag(page, strip, [strip.width * 0.5, 9], [strip.width * 0.9, 9], [strip.width + 40, 9]);
      await page.getByText('5 of 9 papers').waitFor();
      expect(page.url()).toContain('years=2004-2008');
      await page.getByLabel('From year').fill('2007');
      await page.getByLabel('From year').press('Enter');
      await page.getByText('2 of 9 papers').waitFor();
      await page.getByRole('button', { name: 'Without 2007 to 2008' }).click();
      await page.getByText('9 papers', { exact: true }).last().waitFor();
    }));

  it('saves what is chosen as BibTeX, RIS and CSV that read back', () =>
    visit({ hash: '#topic=t1', acceptDownloads: true }, async (page) => {
      for (const format of ['bib', 'ris', 'csv']) {
        await page.selectOption('#format', format);
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Save', exact: true }).click(),
        ]);
        const path = join(folder.path, `papers.${format}`);
        await download.saveAs(path);
        const papers: Paper[] = [];
        for await (const event of readPapers({ name: `papers.${format}`, path }))
          if (event.kind === 'paper') papers.push(event.paper);
        expect(
          papers.map(({ year }) => year),
          format,
        ).toEqual([2003, 2002, 2001, 2000]);
        expect(papers[3], format).toMatchObject({
          title: 'Sparse autoencoders',
          authors: ['Ada Lovelace', 'Charles Babbage'],
          year: 2000,
          venue: 'Notes',
          doi: '10.1000/182',
          abstract: ABSTRACTS[0],
        });
        expect(papers[1]!.title, format).toBe(MAP.papers[2]!.title);
      }
    }));

  it('copies what is chosen', () =>
    visit(
      { hash: '#paper=p0&q=sparse', permissions: ['clipboard-read', 'clipboard-write'] },
      async (page) => {
        await page.getByRole('button', { name: 'Copy' }).click();
        await page.getByText('Copied.').waitFor();
        expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
          'title = {Sparse autoencoders}',
        );
      },
    ));

  it('keeps what is decided, in this browser and as a file, and takes such a file in', () =>
    visit({ hash: '#paper=p1', acceptDownloads: true }, async (page) => {
      const pressed = () => page.locator('.decide [aria-pressed="true"]').allTextContents();
      await page.getByRole('button', { name: 'Include' }).click();
      await expect.poll(pressed).toEqual(['✓ Include']);
      // The focus stays where it was, though the card is made anew.
      await page.keyboard.press('Enter');
      await expect.poll(pressed).toEqual([]);
      await page.locator('#side h2').click();
      for (const key of ['s', 'x']) await page.keyboard.press(key);
      await expect.poll(pressed).toEqual(['★ Star', '✕ Exclude']);
      await page.locator('#paper-note').fill('<b>not</b> about robots');
      await page.locator('#paper-note').blur();
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      await expect.poll(pressed).toEqual(['★ Star', '✕ Exclude']);
      expect(await page.inputValue('#paper-note')).toBe('<b>not</b> about robots');
      await page.click('#reading');
      await side(page).filter({ hasText: 'Reading list' }).waitFor();
      expect(page.url()).toMatch(/#reading=(&view|$)/);
      expect(await page.locator('#side h3').allTextContents()).toEqual(['Starred · 1', 'Excluded · 1']);
      expect(await page.locator('#side .sentence').first().textContent()).toBe('<b>not</b> about robots');
      expect(await count(page).textContent()).toBe('1 of 9 papers');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save the list' }).click(),
      ]);
      const path = join(folder.path, 'marks.json');
      await download.saveAs(path);
      const saved = JSON.parse(readFileSync(path, 'utf8')) as { marks: object[] };
      expect(saved.marks).toEqual([
        { id: 'p1', decision: 'exclude', reason: '', star: true, tags: [], note: '<b>not</b> about robots' },
      ]);
      writeFileSync(
        path,
        JSON.stringify({
          ...saved,
          marks: [
            { id: 'p2', decision: 'maybe' },
            { id: 'gone', star: true },
          ],
        }),
      );
      await page.setInputFiles('#marks-file', path);
      await page.locator('#side h3', { hasText: 'Maybe · 1' }).waitFor();
      expect(await page.locator('#reading').textContent()).toBe('★ 3');
      writeFileSync(path, 'no list');
      await page.setInputFiles('#marks-file', path);
      await page.getByText('This is no reading list').waitFor();
    }));

  it('comes back to papers picked by hand by their address, and says when they are not there', () =>
    visit({ hash: '#picked=p1%2Cp3' }, async (page) => {
      await page.getByText('2 of 9 papers').waitFor();
      expect(await page.locator('#side .paper').count()).toBe(2);
      await page.evaluate('location.hash = "#picked=~00000000~AAAA"');
      await page.getByText('The papers that were picked by hand are not on this map.').waitFor();
    }));

  it('plays the years, and stops', () =>
    visit({}, async (page) => {
      await page.getByRole('button', { name: 'Play the years' }).click();
      await page.getByText('1 of 9 papers').waitFor();
      await page.getByText('3 of 9 papers').waitFor();
      await page.getByRole('button', { name: 'Play the years' }).click();
      expect(await page.getByRole('button', { name: 'Play the years' }).getAttribute('aria-pressed')).toBe(
        'false',
      );
      expect(page.url()).toMatch(/years=2000-200[23]/);
    }));

  it('saves the picture as SVG and as PNG', () =>
    visit({ acceptDownloads: true }, async (page) => {
      for (const [format, head] of [
        ['SVG', '<svg xmlns'],
        ['PNG', '\u0089PNG'],
      ] as const) {
        await page.click('#figure');
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: format, exact: true }).click(),
        ]);
        const path = join(folder.path, `map.${format.toLowerCase()}`);
        await download.saveAs(path);
        expect(download.suggestedFilename()).toBe(`map.${format.toLowerCase()}`);
        const bytes = readFileSync(path);
        expect(bytes.toString('latin1').startsWith(head)).toBe(true);
        expect(bytes.length).toBeGreaterThan(2000);
      }
      const svg = readFileSync(join(folder.path, 'map.svg'), 'utf8');
      expect(svg).toContain('&#60;i&#62;features&#60;/i&#62;');
      expect(svg).toContain('Only nearness counts');
    }));

  it('tells of a topic its first and newest papers, and lets them go as a bibliography', async () => {
    const long = join(folder.path, 'long.html');
    const papers = Array.from({ length: 12 }, (_, i) => ({
      ...MAP.papers[0]!,
      id: `p${i}`,
      title: `Paper ${i}`,
      x: i,
      year: 2000 + i,
    }));
    writeFileSync(
      long,
      renderPage(
        { ...MAP, papers },
        papers.map(() => 'Dense codes. They are sparse.'),
      ),
    );
    const { page, errors } = await openPage(browser, `file://${long}`, {
      hash: '#topic=t1',
      acceptDownloads: true,
    });
    await page.locator('#side h3', { hasText: 'First papers' }).waitFor();
    const after = (heading: string) =>
      page.locator(`#side h3:text-is("${heading}") + ul .paper bdi`).allTextContents();
    expect(await after('First papers')).toEqual(['Paper 0', 'Paper 1', 'Paper 2']);
    expect(await after('Newest papers')).toEqual(['Paper 11', 'Paper 10', 'Paper 9']);
    expect(await page.locator('#side .sentence').first().textContent()).toBe('Dense codes.');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#side .decide').getByRole('button', { name: 'RIS' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('papers.ris');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('tells how it was made, with the command that makes it again', () =>
    visit({}, async (page) => {
      await page.getByRole('button', { name: 'How this map was made' }).click();
      await page
        .getByText('fieldmap map --name again --seed 7 --granularity fine --assign-all --title')
        .waitFor();
      await page.getByText(MAP.made.input, { exact: true }).waitFor();
    }));

  it('colours by year, with a legend', () =>
    visit({}, async (page) => {
      await page.selectOption('#colour', 'year');
      expect(await page.locator('#legend').textContent()).toBe('20002008');
      expect(page.url()).toContain('colour=year');
    }));

  it('colours most years apart though one paper is old, and says what grey is', async () => {
    const years = join(folder.path, 'years.html');
    const papers = Array.from({ length: 100 }, (_, i) => ({
      ...MAP.papers[0]!,
      id: `p${i}`,
      x: i % 10,
      year: i === 0 ? 1818 : i === 1 ? null : 2000 + (i % 20),
    }));
    writeFileSync(years, renderPage({ ...MAP, papers }, null));
    const { page } = await openPage(browser, `file://${years}`, { hash: '#colour=year' });
    await expect.poll(() => page.locator('#legend').textContent()).toBe('2000 and before2019grey: no year');
    await page.context().close();
  });

  it('says what an address asks for that is not on this map, until something else is chosen', () =>
    visit({ hash: '#topic=t999&q=sparse' }, async (page) => {
      const note = page.locator('#note');
      await note.filter({ hasText: /^This map has no topic t999\.$/ }).waitFor();
      await page.evaluate('location.hash = "#paper=nope&concept=zz"');
      await note.filter({ hasText: /^This map has no paper nope\. This map has no concept zz\.$/ }).waitFor();
      await page.locator('#topics .topic', { hasText: 'circuits' }).click();
      await note.waitFor({ state: 'hidden' });
      await page.evaluate('location.hash = "#topic="');
      await side(page).filter({ hasText: 'unplaced' }).waitFor();
      expect(await note.textContent()).toBe('');
    }));

  it('is worked by keys alone', () =>
    visit({}, async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('autoencoders');
      await side(page).filter({ hasText: '1 paper with all the words' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByText('We learn features.').waitFor();
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.locator('#side').waitFor({ state: 'hidden' });
      expect(await page.evaluate('document.activeElement.className')).toBe('above');
      for (const key of ['ArrowLeft', 'ArrowUp', '+', '-', '0', ' ']) await page.keyboard.press(key);
      const seen = new Set<string>();
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        seen.add(
          await page.evaluate(
            'document.activeElement.id || document.activeElement.getAttribute("aria-label") || document.activeElement.textContent',
          ),
        );
      }
      for (const name of [
        'search',
        'colour',
        'lasso',
        'format',
        'From year',
        'To year',
        'Save',
        'Copy',
        'List',
        'Zoom in',
        'How this map was made',
      ])
        expect(seen).toContain(name);
    }));

  it.each([
    [
      'light',
      { colorScheme: 'light' },
      ['', '#topic=t1', '#paper=p0', '#about', '#reading', '#q=hacked&years=2001-2005'],
    ],
    ['dark', { colorScheme: 'dark' }, ['#topic=t1&colour=year', '#q=sparse', '#paper=p0']],
    ['forced colours', { forcedColors: 'active' }, ['#paper=p0', '#q=sparse']],
    ['at 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, ['', '#paper=p0']],
  ] as const)('has nothing that axe calls serious: %s', async (_name, options, hashes) => {
    const { page } = await openPage(browser, `file://${file}`, { ...options, bypassCSP: true });
    await page.addScriptTag({ content: axe.source });
    for (const hash of hashes) {
      await page.evaluate(`location.hash = '${hash}'`);
      if (hash !== '') await side(page).waitFor();
      const found = await page.evaluate(
        'axe.run().then(({ violations }) => violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id, nodes }) => [id, nodes[0].html]))',
      );
      expect(found, hash).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  it('works by touch: tap and pinch', () =>
    visit({ hash: '#view=0,0,30', hasTouch: true, viewport: { width: 390, height: 780 } }, async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      const { x, y } = await middleOf(page);
      await page.touchscreen.tap(x + 8, y);
      await side(page).filter({ hasText: 'Sparse autoencoders' }).waitFor();
      await page.getByRole('button', { name: 'Close' }).click();
      const client = await page.context().newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...apart: number[]) =>
        client.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: apart.flatMap((far) => [
            { x: x - far, y, id: 0 },
            { x: x + far, y, id: 1 },
          ]),
        });
      await touch('touchStart', 20);
      await touch('touchMove', 40);
      await touch('touchEnd');
      await expect.poll(() => Math.round(Number(/view=[^&]*,([\d.]+)$/.exec(page.url())?.[1]))).toBe(60);
    }));

  it('fills the width with the map, whatever is folded, and however the window is turned', () =>
    visit({}, async (page) => {
      const map = async () => (await page.locator('canvas.above').boundingBox())!;
      await page.getByRole('button', { name: 'Topics beside the map' }).click();
      expect(await map()).toMatchObject({ x: 0, width: 1280 });
      await page.evaluate('location.hash = "#paper=p0"');
      await side(page).waitFor();
      expect(await map()).toMatchObject({ x: 0, width: 1280 - 384 });
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Topics beside the map' }).click();
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator('#topics').waitFor({ state: 'hidden' });
      expect(await map()).toMatchObject({ x: 0, width: 390 });
      await page.setViewportSize({ width: 844, height: 390 });
      await expect.poll(map).toMatchObject({ x: 0, width: 844 });
    }));

  it('lays a paper over the map of a tablet held upright, not beside it', () =>
    visit({ hash: '#paper=p0', viewport: { width: 768, height: 1024 } }, async (page) => {
      expect(await page.locator('canvas.above').boundingBox()).toMatchObject({ x: 0, width: 768 });
      expect((await page.locator('#side').boundingBox())!.width).toBe(768);
    }));

  it('indents the topics of an area, and those alone stand apart', async () => {
    const areas = join(folder.path, 'areas.html');
    const [first, second] = MAP.topics;
    writeFileSync(
      areas,
      renderPage(
        { ...MAP, topics: [{ ...first!, id: 'a1', label: 'coarse' }, { ...first!, parent: 'a1' }, second!] },
        ABSTRACTS,
      ),
    );
    const { page } = await openPage(browser, `file://${areas}`);
    const box = async (at: string) => (await page.locator(`#topics ${at}`).boundingBox())!;
    const left = async (name: string) => (await box(`.topic:has-text("${name}") .dot`)).x;
    const gap = async (name: string) => {
      const [row, before] = [
        await box(`.topic:has-text("${name}")`),
        await box(`li:has(+ li .topic:has-text("${name}"))`),
      ];
      return row.y - before.y - before.height;
    };
    expect(await left('features')).toBeGreaterThan(await left('circuits'));
    expect([await gap('features'), await gap('circuits'), await gap('unplaced')]).toEqual([0, 10, 0]);
    await page.context().close();
  });

  it('shows a map of one paper', async () => {
    const one = join(folder.path, 'one.html');
    writeFileSync(one, renderPage({ ...MAP, papers: [MAP.papers[0]!] }, [ABSTRACTS[0]!]));
    const { page, errors } = await openPage(browser, `file://${one}`);
    const { x, y } = await middleOf(page);
    await page.mouse.click(x, y);
    await side(page).filter({ hasText: 'Sparse autoencoders' }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('prints light on white, whatever the screen', () =>
    visit({ colorScheme: 'dark' }, async (page) => {
      const ink = () => page.evaluate('getComputedStyle(document.querySelector("main")).backgroundColor');
      expect(await ink()).toBe('rgb(20, 23, 27)');
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      expect(await ink()).toBe('rgb(251, 251, 249)');
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
      expect(await ink()).toBe('rgb(20, 23, 27)');
    }));

  it('is smooth to open with 58,919 papers', async () => {
    const { map, abstracts } = largeMap(58_919);
    const large = join(folder.path, 'large.html');
    writeFileSync(large, renderPage(map, abstracts));
    const { page, errors } = await openPage(browser, `file://${large}`);
    await page.fill('#search', 'needle');
    await side(page).filter({ hasText: '1 paper with all the words' }).waitFor();
    await page.locator('#side .paper').first().click();
    await side(page).filter({ hasText: 'The one needle' }).waitFor();
    await page.keyboard.press('Escape');
    await page.fill('#search', 'sparse neuron light');
    await expect.poll(() => page.locator('#side .papers li').count()).toBe(50);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
