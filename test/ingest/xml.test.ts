/** Cutting XML into records, and what stops the reading of one. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { afterEach, expect, it, vi } from 'vitest';
import { parseRecord, readXml } from '../../src/ingest/xml/xml.js';

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

it('cuts the same records wherever the chunks end', async () => {
  const pieces = [
    '<record>',
    '</record>',
    '</record',
    ' >',
    '\n',
    'a',
    '<record x="1">',
    '<recor',
    'b'.repeat(300),
  ];
  const itemsOf = async (text: string, size: number): Promise<unknown[]> => {
    async function* chunks(): AsyncGenerator<string> {
      await Promise.resolve();
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
    }
    const items: unknown[] = [];
    const source = { name: 'x', chunks: chunks() };
    for await (const { line, ...item } of readXml(source, ['record'], () => 'read'))
      items.push([line, 'reason' in item ? item.reason : null]);
    return items;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
      fc.integer({ min: 1, max: 400 }),
      async (parts, size) => {
        const text = parts.join('');
        expect(await itemsOf(text, size)).toEqual(await itemsOf(text, text.length + 1));
      },
    ),
  );
});
