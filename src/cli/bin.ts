#!/usr/bin/env node
/**
 * The program. What it consists of is loaded here, so that a failure to load (too few file handles) is said in words:
 * of what is imported at the head of a file Node shows a stack.
 */
import { loadFailure } from './exit.js';

try {
  await import('./run.js');
} catch (error) {
  const said = loadFailure(error);
  if (said === null) throw error;
  process.stderr.write(said);
  process.exitCode = 1;
}
