import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { writeAll } from '../../src/cli/io.js';

it('takes the next piece only when the last one is read', async () => {
  const reader = new EventEmitter();
  const written: string[] = [];
  let made = 0;
  async function* pieces(): AsyncGenerator<string> {
    await Promise.resolve();
    for (; made < 100; made++) yield `${made}`;
  }
  const output = {
    write: (text: string) => written.push(text) % 10 !== 0,
    once: (event: 'drain', listener: () => void) => reader.once(event, listener),
  };
  const done = writeAll(output, pieces());
  for (let read = 1; read <= 10; read++) {
    await expect.poll(() => reader.listenerCount('drain')).toBe(1);
    expect([written.length, made]).toEqual([10 * read, 10 * read - 1]);
    reader.emit('drain');
  }
  await done;
  expect(written).toHaveLength(100);
});

it('writes on where nothing is said about reading', async () => {
  const written: string[] = [];
  async function* pieces(): AsyncGenerator<string> {
    yield* await Promise.resolve(['a', 'b']);
  }
  await writeAll({ write: (text) => void written.push(text) }, pieces());
  expect(written).toEqual(['a', 'b']);
});
