/** JSON Lines: every field of a paper, its topic, and what was decided of it. */
import type { Writer } from './writer.js';

export function jsonlWriter(): Writer {
  return {
    begin: '',
    end: '',
    write: ({ paper, topic, mark = null }) =>
      `${JSON.stringify({ ...paper, ...(topic !== null && { topic }), ...(mark && { mark }) })}\n`,
  };
}
