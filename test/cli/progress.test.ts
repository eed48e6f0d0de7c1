import { expect, it } from 'vitest';
import { progressReport } from '../../src/cli/progress.js';

function sink(): { text: string; write(text: string): void } {
  return {
    text: '',
    write(text) {
      this.text += text;
    },
  };
}

it('writes nothing when quiet', () => {
  const stderr = sink();
  progressReport(stderr, true).onProgress({ step: 'embedding', done: 1, total: 2 });
  expect(stderr.text).toBe('');
});

it('writes a plain line every ten seconds where there is no terminal, with rate and time left', () => {
  const stderr = sink();
  let time = 0;
  const { onProgress } = progressReport(stderr, false, () => time);
  for (let done = 0; done <= 250; done++) {
    onProgress({ step: 'embedding', done, total: 1000 });
    time += 100;
  }
  expect(stderr.text).toBe(
    'embedding: 100 of 1,000 10/s, 1 min 30 s left\nembedding: 200 of 1,000 10/s, 1 min 20 s left\n',
  );
});
