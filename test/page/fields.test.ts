/** Research fields on the page: what is packed, what a reader sees, and what no name or address of one may do. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldClasses, readFields } from '../../src/page/client/data/fields.js';
import { packMap } from '../../src/page/pack.js';
import { renderPage } from '../../src/page/render-page.js';
import type { PageMap } from '../../src/page/types.js';
import { temporaryFolder } from '../helpers/cli.js';
import { noChromium, openBrowser, openPage } from './browser.js';
import { ABSTRACTS, HOSTILE, largeMap, MAP } from './maps.js';

const FIELDS: NonNullable<PageMap['fields']> = [
  { id: 'F1', name: 'Computer science', broader: null, url: null },
  { id: 'T1', name: 'Neural networks', broader: 'F1', url: 'https://openalex.org/T1' },
  { id: 'F2', name: HOSTILE[0]!, broader: null, url: 'javascript:window.hacked=1' },
];
const WITH: PageMap = {
  ...MAP,
  fields: FIELDS,
  papers: MAP.papers.map((paper, i) => ({
    ...paper,
    fields: i === 8 ? [] : i % 2 === 0 ? [{ id: 'T1' }, { id: 'F2' }] : [{ id: 'F2' }, { id: 'gone' }],
  })),
  topics: MAP.topics.map((topic, i) => ({
    ...topic,
    labelSource: 'vocabulary',
    stability: i === 0 ? 0.9 : 0.3,
    fields:
      i === 0
        ? [
            { id: 'F1', share: 0.6 },
            { id: 'F2', share: 0.4 },
          ]
        : [{ id: 'F2', share: 1 }],
  })),
};

describe('packing fields', () => {
  it('leaves a page without fields as it was, whatever its papers say', () => {
    const { head, columns } = packMap({ ...WITH, fields: [] }, ABSTRACTS);
    expect(Object.keys(head)).not.toContain('fields');
    expect(Object.keys(head.topics[0]!)).not.toContain('fields');
    expect([...columns.keys()]).not.toContain('field');
  });

  it('gives colours to the fields that topics are made of, those of most papers first', () => {
    const { head } = packMap(WITH, ABSTRACTS);
    expect(head.fields!.map(({ broader }) => broader)).toEqual([-1, 0, -1]);
    expect(head.colouredFields).toEqual([2, 0]);
  });

  it('gives back the fields of each paper', () => {
    const { map } = largeMap(60);
    const ids = Array.from({ length: 300 }, (_, i) => `T${i}`);
    const fields = ids.map((id) => ({ id, name: id, broader: null, url: null }));
    const some = fc.array(fc.constantFrom(...ids), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(some, { minLength: 60, maxLength: 60 }), (lists) => {
        const papers = map.papers.map((paper, i) => ({ ...paper, fields: lists[i]!.map((id) => ({ id })) }));
        const { columns } = packMap({ ...map, papers, fields }, null);
        const { offsets, numbers } = readFields(columns.get('field')!, 60);
        const order = new TextDecoder().decode(columns.get('id')).split('\n');
        order.forEach((id, i) => {
          const own = Array.from(numbers.subarray(offsets[i], offsets[i + 1]), (n) => ids[n]);
          expect(own).toEqual(lists[papers.findIndex((paper) => paper.id === id)]);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('colours a paper by its nearest field, or by the one above that has a colour', () => {
    const fields = [{ broader: -1 }, { broader: 0 }, { broader: -1 }].map((one) => ({ ...one, name: '' }));
    const given = { offsets: Uint32Array.of(0, 2, 3, 4, 4), numbers: Uint16Array.of(1, 2, 2, 0) };
    expect([...fieldClasses(given, fields, [0])]).toEqual([1, 0, 1, 0]);
    expect([...fieldClasses(given, fields, [2, 0])]).toEqual([2, 1, 2, 0]);
  });
});

describe.skipIf(noChromium)('fields in a browser', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'map.html');
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(file, renderPage(WITH, ABSTRACTS));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    folder.remove();
  });

  it('are no word on a page without them, whatever its address asks for', async () => {
    const plain = join(folder.path, 'plain.html');
    writeFileSync(plain, renderPage(MAP, ABSTRACTS));
    const { page, errors } = await openPage(browser, `file://${plain}`, { hash: '#colour=field' });
    expect(await page.inputValue('#colour')).toBe('topic');
    expect(await page.locator('#colour option').allTextContents()).toEqual(['topic', 'year']);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('stand in the cards, link only to the web, and colour the map with a legend', async () => {
    const { page, requests, errors } = await openPage(browser, `file://${file}`, { hash: '#paper=p0' });
    const card = page.locator('#side .fields');
    await card.waitFor();
    expect(await card.textContent()).toBe(`Fields: Neural networks · ${HOSTILE[0]}`);
    expect(await card.locator('a').count()).toBe(1);
    expect(await card.locator('a').getAttribute('href')).toBe('https://openalex.org/T1');
    await page.evaluate("location.hash = '#topic=t1'");
    await page.locator('#side .mixes').waitFor();
    expect(await page.locator('#side .mixes').textContent()).toBe(
      `Mixes fields: Computer science, ${HOSTILE[0]}.`,
    );
    expect(await page.locator('#side .source').textContent()).toBe('Named after a research field.');
    expect(await page.locator('#side .loose').count()).toBe(0);
    await page.evaluate("location.hash = '#topic=t2'");
    await page.locator('#side .loose').waitFor();
    await page.locator('#colour').selectOption('field');
    expect(await page.locator('#legend li').allTextContents()).toEqual([
      HOSTILE[0],
      'Computer science',
      'other fields',
    ]);
    await page.evaluate(axe.source);
    const found = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
    expect(found.violations.map(({ id }) => id)).toEqual([]);
    await page.locator('#colour').selectOption('topic');
    expect(await page.locator('#legend').isVisible()).toBe(false);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect([...requests, ...errors]).toEqual([]);
    await page.context().close();
  });
});
