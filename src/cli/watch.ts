/** Waits until something in files or folders has changed and settled. */
import { watch, type FSWatcher } from 'node:fs';

/** Quiet time after the last change before it counts as whole, in milliseconds: exports are written in pieces. */
const SETTLE = 500;

/** Resolves true after a change in any of `paths`, false when `signal` aborts. Closes its watchers either way. */
export function nextChange(paths: readonly string[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const watchers: FSWatcher[] = [];
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      for (const watcher of watchers) watcher.close();
      settle();
    };
    const stop = (): void => end(() => resolve(false));
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => end(() => resolve(true)), SETTLE);
    };
    if (signal.aborted) {
      resolve(false);
      return;
    }
    signal.addEventListener('abort', stop);
    try {
      for (const path of paths) {
        const watcher = watch(path, { recursive: true }, changed);
        watcher.on('error', (error) => end(() => reject(error)));
        watchers.push(watcher);
      }
    } catch (error) {
      end(() => reject(error instanceof Error ? error : new Error(String(error))));
    }
  });
}
