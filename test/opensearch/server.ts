/** A real server: FIELDMAP_TEST_OPENSEARCH=http://127.0.0.1:9200 (scripts/opensearch/test.sh starts one). */
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';

export const SERVER = process.env['FIELDMAP_TEST_OPENSEARCH'];

/** The address of a library that is gone when the test is over. */
export function freshAddress(): string {
  const name = `test-${randomBytes(6).toString('hex')}`;
  onTestFinished(async () => {
    for (const index of [name, `${name}.documents`]) await fetch(`${SERVER}/${index}`, { method: 'DELETE' });
  });
  return `opensearch+${SERVER}/${name}`;
}
