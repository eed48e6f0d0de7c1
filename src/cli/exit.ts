/** Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 4 nothing is new, 130 interrupted. */
export const EXIT = { done: 0, failed: 1, usage: 2, partly: 3, nothing: 4, interrupted: 130 } as const;

/** What to say of a part of the program that could not be loaded for want of file handles; null: it is another fault. */
export function loadFailure(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'EMFILE' && code !== 'ENFILE') return null;
  return 'fieldmap: Too many files are open.\nRaise the limit (`ulimit -n 1024`) and run the same command again; what was stored before is safe.\n';
}
