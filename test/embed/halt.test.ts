import { describe, expect, it } from 'vitest';
import { openHalt, stopWork, unlessHalted, waitForWork } from '../../src/embed/halt.js';

describe('unlessHalted', () => {
  it('does nothing once stopped', async () => {
    const halt = openHalt();
    stopWork(halt);
    let began = false;
    const work = (): Promise<void> => {
      began = true;
      return Promise.resolve();
    };
    await expect(unlessHalted(halt, work)).rejects.toMatchObject({
      code: 'interrupted',
      message: 'The embedder was closed.',
    });
    expect(began).toBe(false);
    waitForWork(halt);
  });

  it('leaves nobody waiting after work that failed', async () => {
    const halt = openHalt();
    await expect(unlessHalted(halt, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    waitForWork(halt);
  });

  it('lets what began end', async () => {
    const halt = openHalt();
    const found = unlessHalted(halt, async () => {
      stopWork(halt);
      await Promise.resolve();
      return 3;
    });
    expect(await found).toBe(3);
    waitForWork(halt);
  });
});
