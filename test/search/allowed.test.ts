import { expect, test } from 'vitest';
import { hasPhrase } from '../../src/search/allowed.js';

test.each([
  ['On Sparse autoencoders.', ['sparse', 'autoencoders'], true],
  ['Sparse, linear autoencoders', ['sparse', 'autoencoders'], false],
  ['fine-tuning helps', ['tuning', 'helps'], true],
  ['sparse autoencoder', ['sparse', 'autoencoders'], false],
  ['', ['a'], false],
])('%s has %j: %s', (text, words, expected) => {
  const paper = { id: 'a', title: '', abstract: '', authors: [], year: null };
  expect(hasPhrase({ ...paper, title: text }, words)).toBe(expected);
  expect(hasPhrase({ ...paper, abstract: text }, words)).toBe(expected);
});

test('a phrase does not go on from the title into the abstract', () => {
  expect(
    hasPhrase({ id: 'a', title: 'On sparse', abstract: 'autoencoders', authors: [], year: null }, [
      'sparse',
      'autoencoders',
    ]),
  ).toBe(false);
});
