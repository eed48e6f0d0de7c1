/** JSON Lines: every field of a paper, and its topic. */
import type { Writer } from './writer.js';

export function jsonlWriter(): Writer {
  return {
    begin: '',
    end: '',
    write: ({ paper, topic }) => `${JSON.stringify(topic === null ? paper : { ...paper, topic })}\n`,
  };
}
