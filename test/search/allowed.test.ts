import { expect, test } from 'vitest';
import { parseQuestion } from '../../src/lexical/question.js';
import { allowedBy, hasPhrase, MOST_READ } from '../../src/search/allowed.js';
import { rankTogether } from '../../src/search/rank.js';
import type { SearchSources } from '../../src/search/sources.js';
import { memorySources } from './memory-sources.js';

/** `n` papers that all have the same words, and a count of the papers whose text was fetched. */
function counting(n: number): { sources: SearchSources; fetched: () => number } {
  const papers = Array.from({ length: n }, (_, i) => ({
    id: `p${i}`,
    title: `graph of trees ${i}`,
    abstract: 'a tree is a graph and a cat is a tree',
  }));
  const sources = memorySources(papers);
  let fetched = 0;
  return {
    sources: {
      ...sources,
      papers: (keys) => {
        fetched += keys.length;
        return sources.papers(keys);
      },
    },
    fetched: () => fetched,
  };
}

const asked = (question: string) => ({ ...parseQuestion(question), vector: null });
const excluding = (n: number): string =>
  `graph ${Array.from({ length: n }, () => '-"tree graph"').join(' ')}`;

test('refuses a question that excludes more than anybody types', async () => {
  const { sources, fetched } = counting(50);
  await expect(allowedBy(asked(excluding(2400)), null, sources)).rejects.toThrow(
    'The question excludes 2400 words and phrases: expected at most 32.',
  );
  await expect(allowedBy(asked(excluding(33)), null, sources)).rejects.toThrow('excludes 33');
  expect(fetched()).toBe(0);
});

test('dashes in a pasted text exclude nothing, however many', async () => {
  const { sources, fetched } = counting(50);
  const pasted = `${'one of many words in a text that somebody has pasted here to find what is like it '.repeat(2)} ${excluding(40)}`;
  expect(await allowedBy(asked(pasted), null, sources)).toEqual({ keys: null, phrasesMatched: true });
  expect(fetched()).toBe(0);
});

test('reads a paper once for all phrases', async () => {
  const { sources, fetched } = counting(50);
  const { keys } = await allowedBy(asked(`"tree is" "a graph" -"cat tree" -"graph cat" -dog`), null, sources);
  expect(keys).toHaveLength(50);
  expect(fetched()).toBe(50);
});

test('reads no more papers for 32 phrases than for one, and for eleven questions than for one', async () => {
  const many = counting(MOST_READ + 500);
  const phrases = Array.from({ length: 32 }, (_, i) => `-"${i % 2 === 0 ? 'tree graph' : 'cat trees'}"`);
  await allowedBy(asked(`graph ${phrases.join(' ')}`), null, many.sources);
  expect(many.fetched()).toBe(MOST_READ);
  const several = counting(MOST_READ + 500);
  const questions = Array.from({ length: 11 }, () => asked(`graph -"tree graph" -"cat trees"`));
  await rankTogether(questions, several.sources, { mode: 'lexical', limit: 1 });
  // Beside the papers that ranking itself reads for each question, which are a few.
  expect(several.fetched()).toBeLessThan(MOST_READ + 11 * 200);
});

test('stops between two papers when nobody waits for the answer', async () => {
  const { sources, fetched } = counting(1000);
  const pause = () => Promise.reject(new Error('gone'));
  await expect(allowedBy(asked('graph -"tree graph"'), null, { ...sources, pause })).rejects.toThrow('gone');
  expect(fetched()).toBe(200);
});

test('excludes words and phrases, and takes a phrase that no paper has as words', async () => {
  const sources = memorySources([
    { id: 'a', title: 'red cats' },
    { id: 'b', title: 'red dogs' },
    { id: 'c', title: 'cats red' },
  ]);
  const allowed = async (question: string) => {
    const { keys, phrasesMatched } = await allowedBy(asked(question), null, sources);
    return { keys: keys && [...keys], phrasesMatched };
  };
  expect(await allowed('red -dog')).toEqual({ keys: [1, 3], phrasesMatched: true });
  expect(await allowed('red -"red cats"')).toEqual({ keys: [2, 3], phrasesMatched: true });
  expect(await allowed('"red cats"')).toEqual({ keys: [1], phrasesMatched: true });
  expect(await allowed('"dogs red"')).toEqual({ keys: null, phrasesMatched: false });
});

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
