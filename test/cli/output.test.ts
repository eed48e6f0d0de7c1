import { describe, expect, it } from 'vitest';
import { authorList, counted, duration, painter, plain, table, wrap } from '../../src/cli/render/output.js';
import { renderHits } from '../../src/cli/render/hits.js';
import type { Hit, Paper } from '../../src/types.js';

describe('plain', () => {
  it('takes out what could steer a terminal or turn a line round', () => {
    expect(plain('a\u001b[31mred\u0007 \u202egnirts\u2066 b\r\nc')).toBe(
      'a[31mred gnirts bc'.replace('bc', 'b c'),
    );
  });
});

describe('wrap', () => {
  it('breaks at blanks, never inside a word', () => {
    expect(wrap('one two three extraordinarily', 9, ' ')).toBe(' one two\n three\n extraordinarily');
  });
  it('gives nothing for nothing', () => {
    expect(wrap('', 10)).toBe('');
  });
});

describe('table', () => {
  it('aligns columns and leaves no blanks at line ends', () => {
    expect(
      table(
        [
          ['papers', 'source'],
          ['7', 'a.bib'],
          ['1,234', 'b'],
        ],
        ['right'],
      ),
    ).toBe('papers  source\n     7  a.bib\n 1,234  b');
  });

  it('counts what is seen: two places a CJK character, none a combining mark', () => {
    const lines = table([
      ['地図', 'x'],
      ['Zu\u0308rich', 'y'],
    ]).split('\n');
    expect(lines).toEqual(['地図    x', 'Zu\u0308rich  y']);
  });
});

describe('painter', () => {
  it('paints only when asked', () => {
    expect(painter(false)('bold', 'x')).toBe('x');
    expect(painter(true)('bold', 'x')).toBe('\u001b[1mx\u001b[22m');
  });
});

it('says numbers as people do', () => {
  expect([
    counted(1, 'paper'),
    counted(58919, 'paper'),
    duration(3.2),
    duration(130),
    duration(3900),
  ]).toEqual(['1 paper', '58,919 papers', '3 s', '2 min 10 s', '1 h 5 min']);
  expect(authorList(['A', 'B', 'C', 'D'])).toBe('A, B, C and 1 more');
});

describe('renderHits', () => {
  it('fits the line of facts to a narrow terminal', () => {
    const authors = [
      'Ada Lovelace-Byron of Ockham',
      'Charles Babbage of Walworth',
      'Luigi Menabrea of Chambery',
    ];
    const paper = {
      id: 'a',
      title: 'Notes',
      authors,
      year: 1843,
      venue: 'Scientific Memoirs',
    } as unknown as Paper;
    const hit = {
      id: 'a',
      key: 1,
      rank: 1,
      title: 'Notes',
      score: 0.5,
      sentence: null,
      paper,
    } as unknown as Hit;
    const lines = renderHits([hit], (_, text) => text, 60).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.map((line) => line.trim()).join(' ')).toContain(
      'Menabrea of Chambery · 1843 · Scientific Memoirs · 0.50 · a',
    );
  });
});
