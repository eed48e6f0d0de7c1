/** Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part, 130 interrupted. */
export const EXIT = { done: 0, failed: 1, usage: 2, partly: 3, interrupted: 130 } as const;
