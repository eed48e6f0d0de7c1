import { describe, expect, it } from 'vitest';
import { bearsOut } from '../../src/concepts/index.js';

const concept = (label: string, ...terms: string[]) => ({
  label,
  terms: terms.map((term) => ({ term, weight: 0.1 })),
});
const PAPER = {
  title: 'Recommending articles with deep networks',
  abstract:
    'We train recommender systems on clicks. The surface of the loss is smooth at the equator of the ball.',
};

describe('bearsOut', () => {
  const has = bearsOut(PAPER);

  it('refuses a concept of which the text has no word', () => {
    expect(has(concept('superrotation, atmosphere', 'Venus', 'wind'))).toBe(false);
    expect(has(concept('', ''))).toBe(false);
  });

  it('refuses one of which the text has a single term beside the label', () => {
    expect(has(concept('superrotation', 'equator', 'wind'))).toBe(false);
    expect(has(concept('superrotation', 'equator', 'surface', 'wind'))).toBe(true);
  });

  it('takes a term of the label in any form, its words in a row', () => {
    expect(has(concept('recommender system, users'))).toBe(true);
    expect(has(concept('recommended article'))).toBe(true);
    expect(has(concept('systems recommender'))).toBe(false);
    expect(has(concept('systems the'))).toBe(true);
    // Of the title and of the abstract, but not in a row.
    expect(has(concept('networks train'))).toBe(false);
  });

  it('takes the short form or the long one of a term with both', () => {
    const short = bearsOut({ title: 'A', abstract: 'A DNN is trained.' });
    expect(short(concept('deep neural networks (DNN)'))).toBe(true);
    expect(
      bearsOut({ title: 'A', abstract: 'Deep neural networks.' })(concept('deep neural networks (DNN)')),
    ).toBe(true);
    expect(bearsOut({ title: 'A', abstract: 'Nothing.' })(concept('deep neural networks (DNN)'))).toBe(false);
  });

  it('says nothing against concepts of a paper without an abstract', () => {
    expect(bearsOut({ title: 'Editorial', abstract: ' ' })(concept('superrotation'))).toBe(true);
  });
});
