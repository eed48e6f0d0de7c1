import { describe, expect, it } from 'vitest';
import { FieldmapError } from '../../src/errors.js';
import { formatRun, parseQrels, parseRun } from '../../src/evaluation/trec.js';

function failure(act: () => unknown): FieldmapError {
  try {
    act();
  } catch (error) {
    if (error instanceof FieldmapError) return error;
  }
  throw new Error('nothing was thrown');
}

describe('judgements', () => {
  it('that are none are refused by line', () => {
    const error = failure(() => parseQrels('1\ta\t1\n1\tb\n', 'q.tsv'));
    expect(error.code).toBe('input');
    expect(error.message).toBe('q.tsv, line 2: "1\tb" is no judgement.');
    expect(failure(() => parseQrels('1\ta\tyes\n2\tb\tno', 'q.tsv')).message).toBe(
      'q.tsv, line 2: "2\tb\tno" is no judgement.',
    );
    expect(failure(() => parseQrels('\n', 'q.tsv')).message).toBe('q.tsv has no judgements.');
  });

  it('are read in three columns, with a header, with CRLF and a BOM', () => {
    const expected = new Map([
      [
        '1',
        new Map([
          ['a b', 2],
          ['c', 0],
        ]),
      ],
      ['2', new Map([['a b', 1]])],
    ]);
    expect(parseQrels('1\ta b\t2\n1\tc\t0\n2\ta b\t1\n', 'q')).toEqual(expected);
    expect(parseQrels('\ufeffquery-id\tcorpus-id\tscore\r\n1\ta b\t2\r\n1\tc\t0\r\n2\ta b\t1', 'q')).toEqual(
      expected,
    );
  });

  it('are read in TREC’s four columns', () => {
    expect(parseQrels('1 0 a 1\n1 0 b -1\n', 'q')).toEqual(
      new Map([
        [
          '1',
          new Map([
            ['a', 1],
            ['b', -1],
          ]),
        ],
      ]),
    );
  });
});

describe('a run', () => {
  it('with a line that is none is refused', () => {
    const error = failure(() => parseRun('1 Q0 a 1 0.5 tag\n1 Q0 a', 'run'));
    expect(error.message).toBe('run, line 2: "1 Q0 a" is no line of a TREC run.');
  });

  it('is written in six columns, rank from 1', () => {
    expect(
      formatRun(
        '7',
        [
          { id: 'a', score: 0.5 },
          { id: 'b c', score: 0.25 },
        ],
        'fieldmap',
      ),
    ).toBe('7 Q0 a 1 0.500000 fieldmap\n7 Q0 b_c 2 0.250000 fieldmap\n');
    expect(formatRun('7', [], 'fieldmap')).toBe('');
  });

  it('keeps its order however scores tie or rise', () => {
    const hits = [
      { id: 'a', score: 0.5 },
      { id: 'b', score: 0.5 },
      { id: 'c', score: 0.9 },
      { id: 'd', score: -1 },
    ];
    expect(parseRun(formatRun('1', hits, 't'), 'run').get('1')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is ordered by score, ties from the last id to the first, as trec_eval does', () => {
    expect(parseRun('1 Q0 a 1 0.5 t\n1 Q0 b 2 0.5 t\n1 Q0 c 3 0.7 t\n', 'run').get('1')).toEqual([
      'c',
      'b',
      'a',
    ]);
  });
});
