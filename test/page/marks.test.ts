/** What a reader decides, the file that carries it, and papers picked by hand as part of an address. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DECISIONS,
  marked,
  NO_MARK,
  readMarks,
  writeMarks,
  type Mark,
} from '../../src/page/client/marks/marks.js';
import { readPicked, writePicked } from '../../src/page/client/state/picked.js';

describe('the file of marks', () => {
  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"name":"other","version":1,"marks":[]}',
    '{"name":"fieldmap-marks","version":2,"marks":[]}',
  ])('takes %j for no such file', (text) => expect(readMarks(text)).toBeNull());

  it('passes over entries without an id, and what is of the wrong kind', () => {
    const marks = [
      null,
      3,
      { decision: 'include' },
      { id: '', star: true },
      { id: 7, star: true },
      { id: 'a', decision: 'perhaps', star: 'yes', tags: 'x', note: 5 },
      { id: 'b', decision: 'exclude', reason: 'wrong population', tags: ['x', 1], unknown: true },
    ];
    expect(readMarks(JSON.stringify({ name: 'fieldmap-marks', version: 1, marks }))).toEqual(
      new Map([['b', { ...NO_MARK, decision: 'exclude', reason: 'wrong population', tags: ['x'] }]]),
    );
    expect(readMarks('{"name":"fieldmap-marks","version":1}')).toEqual(new Map());
  });

  it('has a name, a version and the marks by id, every field written', () => {
    const marks = marked(marked(new Map(), 'b', { star: true }), 'a', {
      decision: 'maybe',
      note: 'see p. 3',
    });
    expect(JSON.parse(writeMarks(marks))).toEqual({
      name: 'fieldmap-marks',
      version: 1,
      marks: [
        { id: 'a', decision: 'maybe', reason: '', star: false, tags: [], note: 'see p. 3' },
        { id: 'b', decision: null, reason: '', star: true, tags: [], note: '' },
      ],
    });
  });

  it('gives back what was written, and drops a paper of which nothing is left to say', () => {
    const mark: fc.Arbitrary<Partial<Mark>> = fc.record({
      star: fc.boolean(),
      decision: fc.constantFrom(null, ...DECISIONS),
      note: fc.string(),
      tags: fc.array(fc.string(), { maxLength: 2 }),
    });
    const changes = fc.array(fc.tuple(fc.string({ minLength: 1 }), mark), { maxLength: 9 });
    fc.assert(
      fc.property(changes, (list) => {
        const marks = list.reduce<ReadonlyMap<string, Mark>>(
          (all, [id, one]) => marked(all, id, one),
          new Map(),
        );
        expect(readMarks(writeMarks(marks))).toEqual(marks);
        const none = list.reduce((all, [id]) => marked(all, id, NO_MARK), marks);
        expect(none.size).toBe(0);
      }),
    );
  });
});

describe('papers picked by hand in an address', () => {
  const ids = Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? `10.1000/a,b~${i}%` : `p${i}`));
  const numberOf = new Map(ids.map((id, i) => [id, i]));

  it('takes what is no list, or a list of another map, for none', () => {
    const long = writePicked(ids.keys(), ids, 'abcd1234');
    expect(long.startsWith('~abcd1234~')).toBe(true);
    for (const text of ['nope', ',', '%', '~', '~abcd1234~', '~abcd1234~§§', long.replace('abcd', 'ffff')])
      expect(readPicked(text, numberOf, 'abcd1234'), text).toBeNull();
  });

  it('gives back what was written: by id while that is short, else packed, and always short', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(2999), { minLength: 1, maxLength: 1500 }), (papers) => {
        const text = writePicked(papers, ids, 'abcd1234');
        expect(readPicked(text, numberOf, 'abcd1234')).toEqual(new Set(papers));
        expect(text.length).toBeLessThan(4500);
      }),
    );
    expect(writePicked([2, 1], ids, 'x')).toBe('p1,p2');
  });
});
