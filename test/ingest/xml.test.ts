/** What stops the reading of one XML record. */
import { SaxesParser } from 'saxes';
import { afterEach, expect, it, vi } from 'vitest';
import { parseRecord } from '../../src/ingest/xml/xml.js';

afterEach(() => void vi.restoreAllMocks());

it('stops at the first error of a record, however many would follow', () => {
  const fail = vi.spyOn(SaxesParser.prototype, 'fail');
  const found = parseRecord(`<entry><title ${'='.repeat(500)}>A</title></entry>`);
  expect(found).toMatch(/^not valid XML \(.+\)$/);
  expect(fail).toHaveBeenCalledTimes(1);
});

it('refuses elements nested deeper than any bibliography', () => {
  expect(parseRecord('<a>'.repeat(300) + '</a>'.repeat(300))).toBe(
    'not valid XML (elements nested more than 200 deep)',
  );
});

it('reads a valid record as a tree', () => {
  expect(parseRecord('<entry><title>A &amp; B</title></entry>')).toEqual({
    name: 'entry',
    attributes: {},
    children: [{ name: 'title', attributes: {}, children: ['A & B'] }],
  });
});
