import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRightsNotice, PARTED, withoutBoilerplate } from '../../src/text/index.js';

/** What is left, with single blanks. */
const left = (abstract: string): string => withoutBoilerplate(abstract).replace(/\s+/g, ' ').trim();

describe('withoutBoilerplate leaves alone', () => {
  it.each([
    '',
    'The results: three of them. We discuss copyright law in 2001 and its reform.',
    'Copyright questions of digital libraries are studied.',
    'Background music helps learning. Results show that it does.',
    'Our method: count the words. In methods: none.',
    'Aims are hard to state. (c) A third point follows.',
    'We rank MeSH© nodes published by the library.',
    'RESULTS SHOW THAT SHOUTING IS READ AS WELL. METHODS ARE THE SAME.',
    'methods: small letters open no heading.',
    'The book was published by the society in 1990.',
    'Data: ten corpora. Warning: this text may offend.',
  ])('%j', (text) => {
    expect(withoutBoilerplate(text)).toBe(text);
  });
});

describe('withoutBoilerplate takes out', () => {
  it.each([
    ['BACKGROUND: Cats purr. METHODS: We listened.', 'Cats purr. We listened.'],
    ['OBJECTIVE To listen. DESIGN Cohort study. SETTING 12 homes.', 'To listen. Cohort study. 12 homes.'],
    ['Background. Cats purr. Materials and methods. We listened.', 'Cats purr. We listened.'],
    ['MAIN OUTCOMES AND MEASURES: Purrs.RESULTS: Many.', 'Purrs. Many.'],
    ['DESIGN, SETTING, AND PARTICIPANTS Cats at home. AUTHORS’ CONCLUSIONS: Fine.', 'Cats at home. Fine.'],
    ['Research limitations/implications - Few cats. Originality/value – New.', 'Few cats. New.'],
    ['Cats purr. © 2019 Elsevier Ltd. All rights reserved.', 'Cats purr.'],
    ['Cats purr. Copyright (c) 2004 John Wiley & Sons, Ltd.', 'Cats purr.'],
    ['Cats purr. Copyright © 2011 by the authors; licensee MDPI, Basel, Switzerland.', 'Cats purr.'],
    ['Cats purr. (PsycINFO Database Record (c) 2016 APA, all rights reserved)', 'Cats purr.'],
    ['Cats purr. (PsycInfo Database Record (c) 2020 APA, all rights reserved).', 'Cats purr.'],
    ['Cats purr.(ABSTRACT TRUNCATED AT 250 WORDS)', 'Cats purr.'],
    ['Cats purr. [ABSTRACT FROM AUTHOR] Copyright of Cats is the property of Press.', 'Cats purr.'],
    ['Cats purr. Clin Cat Res; 20(12); 3123-34. ©2014 AACR.', 'Cats purr.'],
    [
      '© 2003 Wiley Periodicals, Inc. Cats purr when they are fed by people they know.',
      'Cats purr when they are fed by people they know.',
    ],
  ])('%j', (text, expected) => {
    expect(left(text)).toBe(expected);
  });
});

describe('withoutBoilerplate', () => {
  const piece = fc.constantFrom(
    'RESULTS',
    ':',
    ' ',
    '© 2001 Elsevier Ltd',
    '. ',
    'cats purr',
    'Methods',
    '(c)',
    'A',
    '\n',
    'and',
    '/',
    'All rights reserved',
    '😺',
    ')',
  );

  it('keeps every character where it is, or puts white space in its place; a second time changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const made = withoutBoilerplate(text);
          expect(made).toHaveLength(text.length);
          for (let i = 0; i < text.length; i++)
            if (made[i] !== text[i]) expect([' ', PARTED]).toContain(made[i]);
        },
      ),
    );
  });

  it.each(['RESULTS: ', '© 2001 ', 'Copyright ', 'RESULTS AND ', '(c) ', 'A.'])(
    'takes time in proportion to the length of %j repeated',
    (text) => {
      const longest = 50_000;
      expect(withoutBoilerplate(text.repeat(longest / text.length)).length).toBeGreaterThan(longest - 20);
    },
  );
});

describe('isRightsNotice', () => {
  it.each(['', 'Copyright law', '© 2001 Elsevier. Cats purr whenever they are fed.'])(
    'is none: %j',
    (text) => {
      expect(isRightsNotice(text)).toBe(false);
    },
  );

  it.each(['© 2001 Elsevier Ltd. All rights reserved.', 'Copyright 1999 by the Society'])(
    'is one: %j',
    (text) => {
      expect(isRightsNotice(text)).toBe(true);
    },
  );
});
