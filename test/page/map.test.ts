/** What is drawn on the map, without a browser: titles, the shade behind the points, colours that can be read, figures. */
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { figureSvg, type Figure } from '../../src/page/client/figure/figure-svg.js';
import { contrast, readable } from '../../src/page/client/map/contrast.js';
import { densityOf, drawDensity } from '../../src/page/client/map/density.js';
import { placeTitles, shortTitle, TITLE_LINE, type Box } from '../../src/page/client/map/titles.js';
import { topicColours } from '../../src/looks/topic-colours.js';
import { HOSTILE } from './maps.js';

describe('titles on the map', () => {
  it('are cut to two short lines, before a colon where that says enough', () => {
    expect(shortTitle('')).toEqual([]);
    expect(shortTitle('Diagnosing Transformers: Illuminating Feature Spaces')).toEqual([
      'Diagnosing Transformers',
    ]);
    expect(
      shortTitle('BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding'),
    ).toEqual(['BERT: Pre-training of Deep', 'Bidirectional Transformers for …']);
    expect(shortTitle('x'.repeat(5000))[0]!.length).toBeLessThan(40);
  });

  it('lie over no other, no label, no point and not over the edge; the most important one gets its place', () => {
    const spots = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 400 })), {
      minLength: 1,
      maxLength: 40,
    });
    const boxes = fc.array(
      fc
        .tuple(fc.nat(500), fc.nat(350))
        .map(([left, top]): Box => ({ left, top, right: left + 90, bottom: top + 30 })),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(spots, boxes, (points, taken) => {
        const placed = placeTitles({
          candidates: [...points.keys()],
          inSight: [...points.keys()],
          spot: (paper) => points[paper]!,
          title: (paper) => `A title of some length, number ${paper}`,
          measure: (line) => 6 * line.length,
          taken,
          width: 600,
          height: 400,
          radius: 4,
        });
        const own = placed.map(({ paper, dx, dy, width, lines }): Box => {
          const [x, y] = points[paper]!;
          return {
            left: x + dx,
            top: y + dy,
            right: x + dx + width,
            bottom: y + dy + lines.length * TITLE_LINE,
          };
        });
        own.forEach((box, i) => {
          expect(Math.min(box.left, box.top, 600 - box.right, 400 - box.bottom)).toBeGreaterThanOrEqual(0);
          for (const other of [...own.slice(i + 1), ...taken])
            expect(
              box.left < other.right &&
                other.left < box.right &&
                box.top < other.bottom &&
                other.top < box.bottom,
            ).toBe(false);
          for (const [x, y] of points)
            expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
        });
      }),
    );
  });

  it('prefer the first of two papers that cannot both have one', () => {
    const scene = (candidates: readonly number[]) => ({
      candidates,
      inSight: [0, 1],
      spot: (paper: number): readonly [number, number] => [10, 20 + 2 * paper],
      title: () => 'A title',
      measure: () => 60,
      taken: [{ left: 0, top: 40, right: 200, bottom: 90 }],
      width: 100,
      height: 50,
      radius: 3,
    });
    expect(placeTitles(scene([0, 1])).map(({ paper }) => paper)).toEqual([0]);
    expect(placeTitles(scene([1, 0])).map(({ paper }) => paper)).toEqual([1]);
  });
});

describe('the shade behind the points', () => {
  const points = Float32Array.from({ length: 4000 }, (_, i) => (i < 3600 ? Math.sin(i) / 20 : 3 + (i % 7)));

  it('is the ground where no paper is, and darkest where most are; the whole picture is filled', () => {
    const [width, height] = [203, 101];
    const pixels = new Uint32Array(width * height);
    const shades = Uint32Array.from({ length: 32 }, (_, i) => i + 1);
    drawDensity({ pixels, width, height }, densityOf(points), { x: 0, y: 0, scale: 20 }, shades);
    expect(pixels.every((pixel) => pixel >= 1 && pixel <= 32)).toBe(true);
    expect(pixels[50 * width + 101]).toBeGreaterThan(29);
    drawDensity({ pixels, width, height }, densityOf(points), { x: -900, y: 0, scale: 20 }, shades);
    expect(pixels.every((pixel) => pixel === 1)).toBe(true);
  });

  it('needs no points, and one is enough', () => {
    for (const few of [new Float32Array(0), Float32Array.of(1, 1)])
      expect(densityOf(few).cells.every((cell) => cell >= 0)).toBe(true);
  });
});

describe('colours of labels', () => {
  it('can be read on light and dark ground, every one of them', () => {
    const topics = Array.from({ length: 40 }, (_, i) => ({
      x: i % 7,
      y: i % 5,
      size: 40 - i,
      isArea: false,
    }));
    for (const [dark, ground] of [
      [false, '#fbfbf9'],
      [true, '#14171b'],
    ] as const)
      for (const colour of topicColours(topics, dark))
        expect(contrast(readable(colour, ground), ground), colour).toBeGreaterThanOrEqual(4.5);
    expect(readable('#0072b2', '#fbfbf9')).toBe('#0072b2');
  });
});

describe('the figure', () => {
  const figure = (title: string, name: string): Figure => ({
    title,
    caption: ['2 of 3 papers', name],
    width: 300,
    height: 200,
    ink: 'rgb(0, 0, 0)',
    look: {
      ground: '#ffffff',
      palette: ['#aaaaaa', '#0072b2'],
      classes: Uint16Array.of(0, 1, 1),
      lit: Uint8Array.of(0, 1, 1),
      bright: 0.9,
      dimmed: 0,
      dim: 0.3,
      behind: null,
      shades: null,
      labels: null,
      grown: 1,
    },
    radius: 4,
    papers: [0, 1, 2],
    spot: (paper) => [10 * paper, 5],
    labels: [{ topic: 0, lines: [name], x: 4, y: 4, size: 13, half: 20, isArea: false }],
    corner: [1, 2],
    titles: [{ paper: 1, lines: [title], dx: 6, dy: -6, width: 40 }],
    legend: [{ name, colour: '#0072b2' }],
    scale: { from: '2000', to: name, colours: ['#000000', '#ffffff'] },
  });

  it('is well-formed whatever titles and labels hold, and no markup comes out of them', () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'binary' }),
      fc.constant('\u0000\ud800\ufffe'),
    );
    fc.assert(
      fc.property(text, text, (title, name) => {
        const names = new Set<string>();
        const parser = new SaxesParser();
        parser.on('error', (error) => {
          throw error;
        });
        parser.on('opentag', ({ name: tag, attributes }) => {
          names.add(tag);
          expect(Object.keys(attributes).filter((one) => /^on|href/.test(one))).toEqual([]);
        });
        parser.write(figureSvg(figure(title, name))).close();
        expect([...names].sort()).toEqual(
          ['circle', 'defs', 'linearGradient', 'path', 'rect', 'stop', 'svg', 'text', 'title'].sort(),
        );
      }),
    );
  });

  it('draws dimmed papers first and of one colour, bright ones in theirs', () => {
    const paths = figureSvg(figure('t', 'n')).match(/<path[^>]*>/g)!;
    expect(paths).toHaveLength(2);
    expect(paths[0]).toMatch(/d="M0.0 5.0h0" stroke="#aaaaaa" stroke-opacity="0.3"/);
    expect(paths[1]).toMatch(/d="M10.0 5.0h0M20.0 5.0h0" stroke="#0072b2" stroke-opacity="0.9"/);
  });
});
