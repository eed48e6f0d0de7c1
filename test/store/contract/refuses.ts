/** What a store lacks it refuses in words, with a way out; what there is none of is empty. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import { paper } from '../helpers.js';
import type { Lack, Subject } from './subject.js';

const CALLS: Partial<Record<Lack, (s: Store) => readonly Promise<unknown>[]>> = {
  'all vectors': (s) => [s.allDocumentVectors()],
  duplicates: (s) => [s.duplicates(), s.split('a')],
  marks: (s) => [
    s.mark([{ id: 'a', star: true }]),
    s.filter({ marked: ['include'] }),
    s.filter({ tag: ['x'] }),
  ],
  map: (s) => [
    s.putMap(
      {
        topics: [],
        keys: new Int32Array(0),
        topicOf: new Int32Array(0),
        coordinates: new Float32Array(0),
      },
      new Uint8Array(0),
    ),
    s.filter({ topic: ['t1'] }),
  ],
};

export function refusesContract({ name, store, lacks }: Subject): void {
  describe.skipIf(lacks.size === 0)(`${name}: what it lacks`, () => {
    it.each(Object.keys(CALLS).filter((lack) => lacks.has(lack as Lack)))(
      'refuses %s in words',
      async (lack) => {
        const s = await store();
        await s.upsert([paper('a')]);
        for (const call of CALLS[lack as Lack]!(s))
          await expect(call).rejects.toMatchObject({
            code: 'usage',
            message: expect.stringContaining('cannot be had') as string,
            hint: expect.stringContaining('fieldmap export') as string,
          });
      },
    );
  });
}
