/** The file that `map` writes for readers, before any browser opens it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../src/page/client/state/address.js';
import { placeLabels, LINE_HEIGHT } from '../../src/page/client/map/labels.js';
import { hilbertOrder } from '../../src/page/hilbert.js';
import { packMap } from '../../src/page/pack.js';
import { fromPrintable, toPrintable } from '../../src/page/printable.js';
import { renderPage } from '../../src/page/render-page.js';
import { ABSTRACTS, HOSTILE, MAP } from './maps.js';

describe('renderPage', () => {
  it('keeps titles out of the markup and lets only its own script run', () => {
    const html = renderPage(MAP, ABSTRACTS);
    for (const title of HOSTILE) expect(html).not.toContain(title);
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

  it('takes a map without papers', () => {
    expect(renderPage({ ...MAP, papers: [], topics: [] }, [])).toContain('</html>');
  });

  it('gives the same bytes for the same map, fewer without abstracts', () => {
    expect(renderPage(MAP, ABSTRACTS)).toBe(renderPage(MAP, ABSTRACTS));
    expect(renderPage(MAP, null).length).toBeLessThan(renderPage(MAP, ABSTRACTS).length);
    expect(packMap(MAP, null).head.hasAbstracts).toBe(false);
  });
});

describe('toPrintable', () => {
  it('gives text that holds no markup, and the bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toPrintable(bytes);
        expect(text).toMatch(/^[!-~]*$/);
        expect(text).not.toMatch(/[<&\\]/);
        expect(text.length).toBe(2 * Math.ceil((8 * bytes.length) / 13));
        expect(fromPrintable(text, bytes.length)).toEqual(bytes);
      }),
    );
  });
});

describe('hilbertOrder', () => {
  it('goes through a full grid by single steps', () => {
    const spots = Array.from(
      { length: 256 },
      (_, i) => [(i % 16) * 4096, Math.floor(i / 16) * 4096] as const,
    );
    const order = hilbertOrder(spots).map((i) => spots[i]!);
    expect(new Set(order).size).toBe(256);
    for (let i = 1; i < order.length; i++) {
      expect(Math.abs(order[i]![0] - order[i - 1]![0]) + Math.abs(order[i]![1] - order[i - 1]![1])).toBe(
        4096,
      );
    }
  });
});

describe('what all papers are about', () => {
  it('is left out where it is not known, and is data like a title', () => {
    expect(renderPage({ ...MAP, about: null }, null)).toBe(renderPage(MAP, null));
    expect(packMap({ ...MAP, about: '<b>AI</b>' }, null).head.about).toBe('<b>AI</b>');
    expect(renderPage({ ...MAP, about: '<b>AI</b>' }, null)).not.toContain('<b>AI');
  });
});

describe('the address', () => {
  it('gives back what was written', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(
        fc.record({
          paper: fc.option(text),
          topic: fc.option(fc.oneof(text, fc.constant(''))),
          compare: fc.option(text),
          q: fc.oneof(text, fc.constant('')),
          years: fc.option(fc.tuple(fc.nat(3000), fc.nat(3000))),
          about: fc.boolean(),
          reading: fc.boolean(),
          picked: fc.oneof(text, fc.constant('')),
          colour: fc.option(text),
          concept: fc.option(text),
          view: fc.constant(null),
        }),
        (address) => {
          expect(readAddress(writeAddress(address))).toEqual(address);
        },
      ),
    );
  });

  it('takes what is no address for nothing chosen', () => {
    const nothing = {
      paper: null,
      topic: null,
      compare: null,
      q: '',
      years: null,
      about: false,
      reading: false,
      picked: '',
      colour: null,
      concept: null,
      view: null,
    };
    for (const hash of ['', '#', '#years=x', '#view=1,2', '#view=a,b,c', '#view=1,1,-1', '#%%%=1'])
      expect(readAddress(hash)).toEqual(nothing);
    expect(readAddress('#view=1.5,-2,3').view).toEqual({ x: 1.5, y: -2, zoom: 3 });
  });
});

describe('placeLabels', () => {
  const topics = fc.array(
    fc.record({
      label: fc.lorem({ maxCount: 4 }),
      x: fc.double({ min: 0, max: 5, noNaN: true }),
      y: fc.double({ min: 0, max: 5, noNaN: true }),
      size: fc.nat(900),
      isArea: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  const measure = (text: string, size: number): number => text.length * size * 0.6;
  const packed = (
    one: { label: string; x: number; y: number; size: number; isArea: boolean },
    i: number,
  ) => ({
    ...one,
    id: `t${i}`,
    years: {},
    terms: [],
    parent: -1,
    exemplars: [],
    related: [],
    reason: null,
    source: 'terms' as const,
    isLoose: false,
  });

  it('lets no label cover another, and coarse ones win', () => {
    fc.assert(
      fc.property(
        topics,
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.5, max: 6, noNaN: true }),
        (some, scale, zoom) => {
          const all = some.map(packed);
          const placed = placeLabels(all, { scale, zoom, measure });
          for (const [i, a] of placed.entries()) {
            for (const b of placed.slice(0, i)) {
              const tall = ((a.lines.length * a.size + b.lines.length * b.size) * LINE_HEIGHT) / 2;
              expect(Math.abs(a.x - b.x) >= a.half + b.half || Math.abs(a.y - b.y) >= tall).toBe(true);
            }
          }
          const areas = all.filter(({ isArea }) => isArea);
          if (areas.length > 0 && zoom < 2) expect(placed[0]!.isArea).toBe(true);
          if (all.length > 0 && areas.length === 0)
            expect(all[placed[0]!.topic]!.size).toBe(Math.max(...all.map(({ size }) => size)));
        },
      ),
    );
  });

  it('finds room for the larger topic at another of its own spots', () => {
    const all = [
      packed({ label: 'a coarse label', x: 0, y: 0, size: 99, isArea: true }, 0),
      packed({ label: 'large', x: 0, y: 0, size: 50, isArea: false }, 1),
      packed({ label: 'small', x: 10, y: -0.5, size: 5, isArea: false }, 2),
    ];
    expect(placeLabels(all, { scale: 20, zoom: 1, measure: () => 40 }).map(({ topic }) => topic)).toContain(
      2,
    );
    const placed = placeLabels(all, {
      scale: 20,
      zoom: 1,
      measure: () => 40,
      spots: [[], [0.1, 0, 10, 0.4], []],
    });
    expect(placed.map(({ topic, x, y }) => [topic, x, y])).toEqual([
      [0, 0, 0],
      [1, 200, 8],
    ]);
  });

  it('leaves areas out when near', () => {
    const all = [
      packed({ label: 'coarse', x: 0, y: 0, size: 9, isArea: true }, 0),
      packed({ label: 'fine', x: 0, y: 0, size: 5, isArea: false }, 1),
    ];
    expect(placeLabels(all, { scale: 10, zoom: 1, measure })[0]!.topic).toBe(0);
    expect(placeLabels(all, { scale: 10, zoom: 5, measure }).map(({ topic }) => topic)).toEqual([1]);
  });
});
