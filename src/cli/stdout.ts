/** Standard output for one speaker alone. */
import { Writable } from 'node:stream';
import type { Output } from './io.js';

/**
 * What is written to the result goes to `stdout`; whatever anything else writes there from now on goes to `stderr`. A
 * protocol on standard output does not survive a dependency that prints a greeting.
 */
export function ownStdout(stdout: Output, stderr: Output): Writable {
  const write = stdout.write.bind(stdout);
  stdout.write = (text: string) => stderr.write(text);
  return new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _, done) {
      write(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      done();
    },
  });
}
