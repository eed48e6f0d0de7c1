import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipped, oneLine, wrapped } from '../../src/text/lines.js';

describe('clipped', () => {
  it('leaves short text alone and counts characters, not code units', () => {
    expect(clipped('👩‍🔬 ok', 10)).toBe('👩‍🔬 ok');
    expect(clipped('🧪🧪🧪', 3)).toBe('🧪🧪🧪');
    expect(clipped('🧪🧪🧪🧪', 3)).toBe('🧪🧪…');
    expect(clipped('abcdef', 4)).toBe('abc…');
    expect(clipped('ab cdef', 4)).toBe('ab…');
  });

  it('is never longer than asked for, and starts as the text does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const cut = clipped(text, length);
        expect([...cut].length).toBeLessThanOrEqual(length);
        if (cut !== text) expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('wrapped', () => {
  it('cuts at blanks, never inside a word', () => {
    expect(wrapped('one two three extraordinarily', 8)).toEqual(['one two', 'three', 'extraordinarily']);
    expect(wrapped('', 8)).toEqual([]);
  });
});

describe('a name given by hand', () => {
  it('has no control characters and no line ends, and nothing that turns a line round', () => {
    expect(oneLine(' Maps\u001b[31m\r\nof\u0000 \t the \u202esea\u0007 ')).toBe('Maps[31m of the sea');
  });

  it('keeps letters of all scripts and joined emoji', () => {
    expect(oneLine('海の地図 👩\u200d🔬')).toBe('海の地図 👩\u200d🔬');
  });
});
