/** Single keys of a terminal, and short lines typed among them. */
import type { Io } from './io.js';

export type Keyboard = Io['stdin'] & { readonly setRawMode?: (on: boolean) => unknown };

/** What the terminal sends for these keys. */
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const ESCAPE = '\u001b';
const BACKSPACE = '\u007f';

export interface Keys {
  /** The next key; null when there is no more: Ctrl-C, Ctrl-D, a closed terminal, `signal`. */
  next(): Promise<string | null>;
  /** What is typed until Enter, written to `echo`; null for Escape or when there is no more. */
  line(echo: (text: string) => void): Promise<string | null>;
  /** Gives the terminal back as it was. */
  close(): void;
}

export function keysOf(stdin: Keyboard, signal: AbortSignal): Keys {
  const waiting: string[] = [];
  let hasEnded = false;
  let wake = (): void => undefined;
  const end = (): void => {
    hasEnded = true;
    wake();
  };
  const onData = (chunk: Buffer | string): void => {
    const typed = chunk.toString();
    // Arrows and function keys are one chunk that begins with Escape: none of them means anything here.
    if (typed.startsWith(ESCAPE) && typed.length > 1) return;
    waiting.push(...typed);
    wake();
  };
  stdin.setRawMode?.(true);
  stdin.on('data', onData).once('end', end).once('close', end);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();

  async function next(): Promise<string | null> {
    while (waiting.length === 0 && !hasEnded) await new Promise<void>((resolve) => (wake = resolve));
    const key = signal.aborted ? undefined : waiting.shift();
    if (key === CTRL_C || key === CTRL_D) end();
    return key === undefined || key === CTRL_C || key === CTRL_D ? null : key;
  }
  return {
    next,
    line: (echo) => lineOf(next, echo),
    close() {
      stdin.off('data', onData).off('end', end).off('close', end);
      signal.removeEventListener('abort', end);
      stdin.setRawMode?.(false);
      stdin.pause();
    },
  };
}

async function lineOf(next: Keys['next'], echo: (text: string) => void): Promise<string | null> {
  const typed: string[] = [];
  for (;;) {
    const key = await next();
    if (key === null || key === ESCAPE) return null;
    if (key === '\r' || key === '\n') return typed.join('').trim();
    if (key === BACKSPACE || key === '\b') {
      if (typed.pop() !== undefined) echo('\b \b');
    } else if (key >= ' ') {
      typed.push(key);
      echo(key);
    }
  }
}
