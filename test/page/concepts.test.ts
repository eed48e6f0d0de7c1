/** Colouring the page by a concept: what is packed, what the client makes of it, and what a reader sees. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activationClasses, readActivations } from '../../src/page/client/data/activations.js';
import { packMap } from '../../src/page/pack.js';
import { renderPage } from '../../src/page/render-page.js';
import type { PageMap } from '../../src/page/types.js';
import { temporaryFolder } from '../helpers/cli.js';
import { noChromium, openBrowser, openPage, type OpenOptions } from './browser.js';
import { ABSTRACTS, HOSTILE, largeMap, MAP } from './maps.js';

const FIRING: NonNullable<PageMap['activations']> = [
  { id: 'c1', label: HOSTILE[0]!, growth: null, papers: [4], strengths: [0.3] },
  { id: 'c2', label: 'sparse codes', growth: 1.24, papers: [8, 0, 3], strengths: [0.9, 0.2, 0.45] },
  { id: 'c3', label: 'never', growth: 0, papers: [], strengths: [] },
];
const WITH: PageMap = {
  ...MAP,
  activations: FIRING,
  topics: MAP.topics.map((topic, i) => ({
    ...topic,
    concepts: i === 0 ? [{ id: 'c1' }, { id: 'gone' }, { id: 'c2' }] : [],
  })),
};

describe('packing concepts', () => {
  it('leaves a page without concepts as it was, whatever its topics say', () => {
    const { head, columns } = packMap({ ...WITH, activations: [] }, ABSTRACTS);
    expect(
      [Object.keys(head), Object.keys(head.topics[0]!), [...columns.keys()]]
        .flat()
        .filter((name) => /concept|activations|strength/.test(name)),
    ).toEqual([]);
    const plain = renderPage(MAP, ABSTRACTS);
    expect(renderPage({ ...WITH, activations: [] }, ABSTRACTS)).toBe(plain);
    expect(renderPage({ ...WITH, activations: [FIRING[2]!] }, ABSTRACTS)).toBe(plain);
  });

  it('names those that fire, of most papers first, and those of a topic by number', () => {
    const { head } = packMap(WITH, ABSTRACTS);
    expect(head.concepts).toEqual([
      { id: 'c2', label: 'sparse codes', growth: 1.24, papers: 3 },
      { id: 'c1', label: HOSTILE[0], growth: null, papers: 1 },
    ]);
    expect(head.topics.map(({ concepts }) => concepts)).toEqual([[1, 0], []]);
    expect(renderPage(WITH, ABSTRACTS)).not.toContain(HOSTILE[0]!);
  });

  it('gives back which paper has which concept, and how strongly to a twentieth', () => {
    const { map } = largeMap(700);
    const fires = fc.uniqueArray(
      fc.record({ paper: fc.nat(699), strength: fc.double({ min: 0, max: 1.1, noNaN: true }) }),
      { selector: ({ paper }) => paper, maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.array(fires, { minLength: 1, maxLength: 9 }), (lists) => {
        const activations = lists.map((list, k) => ({
          id: `c${k}`,
          label: `concept ${k}`,
          growth: null,
          papers: list.map(({ paper }) => paper),
          strengths: list.map(({ strength }) => strength),
        }));
        const { head, columns } = packMap({ ...map, activations }, null);
        const concepts = head.concepts ?? [];
        expect(new Set(concepts.map(({ id }) => id))).toEqual(
          new Set(activations.flatMap(({ id, papers }) => (papers.length > 0 ? [id] : []))),
        );
        if (concepts.length === 0) return;
        const { offsets, papers, strengths } = readActivations(
          columns.get('activations')!,
          columns.get('strength')!,
          concepts.map((one) => one.papers),
        );
        const ids = new TextDecoder().decode(columns.get('id')).split('\n');
        concepts.forEach(({ id }, k) => {
          const found = Array.from(
            papers.subarray(offsets[k], offsets[k + 1]),
            (paper, n) => [ids[paper]!, strengths[offsets[k]! + n]!] as const,
          );
          const wanted = lists[Number(id.slice(1))]!.map(
            ({ paper, strength }) =>
              [map.papers[paper]!.id, Math.min(20, Math.round(20 * strength))] as const,
          );
          expect(new Map(found)).toEqual(new Map(wanted));
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('firingClasses', () => {
  it('gives grey where the concept does not fire, and stronger shades where it does more', () => {
    const activations = {
      offsets: Uint32Array.of(0, 1, 6),
      papers: Uint32Array.of(2, 0, 1, 3, 4, 6),
      strengths: Uint8Array.of(9, 4, 5, 9, 14, 20),
    };
    expect([...activationClasses(activations, 0, 7, 7)]).toEqual([0, 0, 4, 0, 0, 0, 0]);
    expect([...activationClasses(activations, 1, 7, 7)]).toEqual([1, 2, 0, 4, 7, 0, 7]);
  });
});

describe.skipIf(noChromium)('concepts in a browser', () => {
  const folder = temporaryFolder();
  const [plain, file] = [join(folder.path, 'plain.html'), join(folder.path, 'map.html')];
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(plain, renderPage(MAP, ABSTRACTS));
    writeFileSync(file, renderPage(WITH, ABSTRACTS));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    folder.remove();
  });

  async function visit(
    path: string,
    options: OpenOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const { page, requests, errors } = await openPage(browser, `file://${path}`, options);
    await use(page);
    expect([requests, errors, await page.evaluate('window.hacked')]).toEqual([[], [], undefined]);
    await page.context().close();
  }
  const options = (page: Page, id: string) => page.locator(`${id} option`).allTextContents();
  /** Whether the map has many pixels that are clearly blue, as its first topic is, and clearly orange. */
  const hues = (page: Page) =>
    page.evaluate<{ blue: boolean; orange: boolean }>(`(() => {
    const canvas = document.querySelector('canvas.ground');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let [blue, orange] = [0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 2] - data[i] > 60) blue++;
      if (data[i] - data[i + 2] > 60) orange++;
    }
    return { blue: blue > 50, orange: orange > 50 };
  })()`);

  it('are not offered by a map without them, not even by an address', () =>
    visit(plain, { hash: '#concept=c2&colour=concept' }, async (page) => {
      expect(await options(page, '#colour')).toEqual(['topic', 'year']);
      expect([
        await page.inputValue('#colour'),
        await page.locator('#concept').isVisible(),
        await page.locator('#legend').isVisible(),
      ]).toEqual(['topic', false, false]);
      await page.evaluate('location.hash = "#topic=t1"');
      await page.locator('#side h3', { hasText: 'Terms' }).waitFor();
      expect(await page.locator('#side .concepts').count()).toBe(0);
    }));

  it.each(['#concept=c99', '#concept=', '#colour=concept', '#concept=c3'])(
    'an address with none that fires is by topic: %s',
    (hash) =>
      visit(file, { hash }, async (page) => {
        expect([await page.inputValue('#colour'), await page.locator('#concept').isVisible()]).toEqual([
          'topic',
          false,
        ]);
        expect((await hues(page)).blue).toBe(true);
      }),
  );

  it('colour the map, say their name and papers, and come back by the address', () =>
    visit(file, {}, async (page) => {
      await page.selectOption('#colour', 'concept');
      expect(await options(page, '#concept')).toEqual(['sparse codes (3)', `${HOSTILE[0]} (1)`]);
      await expect
        .poll(() => page.locator('#legend').textContent())
        .toBe('sparse codes · 3 papersweakstrong20002008share of papers ×1.2 in the last 3 years');
      await expect.poll(() => page.url()).toMatch(/#concept=c2$/);
      await expect.poll(() => hues(page)).toEqual({ blue: false, orange: true });
      await page.getByLabel('Concept', { exact: true }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('#legend bdi').textContent()).toBe(`${HOSTILE[0]} · 1 paper`);
      await expect.poll(() => page.url()).toMatch(/#concept=c1$/);
      await page.reload();
      await page.waitForSelector('html[data-ready]');
      expect([await page.inputValue('#colour'), await page.inputValue('#concept')]).toEqual(['concept', '1']);
      await page.selectOption('#colour', 'topic');
      await page.locator('#legend').waitFor({ state: 'hidden' });
      await expect.poll(() => page.url()).not.toContain('concept');
    }));

  it('stand with a topic; a click colours by one and the next click by topics again, the focus stays', () =>
    visit(file, { hash: '#topic=t1' }, async (page) => {
      const buttons = page.locator('#side .concepts button');
      expect(await buttons.allTextContents()).toEqual([HOSTILE[0], 'sparse codes']);
      await buttons.nth(1).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => buttons.nth(1).getAttribute('aria-pressed')).toBe('true');
      await expect.poll(() => page.url()).toContain('topic=t1&concept=c2');
      await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('sparse codes');
      expect(await page.inputValue('#concept')).toBe('0');
      await page.keyboard.press('Enter');
      await expect.poll(() => buttons.nth(1).getAttribute('aria-pressed')).toBe('false');
      expect(await page.inputValue('#colour')).toBe('topic');
    }));

  it("a topic's most typical concept comes first when nothing was chosen before", () =>
    visit(file, { hash: '#topic=t1' }, async (page) => {
      await page.selectOption('#colour', 'concept');
      expect(await page.inputValue('#concept')).toBe('1');
    }));

  it('are chosen before all is unpacked, and stay chosen', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, offline: true });
    await context.addInitScript(`new MutationObserver(() => {
      const colour = document.querySelector('#colour');
      if (document.documentElement.dataset.painted !== 'yes' || colour.value === 'concept') return;
      colour.value = 'concept';
      colour.dispatchEvent(new Event('change'));
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-painted'] })`);
    const page = await context.newPage();
    await page.goto(`file://${file}`);
    await page.waitForSelector('html[data-ready]');
    expect(await page.inputValue('#colour')).toBe('concept');
    await expect.poll(() => page.url()).toMatch(/#concept=c2$/);
    await context.close();
  });

  it('stand in groups when some rise or fade, and show their papers by year', async () => {
    const activations = [
      { ...FIRING[0]!, growth: 0.4 },
      FIRING[1]!,
      { id: 'c9', label: 'agents', growth: 2.5, papers: [7, 8], strengths: [0.4, 0.4] },
    ];
    const trends = join(folder.path, 'trends.html');
    writeFileSync(trends, renderPage({ ...WITH, activations }, ABSTRACTS));
    await visit(trends, { hash: '#concept=c9' }, async (page) => {
      const groups = await page.evaluate(
        '[...document.querySelectorAll("#concept optgroup")].map((one) => [one.label, one.textContent])',
      );
      expect(groups).toEqual([
        ['Rising', 'agents (2)'],
        ['Fading', `${HOSTILE[0]} (1)`],
        ['The others', 'sparse codes (3)'],
      ]);
      await page.locator('#legend svg').waitFor();
      // Of nine years, two bars: 2007 and 2008.
      expect(await page.locator('#legend path').getAttribute('d')).toMatch(/^M68[^M]*M78[^M]*$/);
    });
  });

  it.each(['light', 'dark'] as const)('have nothing that axe calls serious (%s)', async (colorScheme) => {
    const { page } = await openPage(browser, `file://${file}`, {
      colorScheme,
      bypassCSP: true,
      hash: '#topic=t1&concept=c2',
    });
    await page.locator('#side .concepts').waitFor();
    await page.addScriptTag({ content: axe.source });
    expect(
      await page.evaluate(
        'axe.run().then(({ violations }) => violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id, nodes }) => [id, nodes[0].html]))',
      ),
    ).toEqual([]);
    await page.context().close();
  });
});
